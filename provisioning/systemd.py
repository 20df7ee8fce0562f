"""The parts of the hall as systemd has them: which there are, how each is, and starting and stopping them."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import msgspec

TARGET = "tinghao.target"
FIRST_SCREEN = "tinghao-first-start.service"
TIMEOUT_S = 180.0
SETTLING_TIMEOUT_S = 900.0
NO_PARTS = ("tinghao-update", "tinghao-backup", "tinghao-first-start", "tinghao-apply")
"""What the target starts besides the parts of the hall."""


class UnitState(msgspec.Struct, frozen=True, kw_only=True):
    """One part: whether it is `active`, and how often it was started again by itself."""

    name: str
    active: bool
    restarts: int

    @property
    def part(self) -> str:
        """Its short name, `server` or `kiosk@kiosk-1`."""
        return self.name.removeprefix("tinghao-").removesuffix(".service")


class SystemdError(Exception):
    """systemd does not do what it is told; said in Chinese, with its own words."""


def runs() -> bool:
    """Whether systemd runs this machine."""
    return Path("/run/systemd/system").is_dir()


def units() -> tuple[str, ...]:
    """The units of the parts that run on this box.

    Raises:
        SystemdError: it does not say.
    """
    wanted = _asked("show", "--property=Wants", "--value", TARGET).split()
    return tuple(sorted(name for name in wanted if name.endswith(".service") and not name.startswith(NO_PARTS)))


def states(names: Sequence[str]) -> tuple[UnitState, ...]:
    """How they are.

    Raises:
        SystemdError: it does not say.
    """
    if not names:
        return ()
    said = _asked("show", "--property=Id,ActiveState,NRestarts", *names)
    return tuple(read(paragraph) for paragraph in said.strip().split("\n\n"))


def read(paragraph: str) -> UnitState:
    """What `systemctl show` says of one unit."""
    fields = dict(line.partition("=")[::2] for line in paragraph.splitlines())
    return UnitState(
        name=fields["Id"], active=fields.get("ActiveState") == "active", restarts=int(fields.get("NRestarts") or 0)
    )


def stop(names: Sequence[str]) -> None:
    """Stops them; they are stopped when this returns.

    Raises:
        SystemdError: they do not stop.
    """
    _asked("stop", TARGET, *names)


def start(names: Sequence[str]) -> None:
    """Starts them, and waits for none.

    Raises:
        SystemdError: it does not take that.
    """
    _asked("start", "--no-block", TARGET, *names)


def start_one(unit: str) -> None:
    """Starts a unit, and does not wait for it.

    Raises:
        SystemdError: it does not take that.
    """
    _asked("start", "--no-block", unit)


def hand_over_the_screen() -> None:
    """Ends the screen of a bare box, and starts what the box has become, without waiting for it.

    Raises:
        SystemdError: it does not do it.
    """
    _asked("stop", FIRST_SCREEN)
    start([])


def settle(python: Path) -> None:
    """Has the release of that interpreter put down its units and settings, outside of the walls of who asks.

    Raises:
        SystemdError: it does not do it.
    """
    command = ["systemd-run", "--quiet", "--collect", "--wait", "--pipe", "--unit=hall-settle"]
    folder = f"--working-directory={python.parents[2]}"
    _run([*command, folder, str(python), "-m", "provisioning", "settle"], SETTLING_TIMEOUT_S)


def _asked(*arguments: str) -> str:
    return _run(["systemctl", "--no-pager", *arguments], TIMEOUT_S)


def _run(command: Sequence[str], timeout_s: float) -> str:
    try:
        ended = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=timeout_s, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SystemdError(f"systemd 没有照办（{error}）") from error
    if ended.returncode:
        raise SystemdError(f"systemd 没有照办（{' '.join((ended.stderr or ended.stdout).split())[-200:]}）")
    return ended.stdout
