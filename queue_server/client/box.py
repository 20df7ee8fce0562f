"""How the box is that this process runs on, measured seldom, and which version of the program it runs."""

import shutil
import time
import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import msgspec
import psutil

from queue_server.contract.boxes import BoxFacts

EVERY_S = 60.0
MB = 1 << 20
SOFTWARE = Path(__file__).parents[2]
STATE_LIES_UNDER = Path("/var/lib")
PROCESSOR = ("coretemp", "k10temp", "cpu_thermal", "acpitz", "soc_thermal")
"""What Linux calls the sensor of a processor, the surest first."""


class BoxTeller:
    """Tells at once and then once a minute; called by one thread."""

    def __init__(self, client: str, started: datetime) -> None:
        self._client = client
        self._started = started
        self._due_at = 0.0

    def due(self) -> BoxFacts | None:
        """How the box is, when that is to be told again."""
        if time.monotonic() < self._due_at:
            return None
        self._due_at = time.monotonic() + EVERY_S
        return measured(self._client, self._started)


def measured(client: str, started: datetime) -> BoxFacts:
    """The box of this process now."""
    disk, memory = shutil.disk_usage(STATE_LIES_UNDER), psutil.virtual_memory()
    return BoxFacts(
        client=client,
        at=datetime.now(UTC),
        started=started,
        version=running_version(),
        disk_free_mb=disk.free // MB,
        disk_mb=disk.total // MB,
        memory_free_mb=memory.available // MB,
        memory_mb=memory.total // MB,
        temperature_c=_temperature_c(),
    )


@cache
def running_version() -> str:
    """The release that this program is of; of a working copy what its project file says."""
    try:
        manifest = msgspec.json.decode((SOFTWARE.parent / "manifest.json").read_bytes(), type=dict[str, msgspec.Raw])
        return str(msgspec.json.decode(manifest["version"], type=str))
    except (OSError, KeyError, msgspec.DecodeError):
        project = tomllib.loads((SOFTWARE / "pyproject.toml").read_text(encoding="utf-8"))
        return str(project["project"]["version"])


def _temperature_c() -> int:
    found = psutil.sensors_temperatures()
    first = next((found[name] for name in PROCESSOR if found.get(name)), [])
    return round(max((one.current for one in first), default=-1))
