"""A follower sees whole states, the newest ones, never an older after a newer, and misses nothing for good."""

from msgspec.structs import replace

from queue_server.contract import topics
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.codec import decode
from queue_server.contract.commands import GetBoard, OpenWindow, TakeTicket
from queue_server.contract.messages import Ask, Presence, Reply
from queue_server.contract.replies import BoardIs
from tests.contract.sample_values import AT, WINDOW
from tests.contract.sample_values import HALL as BOARD
from tests.on_the_wire import HALL, Guest, OnTheWire, guest, told
from tests.running_hall import wait_for

BOARD_TOPIC = topics.BOARD.of(HALL)


def board(revision: int, follows: int = 0) -> HallBoard:
    """A board of that revision."""
    return replace(BOARD, revision=revision, follows=follows)


def here(session: str) -> Presence:
    """The server's birth."""
    return Presence(client=topics.SERVER, session=session, state="here", since=AT)


def asks_of(server: Guest) -> list[Ask]:
    """What the server has been asked."""
    asks = topics.ASK.of(HALL, "")
    return [decode(Ask, message.payload) for message in server.got if message.topic.startswith(asks)]


def asked(server: Guest) -> None:
    """Returns when a follower has asked for its board: by then it hears whatever is published."""
    server.subscribe(topics.ASK.of(HALL, "+"))
    wait_for(lambda: asks_of(server))


def answer(server: Guest, ask: Ask, newest: HallBoard) -> None:
    """The server's answer to a follower who asks for the board."""
    server.publish(
        ask.reply_to, Reply(request_id=ask.request_id, revision=newest.revision, outcome=BoardIs(hall=newest))
    )


def test_a_follower_sees_the_board_at_once_and_every_change(served: OnTheWire) -> None:
    seen: list[HallBoard] = []
    served.client("display-1").follow_hall(seen.append)
    wait_for(lambda: seen)
    kiosk = served.client()
    for _ in range(3):
        told(kiosk, TakeTicket(matter="A01"))
    wait_for(lambda: seen[-1].services[0].waiting == 3)
    revisions = [one.revision for one in seen]
    assert revisions == sorted(set(revisions))


def test_a_follower_of_a_window_sees_that_window_only(served: OnTheWire) -> None:
    seen: list[WindowBoard] = []
    served.client("agent").follow_window(2, seen.append)
    wait_for(lambda: seen)
    web = served.client("web")
    told(web, OpenWindow(window=1, clerk="wang"), by="wang")
    told(web, OpenWindow(window=2, clerk="zhang"), by="zhang")
    wait_for(lambda: seen[-1].state == "open")
    assert {one.window for one in seen} == {2}
    assert seen[-1].clerk == "zhang"


def test_following_may_begin_before_the_link_is_there(wire_only: OnTheWire) -> None:
    seen: list[HallBoard] = []
    wire_only.client("display-1", connected=False).follow_hall(seen.append)
    wire_only.start_broker()
    wire_only.start_server()
    wait_for(lambda: seen)


def test_the_kept_board_is_a_first_picture_without_a_server(brokered: OnTheWire) -> None:
    seen: list[HallBoard] = []
    with guest(brokered, "server") as server:
        server.publish(BOARD_TOPIC, board(7), retain=True)
        brokered.client("display-1").follow_hall(seen.append)
        wait_for(lambda: seen)
    assert seen == [board(7)]


def test_the_server_is_asked_for_the_board_on_every_connection(brokered: OnTheWire) -> None:
    seen: list[HallBoard] = []
    with guest(brokered, "server") as server:
        server.subscribe(topics.ASK.of(HALL, "+"))
        brokered.client("display-1").follow_hall(seen.append)
        wait_for(lambda: asks_of(server))
        answer(server, asks_of(server)[0], board(5))
        wait_for(lambda: seen == [board(5)])
    brokered.stop_broker()
    brokered.start_broker()
    with guest(brokered, "server") as server:
        server.subscribe(topics.ASK.of(HALL, "+"))
        wait_for(lambda: asks_of(server))
        answer(server, asks_of(server)[0], board(9))
        wait_for(lambda: seen == [board(5), board(9)])


