"""A kiosk in a window of its own, in a real hall, with a simulated printer and reader, touched from outside."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from devices.simulator import PrinterSimulator, ReaderSimulator
from devices.simulator.snapshot_camera import SnapshotCameraSimulator
from queue_server.contract.credential import load_credential
from queue_server.contract.plan import Device, Plan
from tests.kiosk.glass import Glass, until
from tests.kiosk.places import Place, place_of
from tests.running_hall import ROOT, RunningHall

TILE_A, FIRST_CARD, TAKE = "惠农政策", "耕地地力保护补贴申报", "我要取号"
SEARCH, GUIDE, PRINT = "查事项", "看指南", "打印告知单"
KEYS_GD = ("G", "D")
LANGUAGE, HELP, BACK, HOME = "English", "叫人帮忙", "返回", "回首页"
"""The words of the controls that visitors touch."""


TOUCHES, PATIENCE_S = 4, 8.0
"""How often a touch is tried, and how long each time the screen is waited for."""
SETTLING_S = 0.4
"""A little longer than a new screen takes no touches."""


class StandingKiosk:
    """Everything of one kiosk; the hall behind it can be stopped and started, and so can the kiosk.

    Args:
        camera: stands above its desk, where there is one.
        way: the port at which the kiosk finds the broker: another one where a line is between.
    """

    def __init__(
        self, folder: Path, camera: SnapshotCameraSimulator | None = None, way: Callable[[int], int] = lambda port: port
    ) -> None:
        self._camera = camera
        self.printer = PrinterSimulator(folder / "printer")
        self.reader = ReaderSimulator(folder / "reader")
        self.hall = RunningHall(folder, self._with_devices)
        self.hall.start_server()
        self.glass = Glass(1080, 1920)
        self.state = folder / "kiosk"
        self.log_path = folder / "kiosk.log"
        self._trace = folder / "trace.jsonl"
        self._spoken = folder / "spoken"
        self._log = self.log_path.open("w")
        self._credential = folder / "kiosk-1.json"
        known = load_credential(self.hall.state / "clients" / "kiosk-1.json")
        self._credential.write_bytes(msgspec.json.encode(msgspec.structs.replace(known, port=way(known.port))))
        self.start()

    def start(self, program: str = "kiosk") -> None:
        """Switches the kiosk on; returns when its first screen is up."""
        before = len(self.events("flip"))
        options: list[str | Path] = ["--plan", self.hall.plan_path, "--credential", self._credential]
        options += ["--state", self.state, "--spoken-into", self._spoken]
        self.process = subprocess.Popen(
            [sys.executable, "-m", program, *options],
            cwd=ROOT,
            env=self.glass.environment | {"TINGHAO_TRACE": str(self._trace)},
            stdout=self._log,
            stderr=self._log,
        )
        until(lambda: self._lives() and len(self.events("flip")) > before, "the first frame")
        self.wait_for_step("Idle")

    def cut_power(self) -> None:
        """The kiosk dies at once."""
        self.process.kill()
        self.process.wait()

    def events(self, kind: str = "") -> list[dict[str, Any]]:
        """What the kiosk traced, or of it one kind."""
        if not self._trace.exists():
            return []
        lines = self._trace.read_text(encoding="utf-8").splitlines()
        return [event for event in map(json.loads, lines) if kind in ("", event["event"])]

    @property
    def step(self) -> str:
        """The screen that is up."""
        screens = self.events("screen")
        return str(screens[-1]["step"]) if screens else ""

    def wait_for_step(self, step: str) -> None:
        """Returns when this screen is up."""

        def up() -> bool:
            return self._lives() and self.step == step

        until(up, f"the screen {step}, still {self.step}; {self.log_path.read_text()[-2000:]}")

    def place(self, *controls: str) -> Place:
        """Where the control with these words is on the present screen; of several the first that is there."""
        found: list[Place] = []

        def told() -> bool:
            events = self.events()
            found.extend(filter(None, (place_of(events, control) for control in controls)))
            return bool(found)

        until(told, f"{controls} on the screen {self.step}")
        return found[0]

    def press(self, *controls: str) -> None:
        """Touches it once, when the screen takes touches."""
        place = self.place(*controls)
        time.sleep(max(0.0, settled_at(self.events("screen")) - time.monotonic()))
        self.glass.click(*place)

    def touch(self, control: str, then: str) -> None:
        """Touches until the screen `then` is up.

        Not right after a change of screens, when a touch is not meant for the new one; and between two touches there
        is time for a slow machine to change screens, or the second would hit the next one.
        """
        for _ in range(TOUCHES):
            self.press(control)
            deadline = time.monotonic() + PATIENCE_S
            while time.monotonic() < deadline:
                if self.step == then:
                    return
                time.sleep(0.02)
        raise AssertionError(f"the screen {then} did not come up, still {self.step}")

    def go_to_confirm(self) -> None:
        """From the first screen to the one button that takes the number."""
        self.wait_for_step("Idle")
        self.touch(TILE_A, "Matters")
        self.touch(FIRST_CARD, "Confirm")

    def close(self) -> None:
        """Ends everything."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)
        self.glass.__exit__(None, None, None)
        self.hall.close()
        self.printer.close()
        self.reader.close()
        self._log.close()

    def _lives(self) -> bool:
        assert self.process.poll() is None, self.log_path.read_text()
        return True

    def _with_devices(self, plan: Plan) -> Plan:
        ports = {"slip_printer": self.printer.path, "barcode_reader": self.reader.path}
        devices = tuple(
            msgspec.structs.replace(device, port=ports[device.kind]) for device in plan.device if device.kind in ports
        )
        if self._camera:
            eye = Device(
                id="camera-1", kind="document_camera", driver="snapshot", terminal="kiosk-1", port=self._camera.path
            )
            devices = (*devices, eye)
        return msgspec.structs.replace(plan, device=devices)


def settled_at(screens: list[dict[str, Any]]) -> float:
    """The monotonic time from which on the newest of the traced screens takes touches."""
    return float(screens[-1]["at"]) + SETTLING_S if screens else 0.0
