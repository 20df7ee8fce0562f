"""Do the plan's rules of who is next make sense? Priority classes, weights, minutes, what windows prefer."""

from collections.abc import Iterator

from queue_server.contract.plan.hours_sense import hours_mistakes
from queue_server.contract.plan.mistakes import Mistake
from queue_server.contract.plan.naming import NAME_ON_THE_WIRE, doubled, named
from queue_server.contract.plan.schema import Plan

WEIGHT = (0.1, 100)


def calling_mistakes(plan: Plan) -> Iterator[Mistake]:
    """All mistakes of calling."""
    yield from doubled("priority", "id", [priority.id for priority in plan.priority])
    for index, priority in enumerate(plan.priority, 1):
        key = f"priority[{index}]"
        if not NAME_ON_THE_WIRE.fullmatch(priority.id):
            yield Mistake(f"{key}.id", "只能用小写字母、数字和连字符，最多 40 个")
        yield from named(f"{key}.name", priority.name)
        yield from named(f"{key}.name_en", priority.name_en)
        if not 0 <= priority.credit_min <= 120:
            yield Mistake(f"{key}.credit_min", "在 0 到 120 之间")
        if not WEIGHT[0] <= priority.weight <= WEIGHT[1]:
            yield Mistake(f"{key}.weight", f"在 {WEIGHT[0]} 到 {WEIGHT[1]} 之间")
    for index, service in enumerate(plan.service, 1):
        if not 0 <= service.expected_min <= 480:
            yield Mistake(f"service[{index}].expected_min", "在 0 到 480 之间，单位是分钟，不知道就写 0")
        if not WEIGHT[0] <= service.weight <= WEIGHT[1]:
            yield Mistake(f"service[{index}].weight", f"在 {WEIGHT[0]} 到 {WEIGHT[1]} 之间")
        if plan.policy.rule == "cmu" and service.expected_min == 0:
            yield Mistake(f"service[{index}].expected_min", "rule = cmu 时每项业务都要写预计办理分钟数")
    for index, window in enumerate(plan.window, 1):
        served = {service.prefix for service in plan.services_of(window.number)}
        yield from hours_mistakes(f"window[{index}].breaks", window.breaks)
        for name, prefixes in (("prefers", window.prefers), ("reserves", window.reserves)):
            for prefix in prefixes:
                if prefix not in served:
                    yield Mistake(f"window[{index}].{name}", f"{window.number} 号窗口不办“{prefix}”")