def test_an_older_or_equal_board_after_a_newer_is_not_shown(brokered: OnTheWire) -> None:
    seen: list[int] = []
    brokered.client("display-1").follow_hall(lambda one: seen.append(one.revision))
    with guest(brokered, "server") as server:
        asked(server)
        for revision, follows in ((5, 0), (4, 0), (5, 4), (6, 5), (3, 2), (7, 6)):
            server.publish(BOARD_TOPIC, board(revision, follows))
        wait_for(lambda: 7 in seen)
    assert seen == [5, 6, 7]


def test_a_gap_makes_the_follower_ask_for_the_board(brokered: OnTheWire) -> None:
    seen: list[int] = []
    with guest(brokered, "server") as server:
        server.subscribe(topics.ASK.of(HALL, "+"))
        brokered.client("display-1").follow_hall(lambda one: seen.append(one.revision))
        wait_for(lambda: asks_of(server))
        answer(server, asks_of(server)[0], board(5))
        wait_for(lambda: seen == [5])
        before = {ask.request_id for ask in asks_of(server)}
        server.publish(BOARD_TOPIC, board(8, follows=5))
        wait_for(lambda: seen == [5, 8])
        assert {ask.request_id for ask in asks_of(server)} == before
        server.publish(BOARD_TOPIC, board(12, follows=10))
        anew = wait_for(lambda: [ask for ask in asks_of(server) if ask.request_id not in before])
        assert anew[0].command == GetBoard()
        answer(server, anew[0], board(13, follows=12))
        wait_for(lambda: seen == [5, 8, 12, 13])


def test_a_server_whose_journal_begins_anew_is_believed(brokered: OnTheWire) -> None:
    seen: list[int] = []
    presence = topics.PRESENCE.of(HALL, topics.SERVER)
    with guest(brokered, "server") as server:
        server.publish(presence, here("first"), retain=True)
        brokered.client("display-1").follow_hall(lambda one: seen.append(one.revision))
        asked(server)
        server.publish(BOARD_TOPIC, board(100))
        wait_for(lambda: seen == [100])
        server.publish(presence, here("first"), retain=True)
        server.publish(BOARD_TOPIC, board(3))
        server.publish(presence, here("second"), retain=True)
        server.publish(BOARD_TOPIC, board(2))
        wait_for(lambda: seen == [100, 2])


def test_a_listener_that_fails_ends_neither_the_client_nor_its_following(brokered: OnTheWire) -> None:
    seen: list[int] = []

    def listener(one: HallBoard) -> None:
        seen.append(one.revision)
        raise KeyError(one.revision)

    client = brokered.client("display-1")
    client.follow_hall(listener)
    with guest(brokered, "server") as server:
        asked(server)
        for revision in (1, 2, 3):
            server.publish(BOARD_TOPIC, board(revision, revision - 1))
        wait_for(lambda: seen == [1, 2, 3])
    brokered.start_server()
    assert isinstance(told(client, GetBoard()), BoardIs)


def test_what_is_not_a_board_is_passed_over(brokered: OnTheWire) -> None:
    seen: list[WindowBoard] = []
    client = brokered.client("agent")
    client.follow_window(3, seen.append)
    client.follow_presence(lambda _presence: None)
    topic = topics.WINDOW_BOARD.of(HALL, 3)
    with guest(brokered, "server") as server:
        asked(server)
        for payload in (b"", b"\x00\xff", b"{}", b"[1]", b'{"window": "three"}', b"x" * 900_000):
            server.publish(topic, payload)
            server.publish(topics.PRESENCE.of(HALL, topics.SERVER), payload)
        server.publish(topic, WINDOW)
        wait_for(lambda: seen)
    assert seen == [WINDOW]
    assert client.connected
