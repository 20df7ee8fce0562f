"""Checks run one after the other, whatever becomes of each."""

from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.selftest import Doing, Finding, Progress, State, Steps, run, whole

AT = datetime(2026, 11, 27, tzinfo=UTC)
WELL = Finding(check="磁盘", state="ok", words="剩余 9000 MB")


@dataclass(frozen=True)
class Saying:
    """A check that says what it was told to."""

    name: str
    said: tuple[Progress, ...]
    closed: list[str]

    def look(self) -> Steps:
        try:
            yield from self.said
        finally:
            self.closed.append(self.name)


@dataclass(frozen=True)
class Stumbling:
    """A check with a mistake of ours in it."""

    name: str = "灯"

    def look(self) -> Steps:
        raise RuntimeError("a mistake")
        yield


def test_each_check_is_named_before_it_is_looked_at() -> None:
    closed: list[str] = []
    asked = Doing("磁盘", "请稍等", 3)
    assert list(run([Saying("磁盘", (asked, WELL), closed)])) == [Doing("磁盘"), asked, WELL]


def test_a_check_that_stumbles_is_a_finding_and_the_next_one_follows() -> None:
    found = whole("kiosk-1", "1", AT, run([Stumbling(), Saying("磁盘", (WELL,), [])]))
    assert [(finding.check, finding.state) for finding in found.findings] == [("灯", "broken"), ("磁盘", "ok")]
    assert found.worst == "broken"


def test_closing_it_early_lets_the_check_let_go() -> None:
    closed: list[str] = []
    going = run([Saying("磁盘", (WELL,), closed), Saying("灯", (WELL,), closed)])
    assert [next(going), next(going)] == [Doing("磁盘"), WELL]
    going.close()
    assert closed == ["磁盘"]


def test_the_gravest_finding_comes_first_and_none_is_nothing_bad() -> None:
    states: tuple[State, ...] = ("ok", "absent", "broken", "attention", "ok")
    findings = tuple(Finding(check=state, state=state, words=f"{place}") for place, state in enumerate(states))
    found = whole("kiosk-1", "1", AT, findings)
    assert [finding.words for finding in found.first_worst] == ["2", "3", "0", "4", "1"]
    assert whole("kiosk-1", "1", AT, ()).worst == "absent"
