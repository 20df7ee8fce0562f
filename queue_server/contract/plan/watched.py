"""Whether another file was put in the place of one that was read: how every part of a hall learns of a changed plan."""

import logging
from pathlib import Path

from queue_server.contract.plan.loading import load
from queue_server.contract.plan.mistakes import PlanError
from queue_server.contract.plan.schema import Plan

log = logging.getLogger(__name__)


class Watched:
    """The file at `path`, as it was when this was made or asked last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._version()

    def renewed(self) -> bool:
        """Whether another one lies there since; one that is away for a moment is not."""
        found = self._version()
        if found is None or found == self._seen:
            return False
        self._seen = found
        return True

    def _version(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino, found.st_size


class WatchedPlan:
    """The plan at `path`, and whatever is put in its place.

    Attributes:
        plan: the one that was read last.

    Raises:
        PlanError: there is none, or it has mistakes.
    """

    def __init__(self, path: Path) -> None:
        self.path, self._file = path, Watched(path)
        self.plan = load(path)

    def renewed(self) -> Plan | None:
        """Another plan, once; None where it is the same one, or has mistakes, which are logged."""
        if not self._file.renewed():
            return None
        try:
            plan = load(self.path)
        except PlanError as error:
            log.error("the changed plan is not taken up: %s", error)
            return None
        if plan == self.plan:
            return None
        self.plan = plan
        return plan
