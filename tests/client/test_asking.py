"""An ask is answered once it can be, whoever was away in between, and never decided twice."""

import os
import signal
import threading

import msgspec
import pytest

from queue_server.client import HallClient, NoReplyError
from queue_server.contract.commands import GetBoard, GetQueues, TakeTicket
from queue_server.contract.replies import BoardIs, QueuesAre, TicketIssued
from tests.on_the_wire import OnTheWire, told
from tests.running_hall import DEADLINE_S


def numbers(hall: OnTheWire) -> list[str]:
    """The numbers that were given."""
    queues = told(hall.client("web"), GetQueues())
    assert isinstance(queues, QueuesAre)
    return [view.ticket.number for view in queues.tickets]


def test_an_ask_is_answered(served: OnTheWire) -> None:
    assert isinstance(told(served.client(), GetBoard()), BoardIs)


def test_the_same_request_id_in_flight_is_joined_and_later_decided_no_second_time(brokered: OnTheWire) -> None:
    client = brokered.client()
    first = client.submit(TakeTicket(matter="A01"), request_id="wish", timeout_s=DEADLINE_S)
    second = client.submit(TakeTicket(matter="A01"), request_id="wish", timeout_s=0.1)
    assert first is second
    brokered.start_server()
    outcome = first.result()
    assert isinstance(outcome, TicketIssued)
    assert told(client, TakeTicket(matter="A01"), request_id="wish") == outcome
    assert told(brokered.client(), TakeTicket(matter="A01"), request_id="wish") == outcome
    assert numbers(brokered) == ["A001"]


def test_an_ask_waits_for_a_server_that_comes_later(brokered: OnTheWire) -> None:
    future = brokered.client().submit(TakeTicket(matter="A01"), timeout_s=DEADLINE_S)
    with pytest.raises(TimeoutError):
        future.result(1.2)
    brokered.start_server()
    assert isinstance(future.result(), TicketIssued)
    assert numbers(brokered) == ["A001"]


def test_an_ask_waits_for_a_broker_that_comes_later(wire_only: OnTheWire) -> None:
    client = wire_only.client(connected=False)
    assert not client.connected
    future = client.submit(TakeTicket(matter="A01"), timeout_s=DEADLINE_S)
    wire_only.start_broker()
    wire_only.start_server()
    assert isinstance(future.result(), TicketIssued)


@pytest.mark.parametrize("broker_there", [True, False])
def test_nobody_there_is_no_reply_after_the_time(wire_only: OnTheWire, broker_there: bool) -> None:
    if broker_there:
        wire_only.start_broker()
    client = wire_only.client(connected=broker_there)
    with pytest.raises(NoReplyError):
        client.ask(TakeTicket(matter="A01"), timeout_s=0.3)


def test_a_refused_password_is_no_reply(served: OnTheWire) -> None:
    credential = msgspec.structs.replace(served.credentials["kiosk-1"], password="guessed")
    client = HallClient(credential)
    client.start()
    try:
        assert not client.wait_connected(0.5)
        with pytest.raises(NoReplyError):
            client.ask(GetBoard(), timeout_s=0.3)
    finally:
        client.close()


def test_asks_in_flight_survive_the_death_of_the_broker(served: OnTheWire) -> None:
    client = served.client()
    lost = threading.Event()
    client.on_link(lambda up: None if up else lost.set())
    told(client, GetBoard())
    lost.clear()
    pid = served.broker.pid
    os.kill(pid, signal.SIGSTOP)
    futures = [client.submit(TakeTicket(matter="J01"), timeout_s=DEADLINE_S) for _ in range(20)]
    os.kill(pid, signal.SIGKILL)
    assert lost.wait(DEADLINE_S)
    outcomes = [future.result() for future in futures]
    given = sorted(outcome.ticket.number for outcome in outcomes if isinstance(outcome, TicketIssued))
    assert given == [f"J{number:03}" for number in range(1, 21)]
    assert sorted(numbers(served)) == given


def test_asks_after_a_restart_of_the_server_are_answered(served: OnTheWire) -> None:
    client = served.client()
    issued = told(client, TakeTicket(matter="A01"), request_id="wish")
    served.stop_server()
    future = client.submit(TakeTicket(matter="A01"), request_id="wish", timeout_s=DEADLINE_S)
    served.start_server()
    assert future.result() == issued
    assert numbers(served) == ["A001"]


def test_a_closed_client_ends_its_asks_and_takes_no_more(brokered: OnTheWire) -> None:
    client = brokered.client()
    client.follow_hall(lambda _board: None)
    future = client.submit(GetBoard(), timeout_s=DEADLINE_S)
    client.close()
    with pytest.raises(NoReplyError):
        future.result(DEADLINE_S)
    with pytest.raises(NoReplyError):
        client.submit(GetBoard(), timeout_s=DEADLINE_S).result(DEADLINE_S)


def test_whoever_gives_up_a_future_does_not_stop_the_others(brokered: OnTheWire) -> None:
    client = brokered.client()
    given_up = client.submit(GetBoard(), timeout_s=0.1)
    assert not given_up.cancel()
    with pytest.raises(NoReplyError):
        given_up.result(DEADLINE_S)
    with pytest.raises(NoReplyError):
        client.ask(GetBoard(), timeout_s=0.1)


def test_threads_ask_at_the_same_time_and_each_gets_its_own_answer(served: OnTheWire) -> None:
    client = served.client("web")
    answers: dict[int, BoardIs] = {}

    def ask(window: int) -> None:
        for _ in range(10):
            outcome = told(client, GetBoard(window=window))
            assert isinstance(outcome, BoardIs)
            answers[window] = outcome

    threads = [threading.Thread(target=ask, args=(window,)) for window in (1, 2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE_S)
    assert {window: answer.window.window for window, answer in answers.items() if answer.window} == {
        window: window for window in (1, 2, 3, 4)
    }


def test_an_answer_that_nobody_waits_for_is_dropped(served: OnTheWire) -> None:
    client = served.client()
    served.stop_server()
    with pytest.raises(NoReplyError):
        client.ask(TakeTicket(matter="A01"), request_id="late", timeout_s=0.1)
    served.start_server()
    assert isinstance(told(client, TakeTicket(matter="A01"), request_id="late"), TicketIssued)
    assert numbers(served) == ["A001"]
