"""The practice hall as a process of its own, and a browser at its start page and at its windows."""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import psutil
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from devices.reader.picture import decode_picture
from tests.kiosk.places import place_of
from tests.kiosk.standing_kiosk import FIRST_CARD, HOME, PATIENCE_S, TAKE, TILE_A, TOUCHES, settled_at
from tests.ports import free_port
from tests.running_hall import ROOT, wait_for

START_DEADLINE_S = 60.0
YELLOW = ((25, 40), (150, 255), (220, 255))
"""Hue, saturation and value (0-255) of the row of a new call, as a JPEG has it."""
HOLD_MS = 60
"""How long a finger rests on a button."""


class Practice:
    """`make run` without the installing; `state()` is what the start page shows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self.address = f"http://127.0.0.1:{self._port}"
        environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        self._trace = folder / "trace.jsonl"
        command = [sys.executable, "-m", "provisioning.rehearsal"]
        command += ["--state", str(folder / "run"), "--port", str(self._port), "--plan", str(sample_hall(folder))]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment | {"TINGHAO_TRACE": str(self._trace)},
            stdout=(folder / "out").open("w"),
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(self._is_up, START_DEADLINE_S)
        except AssertionError:
            self.close()
            raise

    def state(self) -> dict[str, Any]:
        """The newest state of the start page."""
        with httpx.stream("GET", f"{self.address}/state", timeout=10) as answer:
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    state: dict[str, Any] = json.loads(line.removeprefix("data: "))
                    return state
        raise AssertionError("the start page says nothing")

    @property
    def step(self) -> str:
        """The kiosk's screen."""
        screens = self._events("screen")
        return str(screens[-1]["step"]) if screens else ""

    def pin(self, clerk: str) -> str:
        """The practice PIN of the clerk with this name."""
        pins = {one["name"]: one["pin"] for window in self.state()["windows"] for one in window["clerks"]}
        return str(pins[clerk])

    def switch(self, device: str, fault: str, on: bool) -> None:
        """Turns a fault of a machine on or off."""
        httpx.post(f"{self.address}/machines/{device}/fault", json={"name": fault, "on": on}).raise_for_status()

    def kill_server(self) -> None:
        """SIGKILLs the server, as the page's button does."""
        httpx.post(f"{self.address}/processes/server/kill").raise_for_status()

    def kill_broker(self) -> None:
        """SIGKILLs the broker that the server keeps; waits until it has another."""
        broker = self._broker()
        broker.kill()
        wait_for(lambda: self._broker().pid != broker.pid)

    def slip(self) -> Image.Image:
        """The newest slip as it came out of the printer."""
        slip = wait_for(lambda: self.state()["slips"])[0]
        picture = httpx.get(f"{self.address}/pictures/{slip['device']}/{slip['version']}").content
        return Image.open(io.BytesIO(picture))

    def qr_on(self, slip: Image.Image) -> str:
        """What a phone reads on the slip."""
        (code,) = decode_picture(slip)
        return code.text

    def strip(self, window: int) -> str:
        """What the LED strip over the window says."""
        notes = {strip["device"]: strip["note"] for strip in self.state()["strips"]}
        return str(notes[f"led-{window}"])

    def spoken(self, number: str) -> bytes:
        """The WAV file of the call of `number`, once it was spoken."""
        files = wait_for(lambda: [call["file"] for call in self.state()["spoken"] if call["number"] == number])
        return httpx.get(f"{self.address}/spoken/{files[0]}").content

    def shows_a_call(self) -> bool:
        """Whether the display has the yellow row of a new call."""
        jpeg = httpx.get(f"{self.address}/screens/display", timeout=20).content
        picture = Image.open(io.BytesIO(jpeg)).convert("HSV")
        hue, saturation, value = (
            band.point(lambda level, low=low, high=high: 255 * (low <= level <= high))
            for band, (low, high) in zip(picture.split(), YELLOW, strict=True)
        )
        yellow = ImageChops.multiply(ImageChops.multiply(hue, saturation), value)
        return yellow.histogram()[255] > picture.width * picture.height // 50

    def take_a_number(self, start_page: Page) -> str:
        """Takes a number of service A with the mouse on the kiosk's picture; returns it."""
        slips, numbers = len(self.state()["slips"]), set(self.numbers())
        self.touch_to_number(start_page)
        wait_for(lambda: len(self.state()["slips"]) > slips)
        (number,) = wait_for(lambda: set(self.numbers()) - numbers)
        return number

    def touch_to_number(self, start_page: Page) -> None:
        """Touches from the kiosk's first screen to the one with the number."""
        wait_for(lambda: self.step == "Idle", START_DEADLINE_S)
        for control, then in ((TILE_A, "Matters"), (FIRST_CARD, "Confirm"), (TAKE, "Number")):
            self._touch(start_page, control, then)

    def turn_on(self, ease: str) -> None:
        """A finger on one of the kiosk's buttons that make it easier."""
        x, y = wait_for(lambda: place_of(self._events(), ease))
        time.sleep(max(0.0, settled_at(self._events("screen")) - time.monotonic()))
        width, height = self.state()["screens"]["kiosk"]
        for action in ("down", "up"):
            at = {"action": action, "x": round(x * width), "y": round(y * height)}
            httpx.post(f"{self.address}/screens/kiosk/touch", json=at).raise_for_status()
            time.sleep(HOLD_MS / 1000)

    def finish(self, start_page: Page) -> None:
        """Touches the way home from the screen with the number."""
        self._touch(start_page, HOME, "Idle")

    def numbers(self) -> list[str]:
        """The numbers that the kiosk got, oldest first."""
        return [str(event["number"]) for event in self._events("slip")]

    def log_in(self, browser: Browser, window: int, clerk: str) -> Page:
        """A clerk at the console of a window, the window opened."""
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(next(one["address"] for one in self.state()["windows"] if one["number"] == window))
        page.get_by_text(clerk).click()
        page.keyboard.type(self.pin(clerk))
        page.keyboard.press("Enter")
        page.get_by_role("button", name="开窗").click()
        return page

    def close(self) -> None:
        """Ctrl-C; every process must be gone."""
        children = psutil.Process(self._process.pid).children(recursive=True) if self._process.poll() is None else []
        self._process.terminate()
        self._process.wait(30)
        _, left = psutil.wait_procs(children, timeout=10)
        assert not left, [process.cmdline() for process in left]

    def _events(self, kind: str = "") -> list[dict[str, Any]]:
        lines = self._trace.read_text(encoding="utf-8").splitlines() if self._trace.exists() else []
        return [event for event in map(json.loads, lines) if kind in ("", event["event"])]

    def _touch(self, start_page: Page, control: str, then: str) -> None:
        place = wait_for(lambda: place_of(self._events(), control))
        box = start_page.locator("#kiosk img").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] * place[0], box["y"] + box["height"] * place[1]

        for _ in range(TOUCHES):
            wait_ms = 1000 * (settled_at(self._events("screen")) - time.monotonic())
            start_page.wait_for_timeout(max(0.0, wait_ms))
            start_page.mouse.move(x, y)
            start_page.mouse.down()
            start_page.wait_for_timeout(HOLD_MS)
            start_page.mouse.up()
            deadline = time.monotonic() + PATIENCE_S
            while time.monotonic() < deadline:
                if self.step == then:
                    return
                start_page.wait_for_timeout(20)
        raise AssertionError(f"the screen {then} did not come up, still {self.step}")

    def _broker(self) -> psutil.Process:
        def found() -> psutil.Process | None:
            for process in psutil.Process(self._process.pid).children(recursive=True):
                if process.name() == "mosquitto":
                    return process
            return None

        return wait_for(found)

    def _is_up(self) -> bool:
        assert self._process.poll() is None, (self._folder / "out").read_text()
        return "起始页" in (self._folder / "out").read_text()


def sample_hall(folder: Path) -> Path:
    """The sample hall's plan on ports of its own, so that several practice halls may start at once."""
    text = (ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8")
    ports = f"[hall]\nbroker_port = {free_port()}\nweb_port = {free_port()}"
    plan = folder / "sample.toml"
    text = text.replace("[hall]", ports, 1).replace("[papers]\nport = 8443", f"[papers]\nport = {free_port()}")
    plan.write_text(text, encoding="utf-8")
    return plan
