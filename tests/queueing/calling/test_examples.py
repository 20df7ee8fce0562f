"""The rules by examples that a clerk would understand: who came when as what, who is called, and the sentence why."""

from typing import Any, NamedTuple

import pytest

from queue_server.contract.commands import (
    BringBack,
    CallTicket,
    CompleteTicket,
    MarkMissed,
    OpenWindow,
    StartService,
    TakeTicket,
    TransferTicket,
)
from queue_server.contract.replies import TicketCalled
from tests.queueing.calling.lines import CLERKS, Line, ruled_plan

Visitor = tuple[float, str, dict[str, Any]]


class Example(NamedTuple):
    """Visitors (minute, service, how) come; at minute `now` window `window` calls `number` because of `code`."""

    name: str
    policy: dict[str, Any]
    visitors: list[Visitor]
    now: float
    window: int
    number: str
    code: str


OLD, SOLDIER = {"priority": "old"}, {"priority": "soldier"}

EXAMPLES = [
    Example("came first", {}, [(0, "A", {}), (1, "A", {})], 5, 1, "A001", "first_come"),
    Example("over both services", {}, [(0, "J", {}), (1, "A", {})], 5, 1, "J001", "first_come"),
    Example("old, 10 minutes later", {}, [(0, "A", {}), (10, "A", OLD)], 12, 1, "A002", "priority"),
    Example("old, 16 minutes later", {}, [(0, "A", {}), (16, "A", OLD)], 18, 1, "A001", "first_come"),
    Example("old, in another service", {}, [(0, "J", {}), (10, "A", OLD)], 12, 1, "A001", "priority"),
    Example("booked and in time", {}, [(0, "A", {}), (8, "A", {"slot": 4})], 9, 1, "A002", "booked"),
    Example("booked for later", {}, [(0, "A", {}), (8, "A", {"slot": 20})], 9, 1, "A001", "first_come"),
    Example("booked and too late", {}, [(0, "A", {}), (20, "A", {"slot": 4})], 21, 1, "A001", "first_come"),
    Example(
        "strict classes",
        {"rule": "classes"},
        [(0, "A", {}), (1, "A", OLD), (59, "A", SOLDIER)],
        60,
        1,
        "A003",
        "by_rule",
    ),
    Example(
        "double speed, half the wait",
        {"rule": "accumulating"},
        [(0, "A", {}), (31, "A", OLD)],
        60,
        1,
        "A001",
        "by_rule",
    ),
    Example(
        "double speed, caught up", {"rule": "accumulating"}, [(0, "A", {}), (29, "A", OLD)], 60, 1, "A002", "by_rule"
    ),
    Example("short service catches up", {"rule": "cmu"}, [(0, "A", {}), (20, "B", {})], 60, 2, "B001", "by_rule"),
    Example("short service, too soon", {"rule": "cmu"}, [(0, "A", {}), (40, "B", {})], 60, 2, "A001", "by_rule"),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_who_is_called_and_why(example: Example) -> None:
    line = Line(ruled_plan(**example.policy))
    for minute, service, how in example.visitors:
        line.comes(minute, service, **how)
    line.at_minute(example.now)
    called, why = line.called(example.window)
    assert called == example.number
    assert why is not None
    assert (why.code, "{" in why.sentence) == (example.code, False)


def test_the_sentence_names_class_minutes_and_how_many_were_passed() -> None:
    line = Line(ruled_plan())
    line.comes(0, "A")
    line.comes(1, "J")
    line.comes(5, "A", **OLD)
    _, why = line.called(1)
    assert why is not None
    assert why.sentence == "老年人优先：按早到 15 分钟排队；先于 2 位取号更早的人"
    assert why.overtaken == 2


def test_a_window_prefers_a_service_by_its_minutes_only() -> None:
    for minute, expected in ((9, "B001"), (11, "A001")):
        line = Line(ruled_plan({2: {"prefers": ("B",)}}, preference_min=10))
        line.comes(0, "A")
        line.comes(minute, "B")
        number, why = line.called(2)
        assert number == expected
        assert why is not None
        assert why.code == ("preferred" if expected == "B001" else "first_come")


def test_a_reserved_window_takes_others_only_when_nobody_of_its_own_waits_and_they_have_waited() -> None:
    line = Line(ruled_plan({2: {"reserves": ("B",)}}, reserve_min=5))
    line.comes(0, "A")
    assert line.called(2) == ("", None)
    line.at_minute(6)
    line.comes(6, "B")
    number, why = line.called(2)
    assert number == "B001"
    assert why is not None
    assert why.code == "reserved"
    line.do(MarkMissed(window=2, clerk="cen"))
    assert line.called(2)[0] == "A001"


def test_who_knows_the_case_goes_first_then_the_b_clerk_then_anybody() -> None:
    line = Line(ruled_plan(own_clerk_min=10), windows=(1, 2))
    line.comes(0, "A", responsible="cen")
    assert line.called(1) == ("", None)
    number, why = line.called(2)
    assert number == "A001"
    assert why is not None
    assert why.sentence == "首问责任：由Cen接待过，仍到这里办"

    waited = Line(ruled_plan(own_clerk_min=10))
    waited.comes(0, "A", responsible="cen")
    waited.at_minute(11)
    assert waited.called(1)[0] == "A001"

    stand_in = Line(ruled_plan(own_clerk_min=10), windows=(1,))
    stand_in.done(OpenWindow(window=2, clerk="den"))
    stand_in.comes(0, "A", responsible="cen")
    assert stand_in.called(1) == ("", None)

    nobody = Line(ruled_plan(own_clerk_min=10), windows=(1,))
    nobody.comes(0, "A", responsible="cen")
    assert nobody.called(1)[0] == "A001"


def test_a_case_that_comes_back_from_another_service_returns_to_its_clerk() -> None:
    line = Line(ruled_plan())
    line.comes(0, "A")
    assert line.called(1)[0] == "A001"
    line.do(StartService(window=1, clerk="ann"))
    line.done(TransferTicket(window=1, clerk="ann", service="B", note="要盖章"))
    assert line.called(2)[0] == "A001"
    line.do(StartService(window=2, clerk="cen"))
    line.done(TransferTicket(window=2, clerk="cen", service="A", note="盖好了"))
    assert line.live("A001").responsible == "ann"
    assert line.called(2) == ("", None)
    number, why = line.called(1)
    assert number == "A001"
    assert why is not None
    assert why.code == "transferred"


def test_brought_back_goes_behind_three_and_says_so() -> None:
    line = Line(ruled_plan())
    for minute in range(6):
        line.comes(minute, "A")
    assert line.called(1)[0] == "A001"
    line.do(MarkMissed(window=1, clerk="ann"))
    line.done(BringBack(number="A001"))
    order = []
    for _ in range(6):
        number, why = line.called(1)
        order.append((number, why.code if why else ""))
        line.do(StartService(window=1, clerk="ann"))
        line.done(CompleteTicket(window=1, clerk="ann"))
    assert [number for number, _ in order] == ["A002", "A003", "A004", "A001", "A005", "A006"]
    assert dict(order)["A001"] == "brought_back"


def test_brought_back_among_few_comes_after_whoever_waits_elsewhere() -> None:
    line = Line(ruled_plan())
    line.comes(0, "A")
    line.called(1)
    line.do(MarkMissed(window=1, clerk="ann"))
    line.comes(5, "J")
    line.at_minute(6)
    line.done(BringBack(number="A001"))
    assert line.called(1)[0] == "J001"


def test_a_clerk_who_names_somebody_is_written_down() -> None:
    line = Line(ruled_plan())
    line.comes(0, "A")
    line.comes(1, "A")
    outcome = line.do(CallTicket(window=1, clerk=CLERKS[1], number="A002"))
    assert isinstance(outcome, TicketCalled)
    assert outcome.why is not None
    assert (outcome.why.code, outcome.why.overtaken) == ("picked", 1)


def test_unknown_classes_and_clerks_are_refused() -> None:
    line = Line(ruled_plan())
    assert line.refusal(TakeTicket(matter="A1", priority="king")) == "unknown_priority"
    assert line.refusal(TakeTicket(matter="A1", responsible="nobody")) == "unknown_clerk"
