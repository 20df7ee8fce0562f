"""The box as it is installed: its parts are systemd's, and on the hall's own box the wire and the pages tell more."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import msgspec

from provisioning import systemd
from provisioning.bundle.unpacking import CURRENT
from provisioning.environment import PYTHON
from provisioning.systemd import SystemdError
from provisioning.update.quiet import is_quiet
from provisioning.update.wire import ASKER, HallSeen
from queue_server.contract.credential import load_credential
from queue_server.contract.plan import Plan
from queue_server.journal.copying import follows
from queue_server.state_dir import StateDir

log = logging.getLogger(__name__)

WEB_TIMEOUT_S = 3.0


class InstalledBox:
    """A box with the parts of the hall under systemd, the releases in `root` and the plan in force.

    `hall` is where the hall's own folder is and the copy of its journal; None on a box of terminals only.
    """

    def __init__(self, root: Path, plan: Plan | None, hall: tuple[StateDir, Path] | None) -> None:
        self._root, self._plan, self._hall = root, plan, hall
        self._seen: HallSeen | None = None
        self._restarts: dict[str, int] = {}

    def close(self) -> None:
        """Leaves the wire."""
        if self._seen is not None:
            self._seen.close()

    def is_quiet(self) -> bool:
        """By what the hall shows; a box of terminals, and a hall that does not answer, go by the hours."""
        if self._plan is None:
            return True
        clock = datetime.now(ZoneInfo(self._plan.hall.timezone)).strftime("%H:%M")
        wire = self._wire()
        return is_quiet(wire.board() if wire else None, self._plan.hall.hours, clock)

    def there(self) -> tuple[str, ...]:
        """Those that the wire has; none on a box of terminals."""
        wire = self._wire()
        return wire.there() if wire and wire.answers() else ()

    def stop(self) -> None:
        """Stops every part."""
        systemd.stop(systemd.units())

    def start(self) -> None:
        """Has the current release put down its units and starts them; what does not go shows when it is looked at."""
        self._restarts.clear()
        try:
            systemd.settle(self._root / CURRENT / "software" / PYTHON)
        except SystemdError as error:
            log.error("settling: %s", error)
        with suppress(SystemdError):
            systemd.start(systemd.units())

    def ails(self, there: Sequence[str]) -> tuple[str, ...]:
        """What is wrong with parts, wire, pages, terminals and journal."""
        return (*self._parts_ail(), *self._hall_ails(there))

    def _parts_ail(self) -> tuple[str, ...]:
        try:
            found = systemd.states(systemd.units())
        except SystemdError as error:
            return (str(error),)
        again = {one.name for one in found if one.restarts > self._restarts.get(one.name, one.restarts)}
        self._restarts = {one.name: one.restarts for one in found}
        return (
            *(f"{one.part} 没有在运行" for one in found if not one.active),
            *(f"{one.part} 停下过又重新启动" for one in found if one.active and one.name in again),
        )

    def _hall_ails(self, there: Sequence[str]) -> tuple[str, ...]:
        if self._hall is None or self._plan is None:
            return ()
        wire = self._wire()
        if wire is None or not wire.answers():
            return ("总台没有应答",)
        state, copied = self._hall
        missing = [terminal for terminal in there if terminal not in wire.there()]
        return (
            *(() if wire.server_is_there() else ("总台没有报到",)),
            *(() if web_is_well(self._plan) else ("网页没有应答，或连不上总台",)),
            *([f"{'、'.join(missing)} 还没有回来"] if missing else ()),
            *(() if not copied.exists() or follows(state.journal, copied) else ("流水和换版本以前的对不上",)),
        )

    def _wire(self) -> HallSeen | None:
        if self._seen is None and self._hall is not None:
            with suppress(OSError, msgspec.MsgspecError):
                self._seen = HallSeen(load_credential(self._hall[0].credential_path(ASKER)))
        return self._seen


def web_is_well(plan: Plan) -> bool:
    """Whether the pages are there and reach the server."""
    try:
        with urlopen(f"http://127.0.0.1:{plan.hall.web_port}/health", timeout=WEB_TIMEOUT_S) as answer:
            standing = msgspec.json.decode(answer.read(), type=dict[str, object])
    except (URLError, OSError, msgspec.MsgspecError):
        return False
    return standing.get("server") is True
