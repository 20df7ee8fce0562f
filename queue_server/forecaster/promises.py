"""What everybody was told when they took their number, kept by day, to be held against what came true."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from queue_server.contract.forecasts import Forecast
from queue_server.journal.reader import TicketRecord


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """The first range that was told for `number`, in minutes from the moment `at`."""

    number: str
    at: datetime
    low_min: int
    high_min: int
    likely_at: datetime


@dataclass(frozen=True)
class Kept:
    """How a day's promises turned out; `apart_min` is the mean distance of the call from its likely moment."""

    promised: int
    kept: int
    earlier: int
    later: int
    apart_min: float


class Promises:
    """One file of JSON lines per day in `folder`; a line that a power cut has torn is passed over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._day = ""
        self._noted: set[str] = set()

    def note(self, forecast: Forecast) -> None:
        """Keeps the first range told for each ticket of the forecast.

        Raises:
            OSError: it cannot be written.
        """
        if forecast.day != self._day:
            self._day = forecast.day
            self._noted = {promise.number for promise in self.of(forecast.day)}
        fresh = [
            Promise(
                number=one.number,
                at=forecast.at,
                low_min=one.wait.low_min,
                high_min=one.wait.high_min,
                likely_at=one.wait.likely_at,
            )
            for one in forecast.tickets
            if one.number not in self._noted and one.wait.outlook == "range" and one.wait.likely_at is not None
        ]
        if not fresh:
            return
        self._folder.mkdir(mode=0o700, exist_ok=True)
        with self._file(forecast.day).open("ab") as file:
            file.write(b"".join(msgspec.json.encode(promise) + b"\n" for promise in fresh))
        self._noted.update(promise.number for promise in fresh)

    def of(self, day: str) -> list[Promise]:
        """The promises of the ISO date `day`; none where none were kept."""
        try:
            lines = self._file(day).read_bytes().splitlines()
        except OSError:
            return []
        found = []
        for line in lines:
            try:
                found.append(msgspec.json.decode(line, type=Promise))
            except msgspec.DecodeError:
                continue
        return found

    def _file(self, day: str) -> Path:
        return self._folder / f"{day}.jsonl"


def kept(promises: Iterable[Promise], tickets: Iterable[TicketRecord]) -> Kept:
    """The promises held against the first calls of the day's `tickets`; who was never called does not count."""
    called = {ticket.number: ticket.called_at for ticket in tickets if ticket.called_at}
    waits = [
        (promise, (called[promise.number] - promise.at).total_seconds() / 60, called[promise.number])
        for promise in promises
        if promise.number in called
    ]
    earlier = sum(minutes < promise.low_min for promise, minutes, _ in waits)
    later = sum(minutes > promise.high_min for promise, minutes, _ in waits)
    apart = [abs((moment - promise.likely_at).total_seconds()) / 60 for promise, _, moment in waits]
    return Kept(len(waits), len(waits) - earlier - later, earlier, later, sum(apart) / len(apart) if apart else 0.0)
