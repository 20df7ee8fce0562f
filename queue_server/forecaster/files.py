"""A hall described from outside: `state.json` (how it is now) and `history.csv` (what was), read with clear errors."""

import csv
from datetime import datetime
from pathlib import Path

import msgspec

from queue_server.queueing.forecast.live import LiveHall
from queue_server.queueing.forecast.past import PastVisit

COLUMNS = ("service", "taken_at", "called_at", "ended_at")
NOT_COME = frozenset({"missed", "no_show", "noshow"})
NOT_SERVED = frozenset({"cancelled", "canceled", "abandoned"})
MAX_BYTES = 512 * 1024 * 1024


class FileError(ValueError):
    """The file cannot be used; the text is one plain Chinese sentence that names file, line and column."""


def read_hall(path: Path) -> LiveHall:
    """The hall in `path`; see `LiveHall` for the format. Times without an offset are the hall's own clock.

    Raises:
        FileError: it is not such a file.
    """
    try:
        hall = msgspec.json.decode(_bytes(path), type=LiveHall)
    except msgspec.DecodeError as error:
        raise FileError(f"{path.name} 不是要求的格式：{error}") from error
    moments = [
        hall.now,
        *(ticket.taken_at for ticket in hall.tickets),
        *(ticket.arrival for ticket in hall.tickets if ticket.arrival),
        *(moment for window in hall.windows for moment in (window.called_at, window.since) if moment),
    ]
    if len({moment.tzinfo is None for moment in moments}) > 1:
        raise FileError(f"{path.name} 里的时间要么都带时区，要么都不带")
    numbers = [ticket.number for ticket in hall.tickets]
    if len(set(numbers)) < len(numbers):
        raise FileError(f"{path.name} 里有重复的号")
    for spans in (hall.hours, *(window.breaks for window in hall.windows)):
        for clock in (clock for span in spans for clock in span):
            _check_clock(path, clock)
    return hall


def read_history(path: Path, hall: LiveHall) -> list[PastVisit]:
    """The visits in `path`: a heading line, then one line per ticket.

    Columns: `service,taken_at,called_at,ended_at` and, where known, `window,clerk,outcome`; others are passed over.
    Times are ISO 8601; `outcome` is `completed` (also when empty), `missed` or `cancelled`. Tickets that were never
    called, or not ended yet, are passed over.

    Raises:
        FileError: a column is missing or a value is no time.
    """
    text = _bytes(path).decode("utf-8-sig", errors="replace").splitlines()
    rows = csv.DictReader(text)
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise FileError(f"{path.name} 的第一行缺少这些列：{'、'.join(missing)}")
    visits = []
    for line, row in enumerate(rows, 2):
        outcome = (row.get("outcome") or "").strip().lower()
        if not row["called_at"] or not row["ended_at"] or outcome in NOT_SERVED:
            continue
        taken, called, ended = (_moment(path, line, name, row[name], hall.now) for name in COLUMNS[1:])
        day = called.date()
        window = (row.get("window") or "").strip()
        midnight = called.replace(hour=0, minute=0, second=0, microsecond=0)
        visits.append(
            PastVisit(
                day=day.isoformat(),
                service=row["service"].strip(),
                taken=(taken - midnight).total_seconds(),
                called=(called - midnight).total_seconds(),
                ended=(ended - midnight).total_seconds(),
                window=int(window) if window.isdigit() else 0,
                clerk=(row.get("clerk") or "").strip(),
                came=outcome not in NOT_COME,
            )
        )
    return visits


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FileError(f"{path.name} 太大了")
        return path.read_bytes()
    except OSError as error:
        raise FileError(f"{path.name} 读不出来：{error.strerror}") from error


def _moment(path: Path, line: int, column: str, text: str, now: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise FileError(f"{path.name} 第 {line} 行 {column}：“{text}”不是时间，应当像 2026-11-23T09:05:00") from error
    if moment.tzinfo is None:
        return moment.replace(tzinfo=now.tzinfo)
    return moment.astimezone(now.tzinfo) if now.tzinfo else moment.replace(tzinfo=None)


def _check_clock(path: Path, clock: str) -> None:
    hour, _, minute = clock.partition(":")
    if not (hour.isdigit() and minute.isdigit() and int(hour) <= 24 and int(minute) < 60):
        raise FileError(f"{path.name} 里“{clock}”不是时间，应当像 08:30")
