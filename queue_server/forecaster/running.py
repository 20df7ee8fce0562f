"""The forecaster as a process: follows the hall, reckons after every change, tells everybody; nobody waits for it."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from queue_server.beginning_again import begin_again
from queue_server.client import HallClient, NoReplyError
from queue_server.contract.boards import HallBoard
from queue_server.contract.commands import GetQueues
from queue_server.contract.forecasts import Forecast
from queue_server.contract.orders import Restart
from queue_server.contract.plan import Plan
from queue_server.contract.plan.watched import WatchedPlan
from queue_server.contract.replies import QueuesAre
from queue_server.contract.topics import FORECASTER
from queue_server.forecaster.cut_off import CutOff
from queue_server.forecaster.promises import Promises
from queue_server.forecaster.reckoning import expected_minutes, layout_of, reckon
from queue_server.forecaster.recorded import RecordedVisits
from queue_server.leaving import Leaving
from queue_server.practice import in_force
from queue_server.queueing.forecast.backtest import contest
from queue_server.queueing.forecast.band import Correction
from queue_server.queueing.forecast.model import learn
from queue_server.queueing.forecast.past import Past, PastVisit
from queue_server.queueing.forecast.teaching import Taught
from queue_server.state_dir import PROMISES, StateDir

AT_LEAST_EVERY_S, AT_MOST_EVERY_S = 20.0, 0.25
"""Time alone changes a forecast; a rush of events needs no more than four in a second."""
TODAY_EVERY_S = 15.0
SEED = 20261124

log = logging.getLogger(__name__)


def run(plan_path: Path, state_path: Path) -> None:
    """Forecasts the plan's hall until SIGINT or SIGTERM, or until the hall begins or ends practice.

    Another plan is taken up by beginning again.

    Raises:
        PlanError: the plan has mistakes.
        SystemExit: the server never made a credential; with one plain sentence.
    """
    watched, state = WatchedPlan(plan_path), StateDir(state_path)
    plan = in_force(watched.plan, state)
    read = watched.plan
    leaving = Leaving()
    client = HallClient(state.awaited_credential(FORECASTER))
    recorded = RecordedVisits(state.journal, plan.hall.id)
    forecaster = Forecaster(plan, client, recorded, Promises(state.hall / PROMISES))
    client.follow_orders(lambda order: leaving.leave() if isinstance(order.order, Restart) else None)

    def renewed() -> bool:
        return watched.renewed() is not None or watched.plan is not read

    client.start()
    print("预计等候已开", flush=True)

    def is_over() -> bool:
        return leaving.wait(0) or state.is_switched

    try:
        while not (is_over() or renewed()):
            forecaster.turn(AT_LEAST_EVERY_S, lambda: is_over() or renewed())
    finally:
        client.close()
    if not is_over():
        begin_again()


def _now() -> datetime:
    return datetime.now(UTC)


class Forecaster:
    """Publishes a forecast whenever the hall's board changed, and now and then without that.

    Where the plan wants it, it asks the desk to stop the numbers of services that would not be reached before closing.
    """

    def __init__(
        self,
        plan: Plan,
        client: HallClient,
        recorded: RecordedVisits,
        promises: Promises,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._plan, self._client, self._recorded, self._promises = plan, client, recorded, promises
        self._now = now
        self._cut_off = CutOff(plan)
        self._rng = np.random.default_rng(SEED)
        self._changed = threading.Event()
        self._day: date | None = None
        self._taught = Taught(learn(Past.of(()), expected_minutes(plan)), Correction())
        self._today: list[PastVisit] = []
        self._today_read = 0.0
        client.follow_hall(lambda _board: self._changed.set())

    def turn(self, most_s: float, leaving: Callable[[], bool]) -> None:
        """Waits for a change, at most so long, and tells the forecast; a server that is away is waited for."""
        deadline = time.monotonic() + most_s
        while not (self._changed.wait(0.2) or leaving() or time.monotonic() > deadline):
            pass
        self._changed.clear()
        now = self._now().astimezone(ZoneInfo(self._plan.hall.timezone))
        self._learn(now.date())
        try:
            seen = self._client.ask(GetQueues())
        except NoReplyError:
            return
        if isinstance(seen, QueuesAre):
            told = reckon(self._plan, seen, self._taught, self._finished(now.date()), now, rng=self._rng)
            self._client.publish_forecast(told)
            self._keep(told)
            self._ask_for_cut_off(told, seen.board)
        if not leaving():
            time.sleep(AT_MOST_EVERY_S)

    def _ask_for_cut_off(self, told: Forecast, board: HallBoard) -> None:
        """What the desk does not hear now it is asked again later."""
        for wish in self._cut_off.wishes(told, board):
            log.info("%s of %s", type(wish).__name__, wish.service)
            try:
                self._client.ask(wish)
            except NoReplyError:
                return

    def _keep(self, told: Forecast) -> None:
        """A promise that cannot be kept on disk is still told."""
        try:
            self._promises.note(told)
        except OSError as error:
            log.warning("promises: %s", error)

    def _finished(self, today: date) -> list[PastVisit]:
        """Today's visits that are over, read again now and then."""
        if time.monotonic() - self._today_read > TODAY_EVERY_S or not self._today_read:
            self._today, self._today_read = self._recorded.on(today), time.monotonic()
        return self._today

    def _learn(self, today: date) -> None:
        """Once a day from the whole past: at once what services take, and in its own time how far to trust it."""
        if today == self._day:
            return
        self._day = today
        past = Past.of(self._recorded.before(today))
        expected, layout = expected_minutes(self._plan), layout_of(self._plan)
        self._taught = Taught(learn(past, expected), Correction())
        if not len(past):
            return

        def study() -> None:
            scores, self._taught = contest(past, expected, layout, np.random.default_rng(SEED))
            for score in scores:
                log.info("%s: MAE %.1f min, in the band %.0f %%", score.name, score.mae, score.coverage * 100)

        threading.Thread(target=study, name="study", daemon=True).start()
