"""Numbers stop where a new one would not be reached before closing: not at the first word of it, and never for ever."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from queue_server.client import HallClient
from queue_server.contract.boards import HallBoard, ServiceBoard
from queue_server.contract.commands import GetBoard, GiveUpTicket, OpenWindow, StopNumbers, TakeTicket
from queue_server.contract.forecasts import Forecast, Outlook, ServiceForecast, Wait
from queue_server.contract.plan import Plan
from queue_server.contract.replies import BoardIs, Done, Refused, TicketIssued
from queue_server.forecaster.cut_off import CutOff
from queue_server.forecaster.promises import Promises
from queue_server.forecaster.recorded import RecordedVisits
from queue_server.forecaster.running import Forecaster
from tests.on_the_wire import HALL, OnTheWire, told
from tests.queueing.sample import sample_plan
from tests.running_hall import wait_for

AFTERNOON = datetime(2026, 11, 24, 16, 50, tzinfo=ZoneInfo("Asia/Shanghai"))
STEP = timedelta(seconds=20)


class Watch:
    """A cut-off beside a hall of one service whose board does as it is asked."""

    def __init__(self, plan: Plan | None = None, service: str = "A") -> None:
        self.cut_off = CutOff(plan or sample_plan())
        self.service = service
        self.stopped = self.closed = False
        self.at = AFTERNOON

    def hear(self, outlook: Outlook, high_min: int = 10, times: int = 1) -> list[str]:
        """The forecasts say so, one every twenty seconds; what was asked for."""
        asked = []
        for _ in range(times):
            self.at += STEP
            wait = Wait(outlook=outlook, high_min=high_min)
            forecast = Forecast(
                hall="h",
                day="",
                revision=1,
                at=self.at,
                services=(ServiceForecast(service=self.service, wait=wait),),
                tickets=(),
            )
            for wish in self.cut_off.wishes(forecast, self.board()):
                asked.append(type(wish).__name__)
                self.stopped = isinstance(wish, StopNumbers)
        return asked

    def board(self) -> HallBoard:
        given = not self.closed and not self.stopped
        shown = ServiceBoard(service=self.service, name="", waiting=3, open=given, windows=(1,), cut_off=self.stopped)
        return HallBoard(
            hall="h", day="", revision=1, follows=0, open=True, calls=(), services=(shown,), windows=(), missed=()
        )


def test_it_takes_a_minute_of_saying_so() -> None:
    watch = Watch()
    assert watch.hear("not_today", times=3) == []
    assert watch.hear("not_today") == ["StopNumbers"]


def test_a_word_between_begins_the_minute_anew() -> None:
    watch = Watch()
    assert watch.hear("not_today", times=3) + watch.hear("range") + watch.hear("not_today", times=3) == []
    assert watch.hear("not_today") == ["StopNumbers"]


def test_two_forecasts_far_apart_are_not_enough() -> None:
    watch = Watch()
    watch.hear("not_today")
    watch.at += timedelta(minutes=2)
    assert watch.hear("not_today") == []
    assert watch.hear("not_today") == ["StopNumbers"]


def test_a_clock_that_is_set_back_begins_the_minute_anew() -> None:
    watch = Watch()
    watch.hear("not_today", times=3)
    watch.at -= timedelta(hours=1)
    assert watch.hear("not_today", times=3) == []


def test_it_resumes_after_a_minute_of_surely_in_time_and_asks_again_meanwhile() -> None:
    watch = Watch()
    watch.hear("not_today", times=4)
    assert watch.hear("not_today", times=5) == []
    assert watch.hear("not_today") == ["StopNumbers"]
    assert watch.hear("ahead_only", times=6) == ["StopNumbers"]
    assert watch.hear("range", high_min=40, times=6) == ["StopNumbers"]
    assert watch.hear("range", high_min=5, times=3) == []
    assert watch.hear("range", high_min=5) == ["ResumeNumbers"]


def test_what_a_person_stopped_is_a_persons_to_resume() -> None:
    watch = Watch()
    watch.stopped = True
    assert watch.hear("range", times=30) == []
    assert watch.hear("not_today", times=30) == []


def test_round_the_clock_and_where_people_are_only_told_nothing_is_stopped() -> None:
    assert Watch(service="J").hear("not_today", times=30) == []
    plan = sample_plan()
    only_told = msgspec.structs.replace(plan, policy=msgspec.structs.replace(plan.policy, cut_off="tell"))
    assert Watch(only_told).hear("not_today", times=30) == []


def test_a_service_that_is_closed_by_its_hours_is_let_be() -> None:
    watch = Watch()
    watch.closed = True
    assert watch.hear("not_today", times=30) == []


def with_hours(plan: Plan) -> Plan:
    """The sample hall at its own hours, on the test's ports."""
    return msgspec.structs.replace(
        plan, hall=msgspec.structs.replace(plan.hall, hours=(("08:30", "12:00"), ("13:30", "17:30")))
    )


class Afternoon:
    """The whole hall on a real broker at ten to five; time passes only as a test wants it."""

    def __init__(self, hall: OnTheWire, folder: Path) -> None:
        self.hall, self.at = hall, AFTERNOON
        hall.now = lambda: self.at
        hall.start_broker()
        hall.start_server()
        self.kiosk: HallClient = hall.client()
        self.forecaster = Forecaster(
            hall.plan,
            hall.client("forecaster"),
            RecordedVisits(hall.state.journal, HALL),
            Promises(folder / "promises"),
            now=lambda: self.at,
        )

    def forecast(self, times: int) -> None:
        """So many forecasts, one every twenty seconds."""
        for _ in range(times):
            self.at += STEP
            self.forecaster.turn(0.0, lambda: True)

    def take(self) -> TicketIssued | Refused:
        outcome = told(self.kiosk, TakeTicket(matter="A01"))
        assert isinstance(outcome, TicketIssued | Refused)
        return outcome

    def cut_off(self) -> bool:
        seen = told(self.kiosk, GetBoard())
        assert isinstance(seen, BoardIs)
        assert seen.hall is not None
        return seen.hall.services[0].cut_off


@pytest.fixture
def afternoon(tmp_path: Path) -> Iterator[Afternoon]:
    with OnTheWire(tmp_path, with_hours) as hall:
        yield Afternoon(hall, tmp_path)


def test_a_crowd_before_closing_stops_the_numbers_until_it_has_gone_or_the_forecaster_has(afternoon: Afternoon) -> None:
    assert isinstance(told(afternoon.hall.client("web"), OpenWindow(window=1, clerk="wang"), by="wang"), Done)
    crowd = [afternoon.take() for _ in range(12)]
    afternoon.forecast(3)
    assert isinstance(afternoon.take(), TicketIssued)
    afternoon.forecast(1)
    refused = afternoon.take()
    assert isinstance(refused, Refused)
    assert refused.code == "cut_off"

    for issued in crowd:
        assert isinstance(issued, TicketIssued)
        assert isinstance(told(afternoon.kiosk, GiveUpTicket(token=issued.ticket.token)), Done)
    afternoon.forecast(4)
    last = afternoon.take()
    assert isinstance(last, TicketIssued)

    crowd = [afternoon.take() for _ in range(12)]
    afternoon.forecast(4)
    assert afternoon.cut_off()
    afternoon.at += timedelta(minutes=5)
    wait_for(lambda: not afternoon.cut_off())
