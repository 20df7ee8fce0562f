"""Priority granted to somebody who waits: as if taken with it, by a reason, and never more than it gives."""

import pytest
from msgspec.structs import replace

from queue_server.contract.commands import BringBack, GrantPriority, TransferTicket
from queue_server.contract.plan import Priority
from tests.queueing.sample import Practice, sample_plan

OLD = Priority(id="old", name="老年人", name_en="Old", credit_min=15)


@pytest.fixture
def hall() -> Practice:
    """A001 came long before A002 and A003."""
    hall = Practice(replace(sample_plan(), priority=(OLD,)))
    hall.take("A")
    hall.wait(minutes=20)
    hall.take("A")
    hall.wait(minutes=1)
    hall.take("A")
    return hall


def grant(number: str, priority: str = "old", reason: str = "证件已看") -> GrantPriority:
    return GrantPriority(number=number, priority=priority, reason=reason, clerk="gil")


def test_the_ticket_queues_as_if_it_had_been_taken_with_the_priority(hall: Practice) -> None:
    hall.done(grant("A003"))
    assert hall.hall.queue("A") == ("A001", "A003", "A002")
    live = hall.live("A003")
    assert (live.priority, live.reason, live.since) == ("old", "证件已看", live.ticket.taken_at)
    hall.done(grant("A003", reason="again"))
    assert hall.hall.queue("A") == ("A001", "A003", "A002")


def test_who_was_brought_back_or_transferred_keeps_the_place(hall: Practice) -> None:
    hall.open(1, "ann")
    assert hall.miss(1, "ann") == "A001"
    hall.take("A")
    hall.done(BringBack(number="A001"))
    before, line = hall.live("A001").arrival, hall.hall.queue("A")
    hall.done(grant("A001"))
    assert (hall.live("A001").arrival, hall.hall.queue("A")) == (before, line)
    assert hall.live("A001").priority == "old"
    for _ in range(2):
        number = hall.serve(1, "ann")
        hall.done(TransferTicket(window=1, clerk="ann", service="B"))
    assert hall.hall.queue("B")[1] == number
    hall.done(grant(number))
    assert hall.hall.queue("B")[1] == number


def test_what_cannot_be_granted_is_refused(hall: Practice) -> None:
    hall.open(1, "ann")
    hall.call(1, "ann")
    assert hall.refusal(grant("A001")) == "not_waiting"
    assert hall.refusal(grant("A009")) == "unknown_ticket"
    assert hall.refusal(grant("A002", priority="young")) == "unknown_priority"
    assert hall.refusal(grant("A002", reason=" ")) == "reason_needed"
    assert hall.refusal(replace(grant("A002"), clerk="nobody")) == "unknown_clerk"
