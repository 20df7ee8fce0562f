"""Do the plan's people and windows make sense? Roles that go together, two known clerks at every window."""

from collections.abc import Iterator

from queue_server.contract.plan.mistakes import Mistake
from queue_server.contract.plan.naming import NAME_ON_THE_WIRE, at_least_one, doubled, named
from queue_server.contract.plan.people import ALONE, AT_WINDOWS, Role, Window
from queue_server.contract.plan.schema import Plan

NEEDED: dict[Role, str] = {
    "manager": "没有值班长（manager）：没有人能开关窗口、管理账号",
    "guide": "没有导办员（guide）：自助机坏了没有人能代群众取号",
}
"""Roles that a hall can do without, though not well, and what it misses."""


def people_mistakes(plan: Plan) -> list[Mistake]:
    """All mistakes of clerks and windows."""
    return [*_clerks(plan), *_windows(plan)]


def people_warnings(plan: Plan) -> list[str]:
    """What nobody of the plan's people may do, in plain Chinese sentences."""
    there = {role for clerk in plan.clerk for role in clerk.roles}
    return [*(sentence for role, sentence in NEEDED.items() if role not in there), *_unpaid(plan), *_single(plan)]


def _single(plan: Plan) -> Iterator[str]:
    """Windows that close when one person is away."""
    for window in plan.window:
        if len(set(window.clerks)) < 2:
            yield f"{window.number} 号窗口只有一名工作人员（{window.one_clerk}），人不在就要关窗"


def _staffing(key: str, window: Window) -> Iterator[Mistake]:
    """An A and a B clerk, or why there is no B clerk."""
    clerks = len(set(window.clerks))
    if not clerks:
        yield Mistake(f"{key}.clerks", "至少要有一名工作人员")
    elif clerks == 1 and not window.one_clerk.strip():
        yield Mistake(f"{key}.clerks", "每个窗口至少两名工作人员（A 岗、B 岗）；实在只有一名，在 one_clerk 里写明原因")
    elif clerks > 1 and window.one_clerk:
        yield Mistake(f"{key}.one_clerk", "已经有两名工作人员，请删掉这一项")


def _unpaid(plan: Plan) -> Iterator[str]:
    """Fees that nobody can take."""
    dear = next((matter for matter in plan.matter if matter.fee_fen), None)
    if dear is not None and plan.cashier is None:
        yield f"“{dear.name}”要收费，但没有一项业务写 cashier = true，窗口开不了缴款通知"
    for service in plan.service:
        if service.cashier and not any(_takes_money(plan, number) for number in service.windows):
            yield f"“{service.name}”的窗口没有一位有 cashier 角色，没有人能记收款"


def _takes_money(plan: Plan, window: int) -> bool:
    return window in plan.windows and any("cashier" in plan.clerks[id].roles for id in plan.windows[window].clerks)


def _clerks(plan: Plan) -> Iterator[Mistake]:
    yield from doubled("clerk", "id", [clerk.id for clerk in plan.clerk])
    for index, clerk in enumerate(plan.clerk, 1):
        key = f"clerk[{index}]"
        if not NAME_ON_THE_WIRE.fullmatch(clerk.id):
            yield Mistake(f"{key}.id", "只能用小写字母、数字和连字符，最多 40 个")
        yield from named(f"{key}.name", clerk.name)
        yield from at_least_one(f"{key}.roles", clerk.roles)
        yield from doubled(f"{key}.roles", "", clerk.roles)
        for role in ALONE:
            if role in clerk.roles and len(set(clerk.roles)) > 1:
                yield Mistake(f"{key}.roles", f"{role} 只能单独用，不能再兼别的角色")


def _windows(plan: Plan) -> Iterator[Mistake]:
    yield from at_least_one("window", plan.window)
    yield from doubled("window", "number", [window.number for window in plan.window])
    for index, window in enumerate(plan.window, 1):
        key = f"window[{index}]"
        if not 1 <= window.number <= 99:
            yield Mistake(f"{key}.number", "在 1 到 99 之间")
        yield from _staffing(key, window)
        for name in window.clerks:
            if name not in plan.clerks:
                yield Mistake(f"{key}.clerks", f"没有“{name}”这位窗口人员")
            elif not set(plan.clerks[name].roles) & set(AT_WINDOWS):
                yield Mistake(f"{key}.clerks", f"“{name}”没有 clerk 或 head 角色，不能坐窗口")
        if not plan.services_of(window.number):
            yield Mistake(key, f"{window.number} 号窗口没有业务，请写进某项业务的 windows")
