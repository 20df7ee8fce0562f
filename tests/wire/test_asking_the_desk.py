"""Whatever comes as an ask, the right one gets the right answer and the desk stays on the wire."""

from typing import Any, get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queue_server.contract import topics
from queue_server.contract.codec import decode
from queue_server.contract.commands import AnyCommand, GetBoard, GetQueues, ParkTicket, TakeTicket
from queue_server.contract.messages import Reply
from queue_server.contract.replies import BoardIs, Outcome, QueuesAre, Refused, TicketIssued
from tests.contract.test_messages import any_of
from tests.on_the_wire import HALL, Guest, OnTheWire, guest, told
from tests.running_hall import wait_for

OWN = topics.REPLY.of(HALL, "kiosk-1", "guest")
ASK = topics.ASK.of(HALL, "kiosk-1")


def answer_to(kiosk: Guest, payload: bytes) -> Reply:
    """The reply that the guest gets next."""
    before = len(kiosk.got)
    kiosk.publish(ASK, payload)
    wait_for(lambda: len(kiosk.got) > before)
    return decode(Reply, kiosk.got[-1].payload)


def answer_to_last(kiosk: Guest, payload: bytes) -> Reply:
    """The reply at the guest's own address, after whatever it has sent before."""
    kiosk.publish(ASK, payload)
    return decode(Reply, wait_for(lambda: [m.payload for m in kiosk.got if m.topic == OWN])[0])


def asked(**more: Any) -> bytes:
    """An ask of the guest, some of it changed."""
    ask = {"request_id": "1", "reply_to": OWN, "command": {"ask": "TakeTicket", "matter": "A01"}}
    return msgspec.json.encode(ask | more)


def test_a_number_is_taken_over_the_wire(served: OnTheWire) -> None:
    issued = told(served.client(), TakeTicket(matter="A01"))
    assert isinstance(issued, TicketIssued)
    assert issued.ticket.number == "A001"
    assert issued.windows == ()


@pytest.mark.parametrize(
    "spoilt",
    [
        {"command": {"ask": "Explode"}},
        {"command": {"ask": "TakeTicket"}},
        {"command": {"ask": "TakeTicket", "matter": 1}},
        {"command": None},
        {"command": {"ask": "TakeTicket", "matter": "长" * 4000}},
        {"command": {"ask": "TakeTicket", "matter": "长" * 200_000}},
        {"command": {"ask": "x" * 5000}},
    ],
    ids=lambda spoilt: repr(spoilt)[:60],
)
def test_a_malformed_ask_is_refused_as_malformed(served: OnTheWire, spoilt: dict[str, Any]) -> None:
    with guest(served, "kiosk-1") as kiosk:
        kiosk.subscribe(OWN)
        reply = answer_to(kiosk, asked(**spoilt))
        assert isinstance(reply.outcome, Refused)
        assert reply.outcome.code == "malformed"
        assert reply.outcome.sentence.startswith("看不懂这条请求：")
        assert len(reply.outcome.sentence) < 300
        assert isinstance(told(served.client(), GetBoard()), BoardIs)


def test_what_cannot_be_answered_harms_nobody_and_decides_nothing(served: OnTheWire) -> None:
    foreign = [
        topics.REPLY.of(HALL, "web", "s"),
        topics.REPLY.of(HALL, "kiosk-1", ""),
        topics.BOARD.of(HALL),
        f"{OWN}/more",
        f"{OWN}#",
        topics.REPLY.of(HALL, "kiosk-1", "#"),
        topics.REPLY.of(HALL, "kiosk-1", "+"),
        topics.REPLY.of(HALL, "kiosk-1", "\x00"),
        topics.REPLY.of(HALL, "kiosk-1", "\uffff"),
        topics.REPLY.of(HALL, "kiosk-1", "s" * 70_000),
        "",
    ]
    payloads = [b"", b"\x00\xff", b"{}", b"[" * 5000, b'"' + b"x" * 500_000]
    payloads += [asked(reply_to=address, request_id=str(place)) for place, address in enumerate(foreign, 2)]
    payloads += [asked(reply_to=address, command={"ask": "Explode"}) for address in foreign]
    with guest(served, "kiosk-1") as kiosk, guest(served, "web") as web, guest(served, "server") as server:
        kiosk.subscribe("#")
        web.subscribe("#")
        server.subscribe(topics.REPLY.of(HALL, "+", "+"))
        for payload in payloads:
            kiosk.publish(ASK, payload)
        assert isinstance(answer_to_last(kiosk, asked()).outcome, TicketIssued)
        assert [message.topic for message in server.got] == [OWN]
        assert topics.REPLY.of(HALL, "web", "s") not in web.topics()
    queues = told(served.client("web"), GetQueues())
    assert isinstance(queues, QueuesAre)
    assert [view.ticket.number for view in queues.tickets] == ["A001"]
    assert not served.failed.is_set()


def test_the_same_request_is_decided_once_however_often_it_comes(served: OnTheWire) -> None:
    with guest(served, "kiosk-1") as kiosk:
        kiosk.subscribe(OWN)
        first = answer_to(kiosk, asked())
        for _ in range(5):
            assert answer_to(kiosk, asked()).outcome == first.outcome
        assert isinstance(first.outcome, TicketIssued)


def test_a_reply_carries_the_request_id_as_correlation_data(served: OnTheWire) -> None:
    with guest(served, "kiosk-1") as kiosk:
        kiosk.subscribe(OWN)
        answer_to(kiosk, asked(request_id="number-7"))
        assert kiosk.got[-1].correlation == b"number-7"


def test_what_a_client_may_not_ask_is_refused(served: OnTheWire) -> None:
    refused = told(served.client("display-1"), TakeTicket(matter="A01"))
    assert isinstance(refused, Refused)
    assert refused.code == "not_allowed"


def test_an_ask_longer_than_the_wire_takes_is_refused_to_our_own_client(served: OnTheWire) -> None:
    outcome = told(served.client("web"), ParkTicket(window=1, clerk="wang", note="长" * 10_000))
    assert isinstance(outcome, Refused)
    assert outcome.code == "malformed"


def test_many_asks_at_once_are_all_answered_with_different_numbers(served: OnTheWire) -> None:
    client = served.client()
    futures = [client.submit(TakeTicket(matter="J01"), timeout_s=20.0) for _ in range(300)]
    numbers = [outcome.ticket.number for outcome in (f.result() for f in futures) if isinstance(outcome, TicketIssued)]
    assert sorted(numbers) == [f"J{number:03}" for number in range(1, 301)]


def test_any_command_of_the_web_is_answered(served: OnTheWire) -> None:
    client = served.client("web")

    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.one_of(*(any_of(kind) for kind in get_args(AnyCommand))))
    def answered(command: AnyCommand) -> None:
        assert isinstance(told(client, command), Outcome)

    answered()
    assert not served.failed.is_set()
