"""Where the house's own files are: what is worked on, never what is installed or running beside it."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("assets", "devices", "kiosk", "provisioning", "queue_server", "tests")
"""The rooms that DESIGN.md fixes; a seventh would need a decision."""


def files(*endings: str, rooms: tuple[str, ...] = ROOMS) -> Iterator[Path]:
    """Every file of `rooms` whose name ends so, in a steady order."""
    for room in rooms:
        yield from sorted(file for ending in endings for file in (ROOT / room).rglob(f"*{ending}"))


def place(file: Path) -> str:
    """The file's name seen from the house."""
    return str(file.relative_to(ROOT))
