"""A visitor before the real window: touches by xdotool, a real hall behind it, slips on a simulated printer."""

import io
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from devices.reader.picture import decode_picture
from kiosk.door import set_pin
from kiosk.selftest.kept import kept
from kiosk.selftest.paper_loop import LOOP, PRINTER
from kiosk.selftest.way_to_hall import NETWORK, SERVER
from queue_server.contract.commands import (
    CallNext,
    CompleteTicket,
    GetConcerns,
    MarkMissed,
    OpenWindow,
    StartService,
)
from queue_server.contract.forecasts import Forecast, ServiceForecast, Wait
from queue_server.contract.replies import ConcernsAre, Refused
from queue_server.contract.selftest import Finding, SelfTest
from queue_server.contract.tickets import TicketState
from tests.kiosk.glass import until
from tests.kiosk.standing_kiosk import (
    BACK,
    FIRST_CARD,
    GUIDE,
    HOME,
    KEYS_GD,
    LANGUAGE,
    PATIENCE_S,
    PRINT,
    SEARCH,
    TAKE,
    TILE_A,
    StandingKiosk,
)

pytestmark = pytest.mark.screen


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandingKiosk]:
    standing = StandingKiosk(tmp_path_factory.mktemp("kiosk"))
    yield standing
    standing.close()
    log = standing.log_path.read_text()
    assert "a screen failed" not in log
    assert "was not recorded: Refused" not in log


@pytest.fixture(autouse=True)
def nobody_there(kiosk: StandingKiosk) -> Iterator[None]:
    kiosk.wait_for_step("Idle")
    yield
    for fault in kiosk.printer.faults:
        if fault.on:
            kiosk.printer.set_fault(fault.name, False)
    until(lambda: _home(kiosk), "the first screen")


def _home(kiosk: StandingKiosk) -> bool:
    before = kiosk.step
    if before != "Idle":
        kiosk.press(HOME, "Start", BACK, "Back")
        deadline = time.monotonic() + PATIENCE_S  # once home there is nothing to press
        while kiosk.step == before and time.monotonic() < deadline:
            time.sleep(0.02)
    return kiosk.step == "Idle"


def test_three_touches_give_a_number_and_its_slip_opens_the_ticket_page(kiosk: StandingKiosk) -> None:
    before = len(kiosk.printer.pictures())
    kiosk.go_to_confirm()
    kiosk.touch(TAKE, "Number")
    until(lambda: len(kiosk.printer.pictures()) == before + 1, "the slip")
    slip = Image.open(io.BytesIO(kiosk.printer.pictures()[-1].png))
    newest = max(kiosk.hall.tickets().values(), key=lambda view: view.ticket.taken_at).ticket
    assert [code.text for code in decode_picture(slip)] == [f"{kiosk.hall.plan.hall.page_address}/t/{newest.token}"]
    until(lambda: bool(kiosk.events("slip")), "the outcome")
    assert kiosk.events("slip")[-1] | {"at": 0} == {
        "event": "slip",
        "at": 0,
        "number": newest.number,
        "paper": "printed",
        "reason": "",
    }


def test_a_visitor_searches_reads_prints_what_to_bring_and_takes_the_number(kiosk: StandingKiosk) -> None:
    before = len(kiosk.printer.pictures())
    kiosk.touch(SEARCH, "Search")
    for key in KEYS_GD:
        kiosk.press(key)
    kiosk.touch(FIRST_CARD, "Confirm")
    kiosk.touch(GUIDE, "Facts")
    kiosk.press(PRINT)
    until(lambda: len(kiosk.printer.pictures()) == before + 1, "the handout")
    paper = Image.open(io.BytesIO(kiosk.printer.pictures()[-1].png))
    assert [code.text for code in decode_picture(paper)] == [f"{kiosk.hall.plan.hall.page_address}/m/A01"]
    kiosk.touch(BACK, "Confirm")
    kiosk.touch(TAKE, "Number")
    until(lambda: len(kiosk.printer.pictures()) == before + 2, "the slip")
    newest = max(kiosk.hall.tickets().values(), key=lambda view: view.ticket.taken_at).ticket
    assert newest.matter == "A01"


