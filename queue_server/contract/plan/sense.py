"""Does a well-formed plan make sense? Everything that must fit together, each misfit with its key."""

import re
from collections.abc import Iterator

from queue_server.contract.plan.authorisation_sense import authorisation_mistakes
from queue_server.contract.plan.calling_sense import calling_mistakes
from queue_server.contract.plan.displays_sense import display_mistakes
from queue_server.contract.plan.facts_sense import matter_mistakes
from queue_server.contract.plan.hall_sense import hall_mistakes
from queue_server.contract.plan.hours_sense import hours_mistakes
from queue_server.contract.plan.mistakes import Mistake
from queue_server.contract.plan.naming import at_least_one, doubled, named
from queue_server.contract.plan.people_sense import people_mistakes
from queue_server.contract.plan.schema import Plan
from queue_server.contract.plan.sizes_sense import size_mistakes
from queue_server.contract.plan.terminals_sense import terminal_mistakes

PREFIX = re.compile(r"[A-Z]{1,2}")


def sense_mistakes(plan: Plan) -> list[Mistake]:
    """All mistakes of meaning in a plan of the right shape."""
    return [
        *hall_mistakes(plan),
        *_services(plan),
        *_matters(plan),
        *people_mistakes(plan),
        *calling_mistakes(plan),
        *terminal_mistakes(plan),
        *display_mistakes(plan),
        *authorisation_mistakes(plan),
        *size_mistakes(plan),
    ]


def _services(plan: Plan) -> Iterator[Mistake]:
    yield from at_least_one("service", plan.service)
    yield from doubled("service", "prefix", [service.prefix for service in plan.service])
    for index, service in enumerate(plan.service, 1):
        key = f"service[{index}]"
        if not PREFIX.fullmatch(service.prefix):
            yield Mistake(f"{key}.prefix", "是一个或两个大写字母")
        yield from named(f"{key}.name", service.name)
        yield from named(f"{key}.name_en", service.name_en)
        if not service.windows:
            yield Mistake(f"{key}.windows", f"“{service.name}”没有窗口办理")
        yield from doubled(f"{key}.windows", "", service.windows)
        for number in service.windows:
            if number not in plan.windows:
                yield Mistake(f"{key}.windows", f"没有 {number} 号窗口")
        yield from hours_mistakes(f"{key}.hours", service.hours)
        if not service.cashier and all(matter.service != service.prefix for matter in plan.matter):
            yield Mistake(key, f"“{service.name}”下面没有事项，没有人能取它的号")


def _matters(plan: Plan) -> Iterator[Mistake]:
    yield from at_least_one("matter", plan.matter)
    yield from doubled("matter", "code", [matter.code for matter in plan.matter])
    for index, matter in enumerate(plan.matter, 1):
        key = f"matter[{index}]"
        yield from named(f"{key}.code", matter.code)
        yield from named(f"{key}.name", matter.name)
        yield from named(f"{key}.name_en", matter.name_en)
        if matter.service not in plan.services:
            yield Mistake(f"{key}.service", f"没有“{matter.service}”这项业务")
        if len(matter.needs) != len(matter.needs_en):
            yield Mistake(f"{key}.needs_en", f"要和 needs 一样有 {len(matter.needs)} 项")
        for mistake in matter_mistakes(matter):
            yield Mistake(f"{key}.{mistake.key}", mistake.sentence)
