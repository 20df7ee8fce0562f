"""A ticket's own history: which of the events are steps of it, in the words of the contract; pure."""

from datetime import datetime

from queue_server.contract.tickets import Step, StepKind
from queue_server.queueing import events

PLAIN: dict[type[events.Event], StepKind] = {
    events.TicketCalled: "called",
    events.TicketRecalled: "recalled",
    events.ServingStarted: "started",
    events.TicketMissed: "missed",
    events.TicketUnparked: "unparked",
}
"""Events that say no more than who did it where."""


def step_of(event: events.Event, at: datetime) -> Step | None:
    """The step that the event at `at` is in its ticket's history; None where clerks need not know it."""
    match event:
        case events.TicketTransferred(window=window, clerk=clerk, service=service, note=note, done=done):
            kind: StepKind = "went_on" if done else "transferred"
            to = event.to_window
            return Step(
                kind=kind, at=at, window=window, clerk=clerk, service=service, to_window=to, matters=done, note=note
            )
        case events.TicketParked(window=window, clerk=clerk, note=note):
            return Step(kind="parked", at=at, window=window, clerk=clerk, note=note)
        case events.TicketNoted(window=window, clerk=clerk, note=note):
            return Step(kind="noted", at=at, window=window, clerk=clerk, note=note)
        case events.MattersFinished(window=window, clerk=clerk, done=done):
            return Step(kind="finished", at=at, window=window, clerk=clerk, matters=done)
        case events.TicketSplit(window=window, clerk=clerk, matters=matters, into=into):
            return Step(kind="split", at=at, window=window, clerk=clerk, matters=matters, note=into)
        case events.TicketBroughtBack(clerk=clerk):
            return Step(kind="brought_back", at=at, clerk=clerk)
        case events.PriorityGranted(clerk=clerk, reason=reason):
            return Step(kind="granted", at=at, clerk=clerk, note=reason)
        case events.WindowHandedOver(window=window, clerk=clerk, to=to_clerk):
            return Step(kind="handed_over", at=at, window=window, clerk=clerk, to=to_clerk)
        case events.TicketEvent(window=window, clerk=clerk) if type(event) in PLAIN:
            return Step(kind=PLAIN[type(event)], at=at, window=window, clerk=clerk)
        case _:
            return None
