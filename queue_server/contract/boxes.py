"""What a client tells of the box that it runs on: version, room on the disk, memory, temperature."""

from datetime import datetime

import msgspec


class BoxFacts(msgspec.Struct, frozen=True, kw_only=True):
    """How the box of `client` is at `at`; the client's process runs `version` since `started`.

    `disk_*` are of the disk under `/var/lib`, where an installed hall keeps everything; -1 °C where nothing measures.
    """

    client: str
    at: datetime
    started: datetime
    version: str
    disk_free_mb: int
    disk_mb: int
    memory_free_mb: int
    memory_mb: int
    temperature_c: int = -1
