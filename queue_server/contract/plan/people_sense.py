"""Do the plan's people and windows make sense? Two clerks at every window, each of them known, each window of use."""

from collections.abc import Iterator

from queue_server.contract.plan.mistakes import Mistake
from queue_server.contract.plan.naming import NAME_ON_THE_WIRE, at_least_one, doubled, named
from queue_server.contract.plan.schema import Plan


def people_mistakes(plan: Plan) -> list[Mistake]:
    """All mistakes of clerks and windows."""
    return [*_windows(plan)]


def _windows(plan: Plan) -> Iterator[Mistake]:
    yield from at_least_one("window", plan.window)
    yield from doubled("window", "number", [window.number for window in plan.window])
    yield from doubled("clerk", "id", [clerk.id for clerk in plan.clerk])
    for index, clerk in enumerate(plan.clerk, 1):
        if not NAME_ON_THE_WIRE.fullmatch(clerk.id):
            yield Mistake(f"clerk[{index}].id", "只能用小写字母、数字和连字符，最多 40 个")
        yield from named(f"clerk[{index}].name", clerk.name)
    for index, window in enumerate(plan.window, 1):
        key = f"window[{index}]"
        if not 1 <= window.number <= 99:
            yield Mistake(f"{key}.number", "在 1 到 99 之间")
        if len(set(window.clerks)) < 2:
            yield Mistake(f"{key}.clerks", "每个窗口至少两名工作人员（A 岗、B 岗）")
        for name in window.clerks:
            if name not in plan.clerks:
                yield Mistake(f"{key}.clerks", f"没有“{name}”这位窗口人员")
        if not plan.services_of(window.number):
            yield Mistake(key, f"{window.number} 号窗口没有业务，请写进某项业务的 windows")
