"""What is public, kept in two small files of the server's folder: results by receipt number, and an announcement."""

import fcntl
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from queue_server.bulletin.reading import Entry
from queue_server.contract.bulletin import Announcement, Bulletin, PublicResult
from queue_server.contract.plan import Plan
from queue_server.state_dir import write_private

log = logging.getLogger(__name__)

RESULTS, ANNOUNCEMENT, LOCK = "results.json", "announcement.json", "bulletin.lock"
MOST_SHOWN = 60
"""So many results, the newest, are on the displays at once."""
Kept = dict[str, PublicResult]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many results became public or changed, how many were withdrawn, and how many are too old to be shown."""

    taken: int
    withdrawn: int
    old: int


def publish_results(state: Path, plan: Plan, entries: Sequence[Entry], now: datetime) -> Counts:
    """Makes them public, or not any more; bringing the same ones again changes nothing. Older ones are forgotten.

    Raises:
        OSError: the server's folder cannot be read or written; nothing has changed.
    """
    oldest = _oldest(plan, now)
    with _locked(state):
        kept = _results(state / RESULTS)
        before = dict(kept)
        for entry in entries:
            kept.pop(entry.result.receipt, None)
            if not entry.withdrawn:
                kept[entry.result.receipt] = entry.result
        public = {receipt: result for receipt, result in kept.items() if result.date >= oldest}
        newest_first = sorted(public.values(), key=lambda result: result.date, reverse=True)
        write_private(state / RESULTS, msgspec.json.encode(newest_first))
    named = {entry.result.receipt for entry in entries}
    return Counts(
        taken=sum(public.get(receipt) not in (None, before.get(receipt)) for receipt in named),
        withdrawn=sum(receipt in before and receipt not in kept for receipt in named),
        old=sum(receipt in kept and receipt not in public for receipt in named),
    )


def announce(state: Path, announcement: Announcement | None) -> None:
    """Makes the announcement, or ends the one before.

    Raises:
        OSError: the server's folder cannot be written.
    """
    write_private(state / ANNOUNCEMENT, msgspec.json.encode(announcement))


class KeptBulletin:
    """The bulletin as the two files have it; they are read again when they were written anew."""

    def __init__(self, state: Path, plan: Plan) -> None:
        self._state = state
        self._plan = plan
        self._read: tuple[object, object] | None = None
        self._results: tuple[PublicResult, ...] = ()
        self._urgent: Announcement | None = None

    def replan(self, plan: Plan) -> None:
        """`plan` says from now on how long results are shown."""
        self._plan = plan

    def now(self, now: datetime) -> Bulletin:
        """All that is public at `now`; a file that cannot be read says nothing."""
        results, announcement = self._state / RESULTS, self._state / ANNOUNCEMENT
        written = (_written(results), _written(announcement))
        if written != self._read:
            self._read = written
            self._results, self._urgent = (), None
            try:
                self._results = tuple(_results(results).values())
                self._urgent = _announcement(announcement)
            except OSError as error:
                log.error("the bulletin: %s", error)
        oldest = _oldest(self._plan, now)
        public = [result for result in self._results if result.date >= oldest]
        urgent = self._urgent if self._urgent and now < self._urgent.until else None
        return Bulletin(hall=self._plan.hall.id, results=tuple(public[:MOST_SHOWN]), urgent=urgent)


def _oldest(plan: Plan, now: datetime) -> str:
    """The day from which results are still shown, `2026-11-24`."""
    today: date = now.astimezone(ZoneInfo(plan.hall.timezone)).date()
    return (today - timedelta(days=plan.results.keep_days - 1)).isoformat()


def _results(path: Path) -> Kept:
    return {result.receipt: result for result in _decoded(path, tuple[PublicResult, ...], ())}


def _announcement(path: Path) -> Announcement | None:
    found: Announcement | None = _decoded(path, Announcement | None, None)
    return found


def _decoded(path: Path, kind: Any, missing: Any) -> Any:
    """What is in the file, `missing` where there is none.

    Raises:
        OSError: it cannot be read, or holds something else.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        return missing
    except msgspec.DecodeError as error:
        raise OSError(f"{path} 读不懂（{error}）") from error


def _written(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


@contextmanager
def _locked(state: Path) -> Iterator[None]:
    """One writer at a time: the web and a command may bring results at once."""
    with (state / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
