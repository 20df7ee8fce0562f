"""How the box is that this process runs on, measured once a minute."""

import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import psutil

from queue_server.contract.boxes import BoxFacts
from queue_server.release import version

EVERY_S = 60.0
MB = 1 << 20
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
        version=version(),
        disk_free_mb=disk.free // MB,
        disk_mb=disk.total // MB,
        memory_free_mb=memory.available // MB,
        memory_mb=memory.total // MB,
        temperature_c=_temperature_c(),
    )


def _temperature_c() -> int:
    """The hottest spot of the processor, -1 where nothing measures it."""
    found = psutil.sensors_temperatures()
    first = next((name for name in PROCESSOR if found.get(name)), None)
    return round(max(one.current for one in found[first])) if first else -1
