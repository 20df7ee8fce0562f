"""A self-test beside the window: seen as it goes, one at a time, left at any moment."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from kiosk.selftest import Doing, Finding, Steps
from kiosk.selftest.conducting import NOTHING_YET, Conductor
from queue_server.contract.selftest import SelfTest
from tests.kiosk.glass import until

WELL = Finding(check="纸", state="ok", words="好")


@dataclass
class Held:
    """A check that a person holds up, until `let_go` is set."""

    let_go: threading.Event = field(default_factory=threading.Event)
    name: str = "纸"
    begun: int = 0
    left: int = 0

    def look(self) -> Steps:
        self.begun += 1
        try:
            while not self.let_go.wait(0.02):
                yield Doing(self.name, "请拿纸", 9)
            yield WELL
        finally:
            self.left += 1


@dataclass
class Stage:
    """One conductor, and what it told."""

    check: Held = field(default_factory=Held)
    ended: list[SelfTest] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.conductor = Conductor("kiosk-1", lambda: (self.check,), changed=lambda: None, ended=self.ended.append)


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage()
    yield made
    made.check.let_go.set()
    made.conductor.close()


def test_what_goes_on_and_what_was_found_is_seen_and_the_whole_is_told_once(stage: Stage) -> None:
    assert stage.conductor.view == NOTHING_YET
    stage.conductor.start()
    until(lambda: stage.conductor.view.doing == Doing("纸", "请拿纸", 9), "the person to be asked")
    stage.check.let_go.set()
    until(lambda: len(stage.ended) == 1, "the end")
    assert stage.ended[0].findings == stage.conductor.view.findings == (WELL,)
    assert stage.conductor.view.doing is None


def test_one_that_is_stopped_lets_go_and_is_told_to_nobody(stage: Stage) -> None:
    stage.conductor.start()
    until(lambda: stage.check.begun == 1, "its beginning")
    stage.conductor.stop()
    until(lambda: stage.check.left == 1, "its end")
    assert stage.ended == []


def test_a_second_start_begins_when_the_first_has_let_go(stage: Stage) -> None:
    stage.conductor.start()
    until(lambda: stage.check.begun == 1, "its beginning")
    stage.conductor.start()
    until(lambda: stage.check.begun == 2, "the second")
    assert stage.check.left == 1
    stage.check.let_go.set()
    until(lambda: len(stage.ended) == 1, "the end")