def test_the_slip_tells_the_wait_that_the_forecaster_told_before_the_touch(kiosk: StandingKiosk) -> None:
    short = _height_of_a_slip(kiosk)
    until(lambda: _home(kiosk), "the first screen")
    hall = kiosk.hall.plan.hall
    wait = Wait(outlook="range", low_min=30, high_min=45, back_by="10:40")
    services = (ServiceForecast(service="A", wait=wait),)
    told = Forecast(hall=hall.id, day="", revision=1, at=datetime.now(UTC), services=services, tickets=())
    kiosk.hall.client("forecaster").publish_forecast(told)
    assert _height_of_a_slip(kiosk) > short
    kiosk.hall.client("forecaster").publish_forecast(msgspec.structs.replace(told, services=()))


def _height_of_a_slip(kiosk: StandingKiosk) -> int:
    before = len(kiosk.printer.pictures())
    kiosk.go_to_confirm()
    kiosk.touch(TAKE, "Number")
    until(lambda: len(kiosk.printer.pictures()) == before + 1, "the slip")
    return Image.open(io.BytesIO(kiosk.printer.pictures()[-1].png)).height


def test_a_double_touch_gives_one_ticket_and_one_slip(kiosk: StandingKiosk) -> None:
    tickets, slips = len(kiosk.hall.tickets()), len(kiosk.printer.pictures())
    kiosk.go_to_confirm()
    until(lambda: _clicked_until_asked(kiosk, times=4), "the number")
    kiosk.wait_for_step("Number")
    until(lambda: len(kiosk.printer.pictures()) > slips, "the slip")
    assert len(kiosk.hall.tickets()) == tickets + 1
    assert len(kiosk.printer.pictures()) == slips + 1


def _clicked_until_asked(kiosk: StandingKiosk, times: int) -> bool:
    if kiosk.step == "Confirm":
        kiosk.glass.click(*kiosk.place(TAKE), times)
    return kiosk.step == "Number"


def test_without_paper_the_number_stays_and_nothing_is_printed_twice(kiosk: StandingKiosk) -> None:
    slips, told = len(kiosk.printer.pictures()), len(kiosk.events("slip"))
    kiosk.printer.set_fault("paper_out", True)
    kiosk.go_to_confirm()
    kiosk.touch(TAKE, "Number")
    until(lambda: len(kiosk.events("slip")) > told, "the outcome")
    assert kiosk.events("slip")[-1]["reason"] == "paper_out"
    kiosk.printer.set_fault("paper_out", False)
    until(lambda: _home(kiosk), "the first screen")
    kiosk.go_to_confirm()
    kiosk.touch(TAKE, "Number")
    until(lambda: len(kiosk.printer.pictures()) > slips, "the next visitor's slip")
    assert len(kiosk.printer.pictures()) == slips + 1


def test_a_dead_printer_does_not_freeze_the_screen(kiosk: StandingKiosk) -> None:
    kiosk.printer.set_fault("frozen", True)
    kiosk.go_to_confirm()
    kiosk.touch(TAKE, "Number")
    kiosk.touch(HOME, "Idle")
    kiosk.touch(TILE_A, "Matters")
    kiosk.printer.set_fault("frozen", False)


def test_odd_touches_leave_it_alive(kiosk: StandingKiosk) -> None:
    kiosk.glass.drag(kiosk.place(TILE_A), (0.98, 0.98))
    for corner in ((0.001, 0.001), (0.999, 0.001), (0.001, 0.999), (0.999, 0.999)):
        kiosk.glass.click(*corner, 5)
    for key in ("Escape", "F1", "F11", "ctrl+q", "alt+F4", "Return"):
        kiosk.glass.press_key(key)
    assert kiosk.step == "Idle"
    kiosk.press(LANGUAGE)
    kiosk.glass.click(*kiosk.place("Help"), 3)
    kiosk.press("OK")
    kiosk.touch("Farm support", "Matters")
    kiosk.touch("Farmland", "Confirm")


def test_a_missed_visitor_scans_the_slip_and_queues_again(kiosk: StandingKiosk) -> None:
    kiosk.go_to_confirm()
    kiosk.touch(TAKE, "Number")
    kiosk.touch(HOME, "Idle")
    hall = kiosk.hall
    hall.ask(OpenWindow(window=1, clerk="wang"), "web")
    called = hall.ask(CallNext(window=1, clerk="wang"), "web")
    number = called.ticket.number  # type: ignore[union-attr]
    hall.ask(MarkMissed(window=1, clerk="wang"), "web")
    token = hall.tickets()[number].ticket.token
    kiosk.reader.scan(f"{hall.plan.hall.page_address}/t/{token}")
    kiosk.wait_for_step("MyTicket")

    def waits_again() -> bool:
        kiosk.press("重新排队")
        return hall.tickets()[number].state is TicketState.WAITING

    until(waits_again, "the ticket to wait again")


