"""Who may do what at the broker: nobody without a name, and everybody only what is their own."""

import msgspec
import pytest

from queue_server.contract import topics
from tests.on_the_wire import HALL, Guest, OnTheWire, guest
from tests.running_hall import wait_for

MARK = topics.PRESENCE.of(HALL, "kiosk-1")
"""A topic that the kiosk may write: what was sent before it has come, or never will."""


def test_a_guest_without_a_name_is_refused(brokered: OnTheWire) -> None:
    visitor = Guest(brokered.port, None)
    visitor.close()
    assert visitor.refused


@pytest.mark.parametrize("change", [{"password": "guessed"}, {"password": ""}, {"client": "kiosk-9"}])
def test_a_wrong_name_or_password_is_refused(brokered: OnTheWire, change: dict[str, str]) -> None:
    credential = msgspec.structs.replace(brokered.credentials["kiosk-1"], **change)
    visitor = Guest(brokered.port, credential)
    visitor.close()
    assert visitor.refused


def test_a_kiosk_writes_only_what_is_its_own(brokered: OnTheWire) -> None:
    own = (topics.ASK, topics.BOX, topics.PICTURE, topics.HEALTH, topics.SELFTEST)
    allowed = [topic.of(HALL, "kiosk-1") for topic in own]
    allowed.append(MARK)
    forbidden = [
        topics.ASK.of(HALL, "web"),
        topics.ASK.of(HALL, "server"),
        topics.ASK.of("other", "kiosk-1"),
        topics.REPLY.of(HALL, "kiosk-1", "s"),
        topics.REPLY.of(HALL, "web", "s"),
        topics.BOARD.of(HALL),
        topics.WINDOW_BOARD.of(HALL, 1),
        topics.PRESENCE.of(HALL, "server"),
        topics.HEALTH.of(HALL, "agent"),
        topics.SELFTEST.of(HALL, "agent"),
        topics.ORDER.of(HALL, "kiosk-1"),
        topics.PICTURE.of(HALL, "display-1"),
        f"hall/v1/{HALL}/anything",
        "anything",
    ]
    with guest(brokered, "server") as server, guest(brokered, "kiosk-1") as kiosk:
        server.subscribe("#")
        for topic in [*forbidden, *allowed]:
            kiosk.publish(topic, b"x", retain=True)
        wait_for(lambda: MARK in server.topics())
        assert server.topics() == allowed


def test_a_kiosk_hears_only_what_is_for_it(brokered: OnTheWire) -> None:
    allowed = [
        topics.REPLY.of(HALL, "kiosk-1", "s"),
        topics.BOARD.of(HALL),
        topics.WINDOW_BOARD.of(HALL, 3),
        topics.HEALTH.of(HALL, "agent"),
        topics.PRESENCE.of(HALL, "server"),
        topics.ORDER.of(HALL, "kiosk-1"),
        MARK,
    ]
    forbidden = [
        topics.ORDER.of(HALL, "display-1"),
        topics.PICTURE.of(HALL, "display-1"),
        topics.REPLY.of(HALL, "web", "s"),
        topics.ASK.of(HALL, "kiosk-1"),
        topics.ASK.of(HALL, "web"),
        topics.SELFTEST.of(HALL, "kiosk-1"),
        f"hall/v1/{HALL}/secret",
    ]
    with guest(brokered, "server") as server, guest(brokered, "kiosk-1") as kiosk:
        kiosk.subscribe("#", "hall/#", "$SYS/#", topics.REPLY.of(HALL, "+", "+"), topics.ASK.of(HALL, "+"))
        for topic in [*forbidden, *allowed]:
            server.publish(topic, b"x")
        wait_for(lambda: MARK in kiosk.topics())
        assert set(kiosk.topics()) == set(allowed)


def test_the_server_writes_only_below_its_hall(brokered: OnTheWire) -> None:
    with guest(brokered, "server") as server:
        server.subscribe("#")
        server.publish("hall/v1/other/board", b"x")
        server.publish(topics.BOARD.of(HALL), b"x")
        wait_for(lambda: server.got)
        assert server.topics() == [topics.BOARD.of(HALL)]


def test_ten_megabytes_do_not_harm_the_others(brokered: OnTheWire) -> None:
    pid = brokered.broker.pid
    with guest(brokered, "server") as server, guest(brokered, "kiosk-1") as kiosk:
        server.subscribe("#")
        kiosk.publish(topics.ASK.of(HALL, "kiosk-1"), b"x" * 10_000_000)
        wait_for(kiosk.lost.is_set)
        with guest(brokered, "web") as web:
            web.publish(topics.ASK.of(HALL, "web"), b"here")
            wait_for(lambda: server.got)
        assert server.topics() == [topics.ASK.of(HALL, "web")]
        assert not server.lost.is_set()
    assert brokered.broker.pid == pid


def test_self_tests_are_the_webs_to_read(brokered: OnTheWire) -> None:
    told = topics.SELFTEST.of(HALL, "kiosk-1")
    with guest(brokered, "web") as web, guest(brokered, "kiosk-1") as kiosk:
        web.subscribe(topics.SELFTEST.of(HALL, "+"))
        kiosk.publish(told, b"x", retain=True)
        wait_for(lambda: web.topics() == [told])
