"""A plan changed while visitors come and windows call: real broker, real server, nothing lost, nothing twice."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import msgspec
import pytest
from msgspec.structs import replace

from queue_server.changing.wishes import PlanAnswer, PlanFolder
from queue_server.client import HallClient
from queue_server.contract import commands
from queue_server.contract.credential import load_credential
from queue_server.contract.plan import Display, Plan, parse
from queue_server.contract.replies import Refused, TicketCalled, TicketIssued
from queue_server.contract.tickets import TicketState
from queue_server.journal import JournalReader
from queue_server.queueing.events import PlanChanged
from tests.changing.test_today import without
from tests.running_hall import DEADLINE_S, RunningHall, wait_for

LEAST = 20
"""So many numbers and calls there are at least."""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    """The sample hall, running."""
    hall = RunningHall(tmp_path_factory.mktemp("hall"))
    try:
        hall.start_server()
        hall.start_web()
        yield hall
    finally:
        hall.close()


def wish(hall: RunningHall, plan: Plan, *, in_force: bool = True) -> PlanAnswer:
    """The answer to the wish for `plan`."""
    text = msgspec.toml.encode(plan).decode()
    return PlanFolder(hall.plan_path).ask(text, by="gao", in_force=in_force, timeout_s=DEADLINE_S)


def test_visitors_and_calls_go_on_while_the_plan_changes(hall: RunningHall) -> None:
    taken: list[str] = []
    called: list[str] = []
    changed = threading.Event()
    clerk = hall.plan.windows[1].clerks[0]

    def visitors() -> None:
        while not (changed.is_set() and len(taken) > LEAST):
            issued = hall.ask(commands.TakeTicket(matter="A01" if len(taken) % 2 else "J01"), client="kiosk-1")
            assert isinstance(issued, TicketIssued), issued
            taken.append(issued.ticket.number)

    def window() -> None:
        def press(command: commands.AnyCommand) -> object:
            outcome = hall.ask(command, client="agent")
            assert not isinstance(outcome, Refused) or outcome.code == "nobody_waiting", outcome
            return outcome

        press(commands.OpenWindow(window=1, clerk=clerk))
        while not (changed.is_set() and len(called) > LEAST):
            outcome = press(commands.CallNext(window=1, clerk=clerk))
            if isinstance(outcome, TicketCalled):
                called.append(outcome.ticket.number)
                press(commands.StartService(window=1, clerk=clerk))
                press(commands.CompleteTicket(window=1, clerk=clerk))

    with ThreadPoolExecutor() as people:
        busy = [people.submit(work) for work in (visitors, window)]
        try:
            wait_for(lambda: called)
            new = replace(
                without(hall.plan, "A"),
                display=(*hall.plan.display, Display(id="display-9")),
                hall=replace(hall.plan.hall, name="改名的大厅"),
            )
            told = wish(hall, new)
            again = wish(hall, replace(new, policy=replace(new.policy, call_gap_s=0)))
        finally:
            changed.set()
        for work in busy:
            work.result(DEADLINE_S)
    assert (told.mistakes, again.mistakes) == ((), ())
    assert "增加显示屏 display-9" in told.now
    assert "取消业务 A 惠农政策" in told.later
    assert len(set(taken)) == len(taken)
    assert len(set(called)) == len(called)
    waiting = {number for number, view in hall.tickets().items() if view.state is TicketState.WAITING}
    assert waiting == set(taken) - set(called)


def test_who_was_added_is_let_in_and_everybody_reads_the_new_plan(hall: RunningHall) -> None:
    credential = load_credential(hall.state / "clients/display-9.json")
    client = HallClient(credential)
    client.start()
    assert client.wait_connected(DEADLINE_S)
    client.close()
    today = parse(hall.plan_path.read_text(encoding="utf-8"))
    assert today.hall.name == "改名的大厅"
    assert "A" in today.services
    assert "A" not in parse(PlanFolder(hall.plan_path).tomorrow() or "").services


def test_the_web_shows_the_new_plan_by_itself_and_is_still_the_same_process(hall: RunningHall) -> None:
    assert hall.web is not None
    pid = hall.web.pid

    def shown() -> bool:
        try:
            return "改名的大厅" in httpx.get(f"{hall.address}/api/hall").text
        except httpx.TransportError:
            return False

    wait_for(shown)
    assert (hall.web.pid, hall.web.poll()) == (pid, None)


def test_a_bad_plan_is_refused_with_all_mistakes_and_the_old_one_stays(hall: RunningHall) -> None:
    before = hall.plan_path.read_bytes()
    bad = replace(hall.plan, policy=replace(hall.plan.policy, calls=9), window=())
    told = wish(hall, bad)
    assert any("policy.calls" in mistake for mistake in told.mistakes)
    assert any("window" in mistake for mistake in told.mistakes)
    elsewhere = wish(hall, replace(hall.plan, hall=replace(hall.plan.hall, id="other")))
    assert elsewhere.mistakes[0].startswith("hall.id")
    assert hall.plan_path.read_bytes() == before


def test_asking_what_would_happen_changes_nothing(hall: RunningHall) -> None:
    before = hall.plan_path.read_bytes()
    told = wish(hall, replace(hall.plan, hall=replace(hall.plan.hall, name="另一个名字")), in_force=False)
    assert any("另一个名字" in sentence for sentence in told.now)
    assert hall.plan_path.read_bytes() == before


def test_the_record_says_who_changed_it_and_it_survives_a_crash(hall: RunningHall) -> None:
    waiting = set(hall.tickets())
    hall.kill_server()
    hall.start_server()
    assert set(hall.tickets()) == waiting
    with JournalReader(hall.state / "journal.sqlite", hall.plan.hall.id) as journal:
        rows = list(journal.events("2000-01-01", "2999-12-31"))
    changes = [(row.event, row.by) for row in rows if isinstance(row.event, PlanChanged)]
    assert [by for _, by in changes] == ["gao", "gao"]
    assert all(len(event.digest) == 64 for event, _ in changes)