def test_a_visitor_says_how_it_was_and_complains_and_the_manager_reads_it(kiosk: StandingKiosk) -> None:
    kiosk.go_to_confirm()
    kiosk.touch(TAKE, "Number")
    kiosk.touch(HOME, "Idle")
    hall = kiosk.hall
    wang = {"window": 1, "clerk": "wang"}
    hall.ask(OpenWindow(**wang), "web")  # type: ignore[arg-type]
    called = hall.ask(CallNext(**wang), "web")  # type: ignore[arg-type]
    token = hall.tickets()[called.ticket.number].ticket.token  # type: ignore[union-attr]
    for command in (StartService(**wang), CompleteTicket(**wang)):  # type: ignore[arg-type]
        assert not isinstance(done := hall.ask(command, "web"), Refused), done
    kiosk.reader.scan(f"{hall.plan.hall.page_address}/t/{token}")
    kiosk.wait_for_step("MyTicket")
    kiosk.touch("评一评", "Rating")
    kiosk.press("非常不满意")
    kiosk.press("办得慢")
    kiosk.touch("完成", "Idle")
    kiosk.touch("投诉建议", "Complaint")
    kiosk.press("态度恶劣")
    kiosk.press("2 号窗口")
    kiosk.touch("完成", "Idle")
    told = hall.ask(GetConcerns(clerk="gao"), "web")
    assert isinstance(told, ConcernsAre)
    assert {(one.window, one.score, one.reasons, one.category) for one in told.concerns} == {
        (1, 1, ("slow",), None),
        (2, 0, (), "attitude"),
    }


def test_a_technician_has_the_kiosk_look_at_itself_and_the_next_visitor_takes_a_number(kiosk: StandingKiosk) -> None:
    set_pin(kiosk.state, "135790")
    told: list[SelfTest] = []
    kiosk.hall.client("web").follow_selftests(told.append)
    printed, tickets = len(kiosk.printer.pictures()), len(kiosk.hall.tickets())
    for corner in ((0.01, 0.01), (0.99, 0.01), (0.99, 0.99), (0.01, 0.99)):
        kiosk.glass.click(*corner)
    kiosk.wait_for_step("Door")
    for digit in "135790":
        kiosk.press(digit)
    kiosk.touch("确定", "Checks")
    kiosk.touch("开始自检", "SelfTesting")
    until(lambda: len(kiosk.printer.pictures()) == printed + 1, "the page")
    (code,) = decode_picture(Image.open(io.BytesIO(kiosk.printer.pictures()[-1].png)))
    until(lambda: any(one.check == LOOP for one in _found(kiosk, code.text, told)), "the page to be read back")
    states = {one.check: one.state for one in told[-1].findings}
    assert {states[check] for check in (PRINTER, LOOP, NETWORK, SERVER, "声音")} == {"ok"}
    assert kept(kiosk.state) == told[-1]
    assert kiosk.step == "SelfTesting"
    kiosk.touch("返回", "Checks")
    kiosk.touch("返回", "Idle")
    kiosk.go_to_confirm()
    kiosk.touch(TAKE, "Number")
    until(lambda: len(kiosk.printer.pictures()) == printed + 2, "the slip")
    assert len(kiosk.hall.tickets()) == tickets + 1


def _found(kiosk: StandingKiosk, code: str, told: list[SelfTest]) -> tuple[Finding, ...]:
    """Holds the page before the reader until the self-test has ended."""
    if not told:
        kiosk.reader.scan(code)
        time.sleep(0.2)
    return told[-1].findings if told else ()


def test_the_same_wish_survives_the_death_of_the_server(kiosk: StandingKiosk) -> None:
    tickets, slips = len(kiosk.hall.tickets()), len(kiosk.printer.pictures())
    kiosk.go_to_confirm()
    kiosk.hall.kill_server()
    kiosk.touch(TAKE, "Number")
    kiosk.hall.start_server()
    until(lambda: bool(kiosk.events("accepted")), "the desk to take the number over")
    until(lambda: len(kiosk.printer.pictures()) > slips, "the slip")
    waiting = [view for view in kiosk.hall.tickets().values() if view.state is not TicketState.CANCELLED]
    assert len(waiting) == tickets + 1
    assert len(kiosk.printer.pictures()) == slips + 1


def test_it_ends_when_told_to(tmp_path: Path) -> None:
    standing = StandingKiosk(tmp_path)
    standing.close()
    assert standing.process.returncode == 0, standing.log_path.read_text()
    assert "Traceback" not in standing.log_path.read_text()
