"""The fold of what happens to services: whether they give numbers, and at which windows they are today."""

from msgspec.structs import replace

from queue_server.contract.plan import Plan
from queue_server.queueing import events
from queue_server.queueing.everybody import people_of
from queue_server.queueing.hall import HallState
from queue_server.queueing.live import Gate


def after(hall: HallState, event: events.NumbersEvent | events.ServiceMoved) -> None:
    """Changes `hall` by what happened to a service."""
    match event:
        case events.ServiceOpened(service=service):
            hall.gates[service] = Gate(open=True)
            hall.stopped.pop(service, None)
        case events.ServiceClosed(service=service, opens=opens):
            hall.gates[service] = Gate(opens=opens)
        case events.NumbersStopped(service=service, until=until):
            hall.stopped[service] = until
        case events.NumbersResumed(service=service):
            hall.stopped.pop(service, None)
        case events.ServiceMoved(service=service, windows=windows):
            move(hall, hall.moved | {service: windows})


def replan(hall: HallState, plan: Plan) -> None:
    """`plan` holds from now on; services that were moved today stay where they are."""
    hall.planned = plan
    hall.people = people_of(plan, hall.accounts)
    move(hall, {prefix: windows for prefix, windows in hall.moved.items() if prefix in plan.services})


def move(hall: HallState, moved: dict[str, tuple[int, ...]]) -> None:
    """The services in `moved` are at these windows, all others where the plan has them."""
    assert hall.planned is not None
    plan = hall.planned
    there = tuple(replace(one, windows=moved.get(one.prefix, one.windows)) for one in plan.service)
    hall.moved, hall.plan = moved, replace(plan, service=there) if moved else plan
