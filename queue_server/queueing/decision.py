"""A yes of the core: what happens, and how to say it once it has happened."""

from collections.abc import Callable
from dataclasses import dataclass

from queue_server.contract.replies import AnyOutcome, Done, TicketCalled
from queue_server.queueing.events import Event
from queue_server.queueing.hall import HallState


@dataclass(frozen=True, slots=True)
class Decision:
    """The `events` to record and apply; `outcome` makes the answer from the hall they were applied to."""

    events: tuple[Event, ...]
    outcome: Callable[[HallState], AnyOutcome]


def done(*happened: Event, number: str = "") -> Decision:
    """The events, answered by `Done`."""
    answer = Done(number=number)
    return Decision(happened, lambda _hall: answer)


def called(*happened: Event, number: str) -> Decision:
    """The events, the last of which calls `number`, answered by the call."""

    def outcome(hall: HallState) -> AnyOutcome:
        live = hall.tickets[number]
        assert live.call is not None
        return TicketCalled(ticket=live.ticket, call=live.call, why=live.why)

    return Decision(happened, outcome)
