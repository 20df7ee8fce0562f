"""Parts of an installed box stopped for a while, and started again whatever happens."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from provisioning.box import Box

TIMEOUT_S = 90.0
RUNNING = frozenset({"active", "activating", "reloading"})


def units_with_machines(box: Box) -> tuple[str, ...]:
    """The units of `box` that have machines open."""
    names = {
        "hall": "tinghao-agent.service",
        "kiosk": "tinghao-kiosk@{}.service",
        "window": "tinghao-window@{}.service",
    }
    return tuple(names[part].format(client) for part, client in box.parts.items() if part in names)


class Units(Protocol):
    """Starts and stops parts of this machine; may raise `OSError`."""

    def runs(self, unit: str) -> bool:
        """Whether it runs, or is about to."""
        ...

    def stop(self, unit: str) -> None:
        """Returns when it has ended."""
        ...

    def start(self, unit: str) -> None:
        """Returns at once."""
        ...


class Systemd:
    """The machine's own; where no systemd runs, nothing runs."""

    def runs(self, unit: str) -> bool:
        try:
            return _systemctl("show", "--property=ActiveState", "--value", unit) in RUNNING
        except OSError:
            return False

    def stop(self, unit: str) -> None:
        _systemctl("stop", unit)

    def start(self, unit: str) -> None:
        _systemctl("--no-block", "start", unit)


def _systemctl(*words: str) -> str:
    """What it says.

    Raises:
        OSError: there is none, or it refuses.
    """
    try:
        ended = subprocess.run(["systemctl", *words], capture_output=True, text=True, timeout=TIMEOUT_S, check=True)
    except subprocess.SubprocessError as error:
        raise OSError(f"systemctl {' '.join(words)} 没有做到") from error
    return ended.stdout.strip()


@contextmanager
def stopped(names: Sequence[str], units: Units) -> Iterator[None]:
    """Those of `names` that run are stopped for as long as it lasts, and started again in any case.

    Raises:
        OSError: one does not stop, or does not start again; the others were started again all the same.
    """
    begin_again: list[str] = []
    try:
        for name in names:
            if units.runs(name):
                begin_again.append(name)
                units.stop(name)
        yield
    finally:
        failed = []
        for name in reversed(begin_again):
            try:
                units.start(name)
            except OSError as error:
                failed.append(error)
        if failed:
            raise failed[0]
