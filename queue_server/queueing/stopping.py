"""Decisions to stop giving numbers for a service that a new one would not reach before closing, and to go on."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from queue_server.contract.commands import ResumeNumbers, StopNumbers
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused
from queue_server.queueing.decision import Decision, done
from queue_server.queueing.events import NumbersResumed, NumbersStopped
from queue_server.queueing.hall import HallState
from queue_server.queueing.visit import not_given


def stop(hall: HallState, command: StopNumbers, now: datetime) -> Decision | Refused:
    """No numbers for an open service; asking again makes it last longer."""
    service = hall.plan.services.get(command.service)
    if service is None:
        return refuse("unknown_service", service=command.service)
    if closed := not_given(hall, service, promised=True):
        return closed
    until = hall.local(now) + timedelta(minutes=command.lasts_min) if command.lasts_min > 0 else None
    if service.prefix in hall.stopped and hall.stopped[service.prefix] is None:
        return done()
    return done(NumbersStopped(service=service.prefix, reason=command.reason, until=until))


def resume(hall: HallState, command: ResumeNumbers) -> Decision | Refused:
    """Numbers again."""
    if command.service not in hall.plan.services:
        return refuse("unknown_service", service=command.service)
    if command.service not in hall.stopped:
        return done()
    return done(NumbersResumed(service=command.service))


def lapsed(hall: HallState, now: datetime) -> Iterator[NumbersResumed]:
    """The stops that nobody has asked for again in time."""
    for service, until in hall.stopped.items():
        if until is not None and now >= until:
            yield NumbersResumed(service=service)
