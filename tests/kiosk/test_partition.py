"""A real kiosk behind a line that is cut: in the midst of asking, for long, again and again, and with its power."""

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from queue_server.contract.commands import GetQueues
from queue_server.contract.replies import QueuesAre
from queue_server.contract.tickets import TicketState
from tests.kiosk.cut_line import TO_KIOSK, CutLine
from tests.kiosk.glass import until
from tests.kiosk.standing_kiosk import HOME, TAKE, StandingKiosk

pytestmark = pytest.mark.screen

ACCEPTING = b'"offline-'
"""How the request id of every number begins that the desk is told of."""
WRONG = "机器时间不对，请告诉工作人员"


class KioskOnALine(StandingKiosk):
    """A kiosk whose way to the hall is `line`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, way=self._through)

    def _through(self, port: int) -> int:
        self.line = CutLine(port)
        return self.line.port

    def numbers(self) -> list[str]:
        """Every number that was handed to the printer, in order."""
        return [event["number"] for event in self.events("slip_queued")]

    def waiting(self) -> list[str]:
        """Who waits, in order, as the desk tells it to somebody on no such line."""
        queues = self.hall.ask(GetQueues())
        assert isinstance(queues, QueuesAre)
        return [view.ticket.number for view in queues.tickets if view.state is TicketState.WAITING]

    def take(self) -> str:
        """One visitor, from the first screen to the number and home again; the number."""
        self.go_to_confirm()
        self.touch(TAKE, "Number")
        self.touch(HOME, "Idle")
        return self.numbers()[-1]

    def close(self) -> None:
        super().close()
        self.line.close()


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KioskOnALine]:
    standing = KioskOnALine(tmp_path_factory.mktemp("line"))
    yield standing
    standing.close()
    assert "a screen failed" not in standing.log_path.read_text()


def accepted(kiosk: KioskOnALine) -> list[str]:
    return [event["number"] for event in kiosk.events("accepted")]


def test_a_reply_that_is_cut_off_on_its_way_leaves_the_printed_number_alone_alive(kiosk: KioskOnALine) -> None:
    kiosk.go_to_confirm()
    kiosk.line.silence(TO_KIOSK)
    kiosk.touch(TAKE, "Number")
    until(lambda: len(kiosk.printer.pictures()) == 1, "the slip, while the line is still silent")
    until(lambda: kiosk.waiting() == ["A950"], "the desk to void its own number for the printed one")
    kiosk.line.mend()
    until(lambda: accepted(kiosk) == ["A950"], "the kiosk to hear of it")
    kiosk.touch(HOME, "Idle")
    assert kiosk.take() == "A002"
    assert kiosk.numbers() == ["A950", "A002"]
    assert kiosk.waiting() == ["A950", "A002"]


def test_numbers_of_a_long_partition_arrive_in_order_and_once_though_replies_are_lost(kiosk: KioskOnALine) -> None:
    waited, knew = kiosk.waiting(), len(accepted(kiosk))
    kiosk.line.part()
    given = [kiosk.take() for _ in range(3)]
    assert kiosk.waiting() == waited
    kiosk.line.lose(ACCEPTING, times=2)
    kiosk.line.mend()
    until(lambda: accepted(kiosk)[knew:] == given, "the desk to take them over")
    assert kiosk.line.lost == 2
    assert kiosk.waiting() == waited + given


def test_power_that_fails_before_the_slip_and_again_at_the_delivery_costs_no_number(kiosk: KioskOnALine) -> None:
    waited, knew, lost = kiosk.waiting(), len(accepted(kiosk)), kiosk.line.lost
    kiosk.line.part()
    kiosk.printer.set_fault("frozen", True)
    kiosk.go_to_confirm()
    kiosk.touch(TAKE, "Number")
    unprinted = kiosk.numbers()[-1]
    cut_power(kiosk)
    kiosk.start()
    after = kiosk.take()
    kiosk.line.lose(ACCEPTING, times=1)
    kiosk.line.mend()
    until(lambda: kiosk.line.lost > lost, "the desk's first answer, which is lost")
    cut_power(kiosk)
    kiosk.printer.set_fault("frozen", False)
    kiosk.start()
    until(lambda: accepted(kiosk)[knew:] == [unprinted, after], "the desk to take both over")
    assert kiosk.waiting() == [*waited, unprinted, after]
    assert len(set(kiosk.numbers())) == len(kiosk.numbers())


def cut_power(kiosk: KioskOnALine) -> None:
    """What the disk holds is what is there now; what the kiosk writes while it dies is lost."""
    disk = kiosk.state.with_name("disk")
    shutil.copytree(kiosk.state, disk, ignore=shutil.ignore_patterns("*-shm"))
    kiosk.cut_power()
    shutil.rmtree(kiosk.state)
    disk.rename(kiosk.state)


def test_a_broker_that_hangs_and_then_dies_under_a_living_server_costs_no_number(kiosk: KioskOnALine) -> None:
    waited, knew = kiosk.waiting(), len(accepted(kiosk))
    assert kiosk.hall.server is not None
    (broker,) = psutil.Process(kiosk.hall.server.pid).children()
    kiosk.go_to_confirm()
    broker.send_signal(signal.SIGSTOP)
    kiosk.touch(TAKE, "Number")
    kiosk.touch(HOME, "Idle")
    broker.kill()
    until(lambda: accepted(kiosk)[knew:] == kiosk.numbers()[-1:], "the desk to take it over through another broker")
    assert kiosk.waiting() == [*waited, kiosk.numbers()[-1]]


def test_a_clock_before_the_program_was_made_gives_no_number_and_says_so(kiosk: KioskOnALine) -> None:
    numbers = kiosk.numbers()
    kiosk.line.part()
    kiosk.cut_power()
    kiosk.start("tests.kiosk.dead_clock")
    until(lambda: read(kiosk, "您要办什么事？", WRONG), "the first screen to say it")
    kiosk.go_to_confirm()
    kiosk.touch(TAKE, "Sorry")
    until(lambda: read(kiosk, WRONG, "要办别的事"), "the reason to be shown")
    assert kiosk.events("alone")[-1]["outcome"] == "Refused"
    assert kiosk.numbers() == numbers


def read(kiosk: KioskOnALine, *words: str) -> bool:
    """Whether a screen was seen with all of these words."""
    return any(all(word in line for word in words) for line in kiosk.log_path.read_text().splitlines())
