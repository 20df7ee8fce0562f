"""What one ticket, or one window, is after an event that leaves it where it was."""

from datetime import datetime

from msgspec.structs import replace

from queue_server.queueing import events
from queue_server.queueing.live import Live, Standing
from queue_server.queueing.visit import left_of


def told(
    live: Live,
    event: events.SlipReported | events.ServiceRated | events.TicketNoted | events.MattersFinished | events.TicketSplit,
) -> Live:
    """The ticket where it was, with what became known of it."""
    match event:
        case events.SlipReported(outcome=outcome):
            return replace(live, slip=outcome)
        case events.ServiceRated(score=score):
            return replace(live, score=score)
        case events.TicketNoted(note=note):
            return replace(live, note=note)
        case events.MattersFinished(done=gone) | events.TicketSplit(matters=gone):
            return replace(live, left=tuple(code for code in left_of(live) if code not in gone))


def standing_after(
    before: Standing, event: events.WindowOpened | events.WindowPaused | events.WindowClosed, at: datetime
) -> Standing:
    """The window opened, paused or closed at `at`."""
    match event:
        case events.WindowOpened(clerk=clerk):
            return replace(before, state="open", clerk=clerk, since=at, reason="")
        case events.WindowPaused(reason=reason):
            since = before.since if before.state == "paused" else at
            return replace(before, state="paused", since=since, reason=reason)
        case events.WindowClosed():
            return replace(before, state="closed", clerk="", since=at, reason="")
