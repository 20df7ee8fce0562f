"""When numbers of a service are stopped and given again: as soon as forecasts have said so for a while; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from queue_server.contract.boards import HallBoard
from queue_server.contract.commands import ResumeNumbers, StopNumbers
from queue_server.contract.forecasts import Forecast, Wait
from queue_server.contract.plan import Plan
from queue_server.queueing.forecast.people import closing_of
from queue_server.queueing.hours import round_the_clock

STEADY, AT_LEAST = timedelta(minutes=1), 3
"""Forecasts must have said the same for so long, and so often."""
LASTS_MIN, ASKED_AGAIN = 5, timedelta(minutes=2)
"""A stop ends by itself when nobody asks for it again: a dead forecaster stops nobody."""
REASON = "预计今天下班前轮不到"

Saying = Literal["too late", "in time", ""]


@dataclass(frozen=True)
class _Said:
    """What the forecasts of a service have said since when, and how often."""

    what: Saying
    since: datetime
    times: int = 1

    def steady(self, what: Saying, at: datetime) -> bool:
        return self.what == what and self.times >= AT_LEAST and at - self.since >= STEADY


class CutOff:
    """Watches forecast after forecast. It resumes what it has stopped itself, and nothing that a person has."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._watched = {
            service.prefix: service
            for service in plan.service
            if plan.policy.cut_off == "stop" and not round_the_clock(plan, service.prefix)
        }
        self._said: dict[str, _Said] = {}
        self._asked: dict[str, datetime] = {}

    def wishes(self, told: Forecast, board: HallBoard) -> list[StopNumbers | ResumeNumbers]:
        """What the desk should be asked after the forecast `told` of a hall that looks like `board`."""
        waits = {one.service: one.wait for one in told.services}
        wanted: list[StopNumbers | ResumeNumbers] = []
        for standing in board.services:
            name, wait = standing.service, waits.get(standing.service)
            if name not in self._watched or wait is None or not (standing.open or standing.cut_off):
                self._said.pop(name, None)
                self._asked.pop(name, None)
                continue
            said = self._hear(name, wait, told.at)
            if not standing.cut_off:
                if said.steady("too late", told.at):
                    wanted.append(self._stop(name, told.at))
                else:
                    self._asked.pop(name, None)
            elif name in self._asked and said.steady("in time", told.at):
                wanted.append(ResumeNumbers(service=name))
            elif name in self._asked and told.at - self._asked[name] >= ASKED_AGAIN:
                wanted.append(self._stop(name, told.at))
        return wanted

    def _stop(self, service: str, at: datetime) -> StopNumbers:
        self._asked[service] = at
        return StopNumbers(service=service, reason=REASON, lasts_min=LASTS_MIN)

    def _hear(self, service: str, wait: Wait, at: datetime) -> _Said:
        """In time is said only of who would surely be called, lest a service open and close all the time."""
        what: Saying = ""
        closing = closing_of(self._plan.hours_of(self._watched[service]), at)
        if wait.outlook == "not_today":
            what = "too late"
        elif wait.outlook == "range" and (closing is None or at + timedelta(minutes=wait.high_min) <= closing):
            what = "in time"
        before = self._said.get(service)
        if before is None or before.what != what or at < before.since:
            said = _Said(what, at)
        else:
            said = _Said(what, before.since, before.times + 1)
        self._said[service] = said
        return said
