"""Follows a slip in the presenter's mouth over the printer's answers and says when it is time to take it back."""

from collections.abc import Callable

import msgspec

from devices.printer.presenter import followed
from devices.printer.profile import PrinterProfile
from devices.printer.status import Paper, Presenter, PrinterStatus

RETRACTING_S = 5.0
"""How long a retraction may take before the slip counts as left."""


class SlipMouth:
    """Completes each status with what only the sequence of answers tells; knows what this model has no sensor for."""

    def __init__(self, profile: PrinterProfile, clock: Callable[[], float]) -> None:
        self._profile = profile
        self._clock = clock
        self._state = Presenter.UNKNOWN
        self._present_since = 0.0
        self._retracting_since: float | None = None

    def complete(self, status: PrinterStatus) -> PrinterStatus:
        """The status with the presenter's state, and without paper running low where nothing measures it."""
        new = followed(self._state, status, retracted=self._retracting_since is not None)
        if new is Presenter.PRESENT and self._state is not Presenter.PRESENT:
            self._present_since = self._clock()
        if new is not Presenter.PRESENT:
            self._retracting_since = None
        self._state = new
        since = self._retracting_since
        paper = Paper.OK if status.paper is Paper.LOW and not self._profile.near_end else status.paper
        left = since is not None and self._clock() - since >= RETRACTING_S
        return msgspec.structs.replace(status, presenter=new, paper=paper, left=left)

    def wants_retraction(self) -> bool:
        """True once for a slip that hung there too long; the caller then sends the command."""
        profile = self._profile
        if profile.presenter != "steps" or not profile.retract_after_s:
            return False
        if self._state is not Presenter.PRESENT or self._retracting_since is not None:
            return False
        if self._clock() - self._present_since < profile.retract_after_s:
            return False
        self._retracting_since = self._clock()
        return True
