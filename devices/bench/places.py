"""Looks at the system's folders for machines; no port is opened and nothing is written, not even to ask."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from devices.bench.candidates import Bound, Naming, Seen, Sort
from devices.registry import Binding

ABSENT_UART = "0"
"""What `/sys/class/tty/ttyS*/type` says of a line that the chip set does not have."""


class Places(msgspec.Struct, frozen=True):
    """Where the system keeps its machines; tests have folders of their own."""

    dev: Path = Path("/dev")
    sys: Path = Path("/sys")


def seen_in(places: Places) -> list[Seen]:
    """Every name of every machine that the system shows."""
    dev = places.dev
    found: list[Seen] = []
    folders: tuple[tuple[Sort, str, str], ...] = (
        ("serial", "serial", "*"),
        ("input", "input", "*-event-kbd"),
        ("video", "v4l", "*-video-index0"),
    )
    for sort, folder, pattern in folders:
        found += _names(sort, "id", (dev / folder / "by-id").glob(pattern))
        found += _names(sort, "path", (dev / folder / "by-path").glob(pattern))
    found += _names("serial", "none", (*dev.glob("ttyUSB*"), *dev.glob("ttyACM*")))
    found += _names("serial", "built_in", _built_in(places))
    for naming in ("id", "path"):  # by the rules of an installed hall; the kernel has only numbers for them
        found += _names("usb_printer", naming, (dev / "tinghao" / f"by-{naming}").glob("printer-*"))
    found += _names("usb_printer", "none", (dev / "usb").glob("lp*"))
    found += _names("gpio", "built_in", dev.glob("gpiochip*"))
    return found


def bound_at(bindings: Iterable[Binding]) -> list[Bound]:
    """The plan's devices with where their ports lead now."""
    return [
        Bound(binding.id, binding.port, str(Path(binding.port).resolve()) if _is_there(binding.port) else "")
        for binding in bindings
    ]


def _names(sort: Sort, naming: Naming, paths: Iterable[Path]) -> Iterator[Seen]:
    for path in sorted(paths):
        yield Seen(str(path), str(path.resolve()), sort, naming)


def _built_in(places: Places) -> Iterator[Path]:
    """The serial lines of the board itself that really are there; they keep their names."""
    for kind in (places.sys / "class" / "tty").glob("ttyS*/type"):
        path = places.dev / kind.parent.name
        if kind.read_text().strip() != ABSENT_UART and path.exists():
            yield path


def _is_there(port: str) -> bool:
    return port.startswith("/") and Path(port).exists()
