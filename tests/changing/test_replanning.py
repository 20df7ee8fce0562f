"""A change of plans over midnight, through power cuts and where nothing can be recorded: the whole or the old one."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from queue_server.changing.wishes import PlanAnswer, PlanFolder, WishError
from queue_server.contract import commands
from queue_server.contract.plan import Plan, load
from queue_server.replanning import Replanning
from tests.changing.test_today import SAMPLE, without
from tests.desk.counter import Counter, ask
from tests.desk.test_when_nothing_can_be_recorded import somebody_else_writing

NEW = without(replace(SAMPLE, hall=replace(SAMPLE.hall, name="新大厅")), "A")


class Office:
    """A desk with its plan on disk; wishes are brought as by a technician, and looked at as by the server."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "hall.toml"
        self.path.write_bytes(msgspec.toml.encode(SAMPLE))
        self.folder = PlanFolder(self.path)
        self.counter = Counter(folder / "journal.sqlite", SAMPLE)
        self.admitted: list[tuple[str, ...]] = []
        self.open()

    def open(self) -> None:
        """The server starts with what lies there."""
        self.replanning = Replanning(
            self.folder, self.counter.desk, admit=lambda plan: self.admitted.append(plan.clients())
        )

    def restart(self) -> None:
        """After a power cut."""
        self.counter.plan = load(self.path)
        self.counter.restart()
        self.open()

    @property
    def plan(self) -> Plan:
        """What holds."""
        return self.counter.desk.plan

    def take(self, matter: str) -> None:
        """A visitor takes a number."""
        self.counter.reply(ask(commands.TakeTicket(matter=matter), client="kiosk-1"))

    def wish(self, plan: Plan) -> PlanAnswer:
        """What the server answers to the wish."""
        text = msgspec.toml.encode(plan).decode()
        self.folder.leave(text)
        self.replanning.look(self.counter.now)
        answer = self.folder.answered()
        assert answer is not None
        return answer

    def pass_time(self, **span: float) -> None:
        """Time passes as it does on the wire: a look at the plan, then the desk."""
        self.counter.now += timedelta(**span)
        for _ in range(2):
            self.replanning.look(self.counter.now)
            self.counter.desk.tick(self.counter.now)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The sample hall on a morning on which somebody has come for A."""
    office = Office(tmp_path)
    office.take("A01")
    office.pass_time(seconds=1)
    yield office
    office.counter.journal.close()


def test_what_waited_comes_into_force_by_itself_with_the_new_day(office: Office) -> None:
    told = office.wish(NEW)
    assert told.later
    assert (office.plan.hall.name, "A" in office.plan.services) == ("新大厅", True)
    assert load(office.path) == office.plan
    office.pass_time(hours=12)
    assert "A" in office.plan.services
    office.pass_time(hours=12)
    assert office.plan == NEW == load(office.path)
    assert office.folder.tomorrow() is None


def test_what_cannot_be_recorded_at_midnight_comes_into_force_as_soon_as_it_can(office: Office) -> None:
    office.wish(NEW)
    office.counter.now += timedelta(days=1)
    office.counter.desk.tick(office.counter.now)
    with somebody_else_writing(office.counter):
        office.replanning.look(office.counter.now)
    assert "A" in office.plan.services
    office.pass_time(seconds=1)
    assert office.plan == NEW


def test_a_server_that_was_off_over_midnight_begins_the_day_with_the_new_plan(office: Office) -> None:
    office.wish(NEW)
    office.restart()
    office.pass_time(seconds=1)
    assert "A" in office.plan.services
    office.counter.journal.close()
    office.counter.now += timedelta(days=1)
    office.counter.plan = load(office.path)
    office.counter.reopen()
    office.open()
    office.pass_time(seconds=1)
    assert office.plan == NEW


def test_a_power_cut_between_the_two_files_loses_no_ticket_and_no_plan(office: Office) -> None:
    office.folder.path.with_suffix(".tomorrow.toml").write_bytes(msgspec.toml.encode(NEW))
    office.restart()
    office.pass_time(seconds=1)
    assert "A" in office.plan.services
    assert office.plan.hall.name == "新大厅"
    assert list(office.counter.desk.hall.tickets) == ["A001"]


def test_where_nothing_can_be_recorded_the_old_plan_stays(office: Office) -> None:
    before = office.path.read_bytes()
    with somebody_else_writing(office.counter):
        told = office.wish(NEW)
    assert told.mistakes
    assert (office.plan, office.path.read_bytes(), office.folder.tomorrow()) == (SAMPLE, before, None)
    assert office.admitted[-1] == SAMPLE.clients()


def test_a_plan_written_by_hand_is_taken_up_once_it_can_be_recorded(office: Office) -> None:
    office.path.write_bytes(msgspec.toml.encode(NEW))
    with somebody_else_writing(office.counter):
        office.replanning.look(office.counter.now)
    assert office.plan == SAMPLE
    office.pass_time(seconds=1)
    office.pass_time(seconds=1)
    assert (office.plan.hall.name, "A" in office.plan.services) == ("新大厅", True)


def test_a_later_wish_takes_the_place_of_what_still_waits(office: Office) -> None:
    office.wish(NEW)
    told = office.wish(replace(office.plan, hall=replace(SAMPLE.hall, name="又一个")))
    assert (told.later, office.folder.tomorrow()) == ((), None)
    office.pass_time(days=1)
    assert (office.plan.hall.name, "A" in office.plan.services) == ("又一个", True)


def test_another_calendar_is_taken_up(office: Office) -> None:
    assert office.counter.desk.calendar is None
    sample = Path(__file__).parents[2] / "assets/halls/calendar.toml"
    office.path.with_name("calendar.toml").write_bytes(sample.read_bytes())
    office.pass_time(seconds=1)
    assert office.counter.desk.calendar is not None
    assert office.counter.desk.hall.calendar == office.counter.desk.calendar


def test_without_a_server_nothing_is_left_behind(office: Office) -> None:
    with pytest.raises(WishError, match="总台没有回答"):
        office.folder.ask("", timeout_s=0.0)
    assert office.folder.wished() is None
    office.folder.leave("")
    with pytest.raises(WishError, match="正在换另一份"):
        office.folder.ask("")


def test_a_plan_written_over_by_hand_loses_no_ticket_either(office: Office) -> None:
    office.path.write_bytes(msgspec.toml.encode(NEW))
    office.pass_time(seconds=1)
    assert (office.plan.hall.name, "A" in office.plan.services) == ("新大厅", True)
    assert load(office.path) == office.plan
    office.path.write_text("schema = ", encoding="utf-8")
    office.pass_time(seconds=1)
    assert office.plan.hall.name == "新大厅"
