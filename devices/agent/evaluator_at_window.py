"""An evaluator at a window: the visitor's key is a rating of the service there, voluntary and once."""

from concurrent.futures import Future

import msgspec
import structlog

from devices.agent.keypad_at_window import Ask, answer, station_condition
from devices.agent.machine import Condition
from devices.bus import Member
from devices.keypad.evaluator import Evaluator
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.commands import RateService, Score
from queue_server.contract.plan import Device
from queue_server.contract.replies import AnyOutcome, Refused

log = structlog.get_logger(__name__)


class EvaluatorAtWindow:
    """One evaluator; see `Machine`. A visitor is never told that the hall refused (rated already, nothing to rate)."""

    def __init__(self, device: Device, evaluator: Evaluator, ask: Ask) -> None:
        self.device = device
        self._evaluator = evaluator
        self._ask = ask
        self._in_front = ""
        self._asked_about = ""
        evaluator.rated(self._rated)

    @property
    def member(self) -> Member | None:
        return self._evaluator

    def start(self) -> None:
        """Asks the visitor in front, whose opinion stays theirs when it comes after the next call; returns at once."""
        self._asked_about = self._in_front
        self._evaluator.start()

    def show(self, board: WindowBoard) -> None:
        self._in_front = board.call.number if board.call is not None else ""

    def show_hall(self, board: HallBoard) -> None:
        """An evaluator shows nothing of the hall."""

    def condition(self) -> Condition:
        return station_condition(self._evaluator.health, evaluator=True)

    def close(self) -> None:
        """Nothing is open."""

    def _rated(self, score: int) -> None:
        number, self._asked_about = self._asked_about, ""
        command = RateService(window=self.device.window, score=msgspec.convert(score, Score), number=number)
        self._ask(command).add_done_callback(self._answered)

    def _answered(self, future: Future[AnyOutcome]) -> None:
        outcome = answer(future)
        if outcome is None or isinstance(outcome, Refused):
            why = "no answer" if outcome is None else outcome.code
            log.warning("rating not taken", device=self.device.id, why=why)
