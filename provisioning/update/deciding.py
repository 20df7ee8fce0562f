"""From a staged release to one that is good or taken back, from whichever step it was interrupted at."""

import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import assert_never

from msgspec.structs import replace

from provisioning.bundle.unpacking import CURRENT, drop, keep_only, point
from provisioning.update.machine import Machine
from provisioning.update.record import Phase, Record, Update
from provisioning.update.steps import next_step
from queue_server.journal import JournalError
from queue_server.journal.copying import copy, is_readable, put_back

log = logging.getLogger(__name__)

DECIDING = "deciding"
"""The link to the release before, while an update is not decided: its code decides, for the new one's may be broken."""
ASKED_EVERY_S = 15.0


@dataclass(frozen=True)
class Patience:
    """How long a new release is looked at, and how long it must have been well at the end, in seconds."""

    look_s: float = 60.0
    steady_s: float = 20.0
    every_s: float = 1.0


class Deciding:
    """Decides the update of `record` for the releases under `root` and the journal, which a box may not have."""

    def __init__(
        self, root: Path, record: Record, journal: Path, machine: Machine, patience: Patience | None = None
    ) -> None:
        self._root, self._record, self._journal, self._machine = root, record, journal, machine
        self._patience = patience or Patience()

    def run(self) -> Update | None:
        """Takes every step until it is decided, and gives what it is; None where there never was one.

        Raises:
            BusyError: another process is deciding.
            OSError: the disk refuses; run again it goes on where it was.
        """
        while True:
            with self._record.held():
                if self._steps():
                    return self._record.update()
            time.sleep(min(ASKED_EVERY_S, self._patience.look_s))

    def _steps(self) -> bool:
        """Goes on until it is decided, or until there is nothing to do but to wait."""
        while update := self._record.update():
            match next_step(update, self._current()):
                case "wait":
                    if not (update.now or self._machine.is_quiet()):
                        return False
                    self._switch(update)
                case "look":
                    self._look(update)
                case "go_back":
                    self._go_back(update)
                case "tidy":
                    self._tidy(update)
                    break
                case other:
                    assert_never(other)
        (self._root / DECIDING).unlink(missing_ok=True)
        return True

    def _switch(self, update: Update) -> None:
        log.info("switching from %s to %s", update.before, update.version)
        self._record.say(replace(update, there=self._machine.there()))
        self._machine.stop()
        try:
            if self._journal.exists():
                copy(self._journal, self._record.journal)
            point(self._root, CURRENT, update.version)
        except (JournalError, OSError) as error:
            if self._current() != update.before:
                raise
            self._machine.start()
            self._decide(update, "rolled_back", f"没有换上：{error}")

    def _look(self, update: Update) -> None:
        if update.phase == "staged":
            update = replace(update, phase="switched", at=datetime.now(UTC))
            self._record.say(update)
        self._machine.start()
        ails = self._ails(update)
        if ails:
            log.error("%s is not well: %s", update.version, ails)
            self._record.say(replace(update, why=ails))
        else:
            self._decide(update, "good")

    def _ails(self, update: Update) -> str:
        """What was wrong when its time was over, empty where it has been well for long enough."""
        began = time.monotonic()
        well_since, ails = None, ""
        while (now := time.monotonic()) < began + self._patience.look_s:
            found = self._machine.ails(update.there)
            well_since = None if found else well_since or now
            ails = "；".join(found) or ails
            time.sleep(self._patience.every_s)
        if well_since is not None and now - well_since >= self._patience.steady_s:
            return ""
        return ails or "换上以后时好时坏"

    def _go_back(self, update: Update) -> None:
        """The journal stays, with all that was recorded since; only one that cannot be read any more is put back."""
        self._machine.stop()
        point(self._root, CURRENT, update.before)
        if self._record.journal.exists() and not is_readable(self._journal):
            put_back(self._record.journal, self._journal)
        self._machine.start()
        self._decide(update, "rolled_back", update.why or "换版本的时候断过电")

    def _tidy(self, update: Update) -> None:
        if update.phase == "good":
            keep_only(self._root, {update.version, update.before})
        else:
            drop(self._root, update.version)
        self._record.journal.unlink(missing_ok=True)

    def _decide(self, update: Update, phase: Phase, why: str = "") -> None:
        self._record.say(replace(update, phase=phase, why=why, at=datetime.now(UTC)))

    def _current(self) -> str:
        return (self._root / CURRENT).resolve().name
