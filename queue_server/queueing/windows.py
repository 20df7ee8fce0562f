"""Decisions about a window itself: open, take over, hand over, pause, close."""

from queue_server.contract.commands import CloseWindow, HandOver, OpenWindow, PauseWindow
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused
from queue_server.queueing.checks import attended, clerk_name
from queue_server.queueing.decision import Decision, done
from queue_server.queueing.events import WindowClosed, WindowHandedOver, WindowOpened, WindowPaused
from queue_server.queueing.everybody import may_sit
from queue_server.queueing.hall import HallState


def open_window(hall: HallState, command: OpenWindow) -> Decision | Refused:
    """Somebody who may sit there comes to the window; the other clerk's window only when it is free or paused."""
    window, clerk = command.window, command.clerk
    if window not in hall.plan.windows:
        return refuse("unknown_window", window=window)
    if clerk not in hall.people:
        return refuse("unknown_clerk", clerk=clerk)
    if not may_sit(hall.plan, hall.people[clerk], window):
        return refuse("wrong_clerk", clerk=clerk_name(hall, clerk), window=window)
    for other in hall.windows.values():
        if other.window != window and other.state != "closed" and other.clerk == clerk:
            return refuse("clerk_elsewhere", window=other.window)
    standing = hall.standing(window)
    if standing.state == "open":
        if standing.clerk == clerk:
            return done()
        if standing.front:
            return refuse("window_taken", window=window, clerk=clerk_name(hall, standing.clerk))
    return done(WindowOpened(window=window, clerk=clerk))


def pause_window(hall: HallState, command: PauseWindow) -> Decision | Refused:
    """The window stops calling, or says why it does; a ticket in front stays."""
    standing = attended(hall, command.window, command.clerk)
    if isinstance(standing, Refused):
        return standing
    reason = command.reason.strip()
    if standing.state == "paused" and reason in ("", standing.reason):
        return done()
    return done(WindowPaused(window=command.window, clerk=command.clerk, reason=reason))


def hand_over(hall: HallState, command: HandOver) -> Decision | Refused:
    """The other clerk goes on with the window and whoever is in front; the case stays whose it is."""
    window, clerk = command.window, command.to
    standing = attended(hall, window, command.clerk)
    if isinstance(standing, Refused):
        return standing
    if clerk not in hall.people:
        return refuse("unknown_clerk", clerk=clerk)
    if clerk == command.clerk:
        return refuse("same_clerk", clerk=clerk_name(hall, clerk), window=window)
    if not may_sit(hall.plan, hall.people[clerk], window):
        return refuse("wrong_clerk", clerk=clerk_name(hall, clerk), window=window)
    for other in hall.windows.values():
        if other.state != "closed" and other.clerk == clerk:
            return refuse("account_at_window", name=clerk_name(hall, clerk), window=other.window)
    return done(WindowHandedOver(window=window, clerk=command.clerk, to=clerk))


def close_window(hall: HallState, command: CloseWindow) -> Decision | Refused:
    """The clerk leaves; not with a ticket in front."""
    standing = attended(hall, command.window, command.clerk)
    if isinstance(standing, Refused):
        return standing
    if standing.front:
        return refuse("window_busy", number=standing.front)
    return done(WindowClosed(window=command.window, clerk=command.clerk))
