"""The boxes that give kiosks' numbers, in a file of the server: no matter of any hall-day, so in no journal."""

from datetime import datetime
from pathlib import Path

import msgspec
import structlog

from queue_server.contract.commands import ClaimNumbers
from queue_server.contract.plan import Plan
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import AnyOutcome, Refused
from queue_server.queueing.holding import Holder, claim, claimed
from queue_server.state_dir import write_private

log = structlog.get_logger()


class KeptHolders:
    """In the file at `path`, which is made when the first box claims numbers."""

    def __init__(self, path: Path) -> None:
        """Reads them.

        Raises:
            OSError, msgspec.DecodeError: the file is there and cannot be read.
        """
        self._path = path
        self._holders: dict[str, Holder] = {}
        if path.exists():
            self._holders = msgspec.json.decode(path.read_bytes(), type=dict[str, Holder])

    def claim(self, plan: Plan, command: ClaimNumbers, local: datetime) -> AnyOutcome:
        """Decides, keeps, and only then says so; refused with `storage_failed` where the disk does."""
        holder = claim(plan, self._holders, command, local)
        if isinstance(holder, Refused):
            return holder
        if self._holders.get(command.kiosk) != holder:
            holders = self._holders | {command.kiosk: holder}
            try:
                write_private(self._path, msgspec.json.encode(holders))
            except OSError as error:
                log.error("range_not_claimed", kiosk=command.kiosk, reason=str(error))
                return refuse("storage_failed")
            log.info("range_claimed", kiosk=command.kiosk, since=holder.since)
            self._holders = holders
        return claimed(holder)
