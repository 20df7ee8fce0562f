"""A keypad at a window: its keys are commands to the hall, its digits show who waits and who is in front."""

import math
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future

import structlog

from devices.agent.keypad_desk import NOT_UNDERSTOOD, Orders, goes_on, needs_tickets, orders
from devices.agent.machine import OK, UNKNOWN, Condition
from devices.bus import Member
from devices.keypad.keypad import Keypad
from devices.keypad.keys import KeyPress
from devices.keypad.station import StationHealth
from devices.link import LinkState
from queue_server.client import NoReplyError
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.commands import AnyCommand, GetQueues
from queue_server.contract.plan import Device, Plan
from queue_server.contract.replies import AnyOutcome, QueuesAre, Refused

Ask = Callable[[AnyCommand], Future[AnyOutcome]]
"""Sends a command and returns at once: `HallClient.submit`."""
BEEPS_FOR_NO = 2
MOST_WAITING = 4
"""Presses kept while one is being asked; a fist on the keys is no work for later."""

SAME_AGAIN_S = 1.0
"""The same press within this time is a finger that bounces: calling twice would send a visitor away unserved."""

log = structlog.get_logger(__name__)


class KeypadAtWindow:
    """One keypad; see `Machine`. Presses are asked of the hall one after the other; no thread ever waits for it.

    Args:
        evaluate: makes the evaluator of a window ask; False when there is none.
        clock: rising seconds; tests inject their own.
    """

    def __init__(
        self,
        device: Device,
        keypad: Keypad,
        plan: Plan,
        ask: Ask,
        evaluate: Callable[[int], bool],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.device = device
        self._keypad = keypad
        self._plan = plan
        self._ask = ask
        self._evaluate = evaluate
        self._clock = clock
        self._lock = threading.Lock()
        self._board: WindowBoard | None = None
        self._waiting: int | None = None
        self._presses: deque[KeyPress] = deque(maxlen=MOST_WAITING)
        self._last: tuple[KeyPress | None, float] = (None, -math.inf)
        self._busy = False
        self._closed = False
        keypad.pressed(self._pressed)

    @property
    def member(self) -> Member | None:
        return self._keypad

    def show(self, board: WindowBoard) -> None:
        with self._lock:
            self._board = board
        self._show()

    def show_hall(self, board: HallBoard) -> None:
        """The hall's newest board: how many wait for what the window serves."""
        own = next((window.services for window in board.windows if window.window == self.device.window), ())
        waiting = sum(service.waiting for service in board.services if service.service in own)
        if waiting != self._waiting:
            self._waiting = waiting
            self._show()

    def condition(self) -> Condition:
        return station_condition(self._keypad.health)

    def close(self) -> None:
        """What is still to be asked is forgotten."""
        with self._lock:
            self._closed = True
            self._presses.clear()

    def _show(self) -> None:
        with self._lock:
            call = None if self._board is None else self._board.call
            waiting = self._waiting
        self._keypad.show(waiting, "" if call is None else call.number)

    def _pressed(self, press: KeyPress) -> None:
        with self._lock:
            before, self._last = self._last, (press, self._clock())
            if self._closed or (press == before[0] and self._last[1] - before[1] < SAME_AGAIN_S):
                return
            self._presses.append(press)
            if self._busy:
                return
            self._busy = True
        self._next_press()

    def _next_press(self) -> None:
        with self._lock:
            if not self._presses:
                self._busy = False
                return
            press = self._presses.popleft()
        if needs_tickets(press):
            self._ask(GetQueues()).add_done_callback(lambda future: self._looked(press, future))
        else:
            self._obey(press, orders(press, self.device.window, self._board, self._plan))

    def _looked(self, press: KeyPress, future: Future[AnyOutcome]) -> None:
        outcome = answer(future)
        if isinstance(outcome, QueuesAre):
            board = next((one for one in outcome.board.windows if one.window == self.device.window), None)
            self._obey(press, orders(press, self.device.window, board, self._plan, outcome.tickets))
        else:
            self._obey(press, NOT_UNDERSTOOD)

    def _obey(self, press: KeyPress, wanted: Orders) -> None:
        log.info("key", device=self.device.id, key=str(press.key), digits=press.digits, understood=wanted.understood)
        if wanted.understood:
            self._step(wanted, 0)
        else:
            self._refuse()

    def _step(self, wanted: Orders, done: int) -> None:
        """The next command; when all are done, the next press."""
        if done < len(wanted.commands):
            self._ask(wanted.commands[done]).add_done_callback(lambda future: self._answered(wanted, done, future))
        elif wanted.evaluate and not self._evaluate(self.device.window):
            self._refuse()
        else:
            self._next_press()

    def _answered(self, wanted: Orders, done: int, future: Future[AnyOutcome]) -> None:
        outcome = answer(future)
        if isinstance(outcome, Refused) and goes_on(wanted, done, outcome.code):
            self._step(wanted, done + 1)
        elif outcome is None or isinstance(outcome, Refused):
            why = "no answer" if outcome is None else outcome.code
            log.info("key refused", device=self.device.id, command=type(wanted.commands[done]).__name__, why=why)
            self._refuse()
        else:
            self._step(wanted, done + 1)

    def _refuse(self) -> None:
        """The clerk hears it; the digits stay what the hall's boards say."""
        self._keypad.beep(BEEPS_FOR_NO)
        self._next_press()


def answer(future: Future[AnyOutcome]) -> AnyOutcome | None:
    """The outcome of a finished future; None when the hall did not answer."""
    try:
        return future.result()
    except (NoReplyError, CancelledError):
        return None


def station_condition(health: StationHealth, *, evaluator: bool = False) -> Condition:
    """How a keypad or evaluator is: one that has not spoken yet is unknown, not broken."""
    match health.link:
        case LinkState.ERROR if evaluator:
            return Condition("broken", "评价器的线路不通", "请检查评价器的电源、数据线和转换器")
        case LinkState.ERROR:
            return Condition("broken", "叫号器的线路不通", "请检查叫号器的电源、数据线和转换器")
        case LinkState.READY | LinkState.BUSY if health.heard:
            return OK
        case LinkState.OPENING | LinkState.READY | LinkState.BUSY if evaluator:
            return Condition("unknown", "线路通，评价器还没有按过", "请按一下评价器的任意键试试")
        case LinkState.OPENING | LinkState.READY | LinkState.BUSY:
            return Condition("unknown", "线路通，叫号器还没有按过", "请按一下叫号器的任意键试试")
        case _:
            return UNKNOWN
