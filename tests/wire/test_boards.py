"""Boards are kept by the broker, whole and new; a broker that forgets is told everything again."""

import json
import os
import signal
from itertools import pairwise

from queue_server.contract import topics
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.codec import decode
from queue_server.contract.commands import CallNext, OpenWindow, TakeTicket
from queue_server.contract.messages import Presence
from queue_server.contract.replies import Done, TicketCalled, TicketIssued
from tests.on_the_wire import HALL, OnTheWire, guest, told
from tests.running_hall import wait_for

BOARDS = {topics.BOARD.of(HALL), *(topics.WINDOW_BOARD.of(HALL, window) for window in (1, 2, 3, 4))}


def heard(hall: OnTheWire, *, kept: bool) -> dict[str, bytes]:
    """The newest board of every topic and the server's presence, once all are there; only kept ones, or all."""
    wanted = BOARDS | {topics.PRESENCE.of(HALL, topics.SERVER)}
    with guest(hall, "web") as web:
        web.subscribe("#")

        def all_there() -> dict[str, bytes] | None:
            found = {message.topic: message.payload for message in web.got if message.retain or not kept}
            return found if found.keys() >= wanted else None

        return wait_for(all_there)


def kept(hall: OnTheWire) -> dict[str, bytes]:
    """What a client that comes now is given at once, by topic; waits until there is something to be given."""
    heard(hall, kept=False)
    return heard(hall, kept=True)


def test_every_board_is_kept_for_whoever_comes_later(served: OnTheWire) -> None:
    found = kept(served)
    board = decode(HallBoard, found[topics.BOARD.of(HALL)])
    assert [window.window for window in board.windows] == [1, 2, 3, 4, 5]
    assert board.hall == HALL
    for topic in BOARDS - {topics.BOARD.of(HALL)}:
        assert decode(WindowBoard, found[topic]).state == "closed"
    assert decode(Presence, found[topics.PRESENCE.of(HALL, topics.SERVER)]).state == "here"


def test_a_call_is_on_the_halls_and_on_the_windows_board_and_on_no_other(served: OnTheWire) -> None:
    with guest(served, "display-1") as display:
        display.subscribe(topics.BOARD.of(HALL), topics.WINDOW_BOARD.of(HALL, "+"))
        wait_for(lambda: len(display.got) >= len(BOARDS))
        before = max(decode(HallBoard, m.payload).revision for m in display.got if m.topic == topics.BOARD.of(HALL))
        web = served.client("web")
        assert isinstance(told(web, TakeTicket(matter="A01"), by="fan"), TicketIssued)
        assert isinstance(told(web, OpenWindow(window=1, clerk="wang"), by="wang"), Done)
        called = told(web, CallNext(window=1, clerk="wang"), by="wang")
        assert isinstance(called, TicketCalled)

        def last_of(topic: str) -> bytes:
            return wait_for(lambda: [m.payload for m in display.got if m.topic == topic and b'"A001"' in m.payload])[-1]

        assert decode(WindowBoard, last_of(topics.WINDOW_BOARD.of(HALL, 1))).call == called.call
        assert decode(HallBoard, last_of(topics.BOARD.of(HALL))).calls == (called.call,)
        revisions = {m.topic: json.loads(m.payload)["revision"] for m in display.got}
        changed = {topic for topic, revision in revisions.items() if revision > before}
        assert changed == {topics.BOARD.of(HALL), topics.WINDOW_BOARD.of(HALL, 1)}


def test_each_board_tells_which_one_it_follows(served: OnTheWire) -> None:
    with guest(served, "display-1") as display:
        display.subscribe(topics.BOARD.of(HALL))
        kiosk = served.client()
        for _ in range(5):
            told(kiosk, TakeTicket(matter="A01"))
        wait_for(lambda: any(decode(HallBoard, m.payload).services[0].waiting == 5 for m in display.got))
        boards = [decode(HallBoard, message.payload) for message in display.got]
        for before, after in pairwise(boards):
            assert before.revision == after.follows <= after.revision  # equal: said anew when the link came up


def test_after_a_broker_without_memory_all_boards_are_there_again(served: OnTheWire) -> None:
    told(served.client(), TakeTicket(matter="A01"))
    wait_for(lambda: decode(HallBoard, kept(served)[topics.BOARD.of(HALL)]).services[0].waiting)
    pid = served.broker.pid
    os.kill(pid, signal.SIGSTOP)
    (served.state.broker / "mosquitto.db").unlink(missing_ok=True)
    os.kill(pid, signal.SIGKILL)
    served.restarted_after(pid)
    wait_for(lambda: served.client().connected)
    assert decode(HallBoard, kept(served)[topics.BOARD.of(HALL)]).services[0].waiting == 1


def test_a_server_that_leaves_says_so_and_one_that_comes_again_has_a_new_session(served: OnTheWire) -> None:
    topic = topics.PRESENCE.of(HALL, topics.SERVER)
    with guest(served, "web") as web:
        web.subscribe(topic)
        wait_for(lambda: web.got)
        served.stop_server()
        served.start_server()
        wait_for(lambda: len(web.got) >= 3)
        here, gone, again = (decode(Presence, message.payload) for message in web.got)
    assert (here.state, gone.state, again.state) == ("here", "gone", "here")
    assert here.session == gone.session != again.session
