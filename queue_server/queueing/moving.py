"""Decision to move a service between windows for the rest of the day; nobody who waits is lost."""

from queue_server.contract.commands import MoveService
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused
from queue_server.queueing.decision import Decision, done
from queue_server.queueing.events import ServiceMoved
from queue_server.queueing.hall import HallState


def move(hall: HallState, command: MoveService) -> Decision | Refused:
    """The service to these windows, at least one; who waits, waits for them, who is at a window or parked stays."""
    service = hall.plan.services.get(command.service)
    if service is None:
        return refuse("unknown_service", service=command.service)
    for window in command.windows:
        if window not in hall.plan.windows:
            return refuse("unknown_window", window=window)
    windows = tuple(number for number in hall.plan.windows if number in command.windows)
    if not windows:
        return refuse("no_window", service=service.name)
    if set(windows) == set(service.windows):
        return done()
    return done(ServiceMoved(service=service.prefix, windows=windows))
