"""A self-test that the hall orders: only while nobody stands at the kiosk, and nobody's visit is lost by it."""

from dataclasses import dataclass, field

import pytest

from kiosk import visit as v
from kiosk.session import Session
from tests.on_the_wire import OnTheWire


@dataclass
class SelfTests:
    """Notes what it is told."""

    told: list[str] = field(default_factory=list)

    def start(self) -> None:
        self.told.append("start")

    def stop(self) -> None:
        self.told.append("stop")


@dataclass
class Kiosk:
    """A session whose posts are done at once."""

    hall: OnTheWire
    tests: SelfTests = field(default_factory=SelfTests)

    def __post_init__(self) -> None:
        self.session = Session(
            self.hall.plan,
            self.hall.client("kiosk-1"),
            post=lambda call: call(),
            changed=lambda: None,
            printer=None,
            selftest=self.tests,
        )

    def does(self, *happenings: v.Happening) -> v.Step:
        for happening in happenings:
            self.session.take(happening)
        return self.session.visit.step


@pytest.fixture
def kiosk(brokered: OnTheWire) -> Kiosk:
    return Kiosk(brokered)


def test_it_begins_at_the_next_tick_with_nobody_there_and_ends_on_the_first_screen(kiosk: Kiosk) -> None:
    kiosk.session.order_selftest()
    assert kiosk.does(v.Tick()) == v.SelfTesting(ordered=True)
    assert kiosk.does(v.Tick()) == v.SelfTesting(ordered=True)
    kiosk.session.selftest_ended()
    assert kiosk.does(v.Tick()) == v.Idle()
    assert kiosk.tests.told == ["start", "stop"]


def test_it_waits_for_the_visit_to_end_and_gives_way_to_the_next(kiosk: Kiosk) -> None:
    kiosk.does(v.ChooseService("A"))
    kiosk.session.order_selftest()
    assert kiosk.does(v.Tick()) == v.Matters("A")
    assert kiosk.does(v.Home(), v.Tick()) == v.SelfTesting(ordered=True)
    assert kiosk.does(v.Back(), v.Tick()) == v.Idle()
    assert kiosk.tests.told == ["start", "stop"]


def test_a_screen_that_fails_stops_it(kiosk: Kiosk) -> None:
    kiosk.session.order_selftest()
    kiosk.does(v.Tick())
    kiosk.session.reset()
    assert kiosk.tests.told == ["start", "stop"]
