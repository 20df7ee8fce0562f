"""The practice hall as a whole: simulated machines, virtual screens, and every process of a real hall."""

import fcntl
import os
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import msgspec

from devices.simulator import simulated_drivers
from kiosk.door import set_pin
from provisioning.rehearsal.broker import KeptBroker
from provisioning.rehearsal.child import Child
from provisioning.rehearsal.desktop import desktop, side_by_side
from provisioning.rehearsal.machine_room import with_every_machine
from provisioning.rehearsal.machines import machines
from provisioning.rehearsal.pins import PRACTICE_DOOR_PIN, practice_pins
from provisioning.rehearsal.ports import free_from, is_free
from provisioning.rehearsal.practice_plan import WATCH, practice_plan
from provisioning.rehearsal.screen import Screen
from provisioning.rehearsal.watch import HealthWatch
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.plan import load

START_TIMEOUT_S = 30.0
PROGRAMS = ("mosquitto", "setpriv", "espeak-ng")
SCREEN_PROGRAMS = ("Xvfb", "xdotool")


class RehearsalError(RuntimeError):
    """The practice hall cannot be opened; the text is one plain Chinese sentence."""


class PracticeHall:
    """Everything of one practice hall; its files are in `folder`. `open` starts it, `close` ends every part."""

    def __init__(
        self, plan_path: Path, folder: Path, kiosk_size: tuple[int, int], display_size: tuple[int, int], avoid: int
    ) -> None:
        """Prepares files and machines; `avoid` is the port of the start page.

        Raises:
            RehearsalError: a program is missing, or another practice hall uses the folder.
            PlanError: the plan has mistakes.
            PortError: no ports are free.
        """
        on_desktop = desktop()
        self.with_desktop = on_desktop is not None
        self._look_for(PROGRAMS if self.with_desktop else (*PROGRAMS, *SCREEN_PROGRAMS))
        if on_desktop is not None:
            kiosk_size, display_size = side_by_side(kiosk_size, display_size, on_desktop)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = (folder / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise RehearsalError("已经有一个演练大厅在运行，请先在那个终端按 Ctrl-C") from error
        self.sample = load(plan_path)
        sample = with_every_machine(self.sample, simulated_drivers())
        broker_port = free_from(sample.hall.broker_port, frozenset({avoid}))
        web_port = free_from(sample.hall.web_port, frozenset({avoid, broker_port}))
        papers_port = sample.papers.port and free_from(sample.papers.port, frozenset({avoid, broker_port, web_port}))
        self.machines = machines(sample, folder / "dev")
        paths = {device: machine.path for device, machine in self.machines.items()}
        self.plan = practice_plan(
            sample,
            plan_path.parent,
            broker_port=broker_port,
            web_port=web_port,
            papers_port=papers_port,
            device_paths=paths,
        )
        self._plan_path = folder / "hall.toml"
        self._plan_path.write_bytes(msgspec.toml.encode(self.plan))
        calendar = plan_path.with_name(self.plan.calendar.file)
        if calendar.exists():  # a hall without it opens, and the server tells
            shutil.copy(calendar, folder)
        self._state, self._logs, self.spoken = folder / "server", folder / "log", folder / "spoken"
        self.read = folder / "read"
        for sounds in (self.spoken, self.read):
            shutil.rmtree(sounds, ignore_errors=True)
        for needed in (self._logs, self.spoken, self.read, self._state):
            needed.mkdir(mode=0o700, exist_ok=True)
        self.pins = practice_pins(self.plan, self._state, folder / "practice-pins.json")
        sizes = {"kiosk": kiosk_size, "display": display_size}
        self.screens: dict[str, Screen] = {}
        if not self.with_desktop:
            screens = folder / "screens"
            self.screens = {name: Screen(name, size, screens, self._logs) for name, size in sizes.items()}
        self.children: dict[str, Child] = {}
        kiosk, display = self.plan.kiosk[0].id, self.plan.display[0].id
        self._plan_child("server", "queue_server", "--plan", self._plan_path, "--state", self._state)
        self._plan_child("web", "queue_server", "web", "--plan", self._plan_path, "--state", self._state)
        self._plan_child("forecaster", "queue_server", "forecaster", "--plan", self._plan_path, "--state", self._state)
        self._plan_child("agent", "devices", *self._as_client("agent"))
        set_pin(folder / "kiosk", PRACTICE_DOOR_PIN)
        self._plan_child(
            "kiosk",
            "kiosk",
            *self._as_client(kiosk),
            *("--state", folder / "kiosk"),
            *("--size", _size(kiosk_size)),
            *("--spoken-into", self.read),
        )
        spoken = ("--spoken-into", self.spoken)
        self._plan_child(
            "display", "kiosk", "display", *self._as_client(display), "--size", _size(display_size), *spoken
        )
        self.broker = KeptBroker(self.children["server"])
        self._watch: HealthWatch | None = None

    @property
    def processes(self) -> dict[str, Child | KeptBroker]:
        """Everything that runs, by name; each can be killed for practice."""
        return {"server": self.children["server"], "broker": self.broker, **self.children}

    @property
    def health(self) -> Mapping[str, DeviceHealth]:
        """What the hall's wire says of each device; empty before `open`."""
        return self._watch.devices if self._watch else {}

    @property
    def web_address(self) -> str:
        """Where the window consoles are."""
        return self.plan.hall.page_address

    def open(self) -> None:
        """Starts every part; returns when the broker is there and with it every client's credential.

        Raises:
            RehearsalError: the server does not come up.
            ScreenError: a virtual screen does not.
        """
        self.children["server"].start()
        for screen in self.screens.values():
            screen.start()
        deadline = time.monotonic() + START_TIMEOUT_S
        while is_free(self.plan.hall.broker_port):
            if time.monotonic() > deadline:
                raise RehearsalError(f"总台没有启动，详情见 {self._logs / 'server.log'}")
            time.sleep(0.02)
        self._watch = HealthWatch(self._state / "clients" / f"{WATCH}.json")
        for name, child in self.children.items():
            if name != "server":
                child.start()

    def close(self) -> None:
        """Ends every process and machine."""
        if self._watch:
            self._watch.close()
        for name, child in self.children.items():
            if name != "server":  # it hears from the others until they are gone
                child.leave()
        for child in reversed(self.children.values()):
            child.close()
        for screen in self.screens.values():
            screen.child.close()
        for machine in self.machines.values():
            machine.close()
        self._lock.close()

    def _plan_child(self, name: str, module: str, *arguments: str | Path) -> None:
        screen = self.screens.get(name)
        command = [sys.executable, "-m", module, *arguments]
        environment = screen.environment if screen else dict
        self.children[name] = Child(name, lambda: command, self._logs / f"{name}.log", environment)

    def _as_client(self, client: str) -> tuple[str | Path, ...]:
        return ("--plan", self._plan_path, "--credential", self._state / "clients" / f"{client}.json")

    @staticmethod
    def _look_for(programs: tuple[str, ...]) -> None:
        searched = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
        missing = [program for program in programs if shutil.which(program, path=searched) is None]
        if missing:
            raise RehearsalError(f"找不到程序 {'、'.join(missing)}，请先运行 make install")


def _size(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"
