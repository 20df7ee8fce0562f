"""A hall under any rule, told in a few letters: who came when as what, and whom a window calls."""

from datetime import timedelta
from typing import Any

import msgspec

from queue_server.contract.commands import CallNext, OpenWindow, TakeTicket
from queue_server.contract.plan import Plan, Policy, Priority
from queue_server.contract.reasons import Reason
from queue_server.contract.replies import Refused, TicketCalled, TicketIssued
from tests.queueing.sample import MORNING, Practice, sample_plan

CLERKS = {1: "ann", 2: "cen", 3: "eve"}
OLD = Priority(id="old", name="老年人", name_en="Aged 60 or over")
SOLDIER = Priority(id="soldier", name="军人", name_en="Service member", weight=3.0)


def ruled_plan(windows: dict[int, dict[str, Any]] | None = None, **policy: Any) -> Plan:
    """The sample hall (A at 1 and 2, B at 2, J at all) with priority classes, a policy and windows of its own."""
    plan = sample_plan()
    replace = msgspec.structs.replace
    changes = windows or {}
    return replace(
        plan,
        policy=Policy(**({"reinsert_after": 3} | policy)),
        priority=(SOLDIER, OLD),
        service=tuple(replace(one, expected_min={"A": 10.0, "B": 5.0}.get(one.prefix, 15.0)) for one in plan.service),
        window=tuple(replace(window, **changes.get(window.number, {})) for window in plan.window),
    )


class Line(Practice):
    """Visitors come at minutes of the morning; windows call."""

    def __init__(self, plan: Plan, windows: tuple[int, ...] = (1, 2)) -> None:
        super().__init__(plan)
        for window in windows:
            self.done(OpenWindow(window=window, clerk=CLERKS[window]))

    def at_minute(self, minute: float) -> None:
        self.at(MORNING + timedelta(minutes=minute))

    def comes(self, minute: float, service: str, **how: Any) -> str:
        """A visitor takes a number then; `slot` is a minute of the morning too."""
        self.at_minute(minute)
        if "slot" in how:
            how["slot"] = MORNING + timedelta(minutes=how["slot"])
        issued = self.do(TakeTicket(matter=f"{service}1", **how))
        assert isinstance(issued, TicketIssued), issued
        return issued.ticket.number

    def called(self, window: int) -> tuple[str, Reason | None]:
        """Who is called there and why; the window is free again afterwards. Empty where nobody may be called."""
        outcome = self.do(CallNext(window=window, clerk=CLERKS[window]))
        if isinstance(outcome, Refused):
            assert outcome.code == "nobody_waiting", outcome
            return "", None
        assert isinstance(outcome, TicketCalled)
        return outcome.ticket.number, outcome.why
