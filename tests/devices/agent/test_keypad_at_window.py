"""The keypad at a window: presses are asked in order, a no is two beeps, the digits say what the hall says."""

from concurrent.futures import Future
from datetime import UTC, datetime

import msgspec

from devices.agent.keypad_at_window import KeypadAtWindow
from devices.bus import Verdict
from devices.keypad.codec import Face
from devices.keypad.ff68 import BEEP, Ff68Keypad
from devices.keypad.ff68_frame import FrameDecoder
from devices.keypad.keypad import Keypad
from devices.simulator.keypad_cards import Ff68Card
from queue_server.client import NoReplyError
from queue_server.contract.boards import Call, HallBoard, ServiceBoard, WindowBoard
from queue_server.contract.commands import AnyCommand, CallNext, GetQueues, Recall
from queue_server.contract.plan import Device, parse
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import AnyOutcome, Done
from tests.devices.clock import HandClock
from tests.running_hall import ROOT

PLAN = parse((ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8"))
CALL = Call(number="A012", window=1, at=datetime(2026, 11, 23, tzinfo=UTC), times=1, sequence=7)
BOARD = WindowBoard(
    window=1, revision=1, follows=0, state="open", clerk="ma", services=("A", "J"), call=CALL, serving=False
)


class Desk:
    """A keypad whose asks wait until the test answers them."""

    def __init__(self, *, evaluator: bool = True) -> None:
        self.clock = HandClock()
        self.asked: list[tuple[AnyCommand, Future[AnyOutcome]]] = []
        self.evaluated: list[int] = []
        self.has_evaluator = evaluator
        self.keypad = Keypad(Ff68Keypad(1), clock=self.clock)
        device = Device(id="k", kind="keypad", driver="ff68", terminal="agent", port="/dev/none", window=1)
        self.machine = KeypadAtWindow(device, self.keypad, PLAN, self._ask, self._evaluate, clock=self.clock)
        self._card = Ff68Card(1)
        self.keypad.line_up(self.clock())

    def press(self, *names: str, pause_s: float = 2.0) -> None:
        for name in names:
            self.keypad.hear(self._card.press(name), self.clock())
            self.clock.advance(pause_s)

    def answer(self, outcome: AnyOutcome | None) -> None:
        """Answers the oldest ask that waits; None when the hall is away."""
        future = next(future for _, future in self.asked if not future.done())
        if outcome is None:
            future.set_exception(NoReplyError("away"))
        else:
            future.set_result(outcome)

    @property
    def commands(self) -> list[str]:
        return [type(command).__name__ for command, _ in self.asked]

    def beeps(self) -> int:
        """How many beeps it wants, after everything that it has to say was said."""
        said = b""
        while (task := self.keypad.task(self.clock())) is not None and len(said) < 1000:
            said += task.exchange.content
            self.keypad.answered(task, Verdict(), self.clock())
        return sum(frame.command == BEEP for frame in FrameDecoder().feed(said))

    def _ask(self, command: AnyCommand) -> Future[AnyOutcome]:
        future: Future[AnyOutcome] = Future()
        self.asked.append((command, future))
        return future

    def _evaluate(self, window: int) -> bool:
        self.evaluated.append(window)
        return self.has_evaluator


def test_presses_are_asked_one_after_the_other() -> None:
    desk = Desk()
    desk.machine.show(BOARD)
    desk.press("recall", "call")
    assert [command for command, _ in desk.asked] == [Recall(window=1, clerk="ma")]
    desk.answer(Done())
    assert desk.commands == ["Recall", "StartService"]
    desk.answer(Done())
    desk.answer(Done())
    assert desk.commands == ["Recall", "StartService", "CompleteTicket", "CallNext"]
    desk.answer(Done())
    assert desk.beeps() == 0


def test_what_follows_a_refused_command_is_not_asked_and_the_keypad_beeps_twice() -> None:
    desk = Desk()
    desk.machine.show(BOARD)
    desk.press("call")
    desk.answer(refuse("storage_failed"))
    assert desk.commands == ["StartService"]
    assert desk.beeps() == 2
    assert desk.keypad.face == Face(None, "A012")


def test_a_hall_that_is_away_is_two_beeps_and_the_next_press_is_asked_again() -> None:
    desk = Desk()
    desk.machine.show(msgspec.structs.replace(BOARD, call=None))
    desk.press("call", "recall")
    desk.answer(None)
    assert desk.commands == ["CallNext", "Recall"]
    assert desk.beeps() == 2


def test_a_fist_on_the_keys_is_not_worked_off_later() -> None:
    desk = Desk()
    desk.machine.show(BOARD)
    desk.press(*["recall"] * 30)
    while not desk.asked[-1][1].done():
        desk.answer(Done())
    assert len(desk.asked) == 5


def test_a_finger_that_bounces_calls_once() -> None:
    desk = Desk()
    desk.machine.show(msgspec.structs.replace(BOARD, call=None))
    desk.press("call", "recall", "recall", pause_s=0.4)
    for _ in range(2):
        desk.answer(Done())
    assert desk.commands == ["CallNext", "Recall"]


def test_a_board_that_is_a_moment_old_does_not_stop_a_call() -> None:
    desk = Desk()
    desk.machine.show(BOARD)
    desk.press("call")
    desk.answer(refuse("already_serving", number="A012"))
    desk.answer(Done())
    desk.answer(refuse("nobody_waiting"))
    assert desk.commands == ["StartService", "CompleteTicket", "CallNext"]
    assert desk.beeps() == 2


def test_before_the_hall_is_known_a_press_is_two_beeps() -> None:
    desk = Desk()
    desk.press("call")
    assert desk.asked == []
    assert desk.beeps() == 2


def test_evaluating_without_an_evaluator_beeps() -> None:
    desk = Desk(evaluator=False)
    desk.machine.show(msgspec.structs.replace(BOARD, serving=True))
    desk.press("evaluate")
    assert desk.evaluated == [1]
    assert desk.beeps() == 2


def test_calling_back_looks_at_the_tickets_first() -> None:
    desk = Desk()
    desk.machine.show(BOARD)
    desk.press("call_back")
    assert [command for command, _ in desk.asked] == [GetQueues()]
    desk.answer(None)
    assert desk.beeps() == 2


def test_the_digits_are_who_waits_for_the_windows_services_and_who_is_in_front() -> None:
    desk = Desk()
    desk.machine.show_hall(
        HallBoard(
            hall="puyang",
            day="2026-11-23",
            revision=1,
            follows=0,
            open=True,
            calls=(),
            services=tuple(
                ServiceBoard(service=service, name="", waiting=waiting, open=True, windows=())
                for service, waiting in (("A", 3), ("B", 40), ("J", 2))
            ),
            windows=(BOARD,),
            missed=(),
        )
    )
    assert desk.keypad.face == Face(5, "")
    desk.machine.show(BOARD)
    assert desk.keypad.face == Face(5, "A012")


def test_a_keypad_that_was_taken_off_asks_nothing_more() -> None:
    desk = Desk()
    desk.machine.show(msgspec.structs.replace(BOARD, call=None))
    desk.press("call", "call")
    desk.machine.close()
    desk.answer(Done())
    desk.press("call")
    assert [command for command, _ in desk.asked] == [CallNext(window=1, clerk="ma", complete_current=True)]
