"""A real display in a real hall: it shows and speaks a call, and follows again after the server was killed."""

import json
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from queue_server.contract.commands import CallNext, OpenWindow
from queue_server.contract.replies import TicketCalled
from queue_server.showing.panel import legible_mm
from queue_server.showing.setting import Setting
from tests.kiosk.glass import Glass, until
from tests.running_hall import ROOT, RunningHall
from tests.showing.halls import LANDSCAPE, UPRIGHT
from tests.showing.measured import last_digit_mm, most_flashes

pytestmark = pytest.mark.screen

YELLOW, PANEL, GROUND, HEAD, LOST = (255, 207, 51), (18, 48, 63), (10, 31, 43), (11, 93, 122), (179, 38, 30)
LINK = (1680, 32)
"""A point of the mark that says that the hall is not reached."""
ROWS = tuple((640, 158 + 213 * place) for place in range(4))
"""A point at the upper edge of each call row, where no words are."""


class StandingDisplay:
    """A display in a window of its own and the hall behind it."""

    def __init__(self, folder: Path, panel: tuple[int, int] = LANDSCAPE) -> None:
        self.hall = RunningHall(folder, lambda plan: replace(plan, display=(replace(plan.display[0], panel_px=panel),)))
        self.hall.start_server()
        self.spoken = folder / "spoken"
        self.trace_path = folder / "trace.jsonl"
        self.glass = Glass(*panel)
        self.log_path = folder / "display.log"
        self._picture = folder / "display.png"
        self.process = self._start()

    def sees(self, points: dict[tuple[int, int], tuple[int, int, int]]) -> bool:
        """Whether these points have these colours."""
        assert self.process.poll() is None, self.log_path.read_text()
        seen = self.picture()
        return all(seen.getpixel(point) == colour for point, colour in points.items())

    def picture(self) -> Image.Image:
        """What is to be seen."""
        self.glass.picture(self._picture)
        with Image.open(self._picture) as picture:
            return picture.convert("RGB")

    def call(self, window: int) -> TicketCalled:
        """The clerk of the window opens it and calls."""
        clerk = self.hall.plan.windows[window].clerks[0]
        self.hall.ask(OpenWindow(window=window, clerk=clerk), "web")
        called = self.hall.ask(CallNext(window=window, clerk=clerk), "web")
        assert isinstance(called, TicketCalled)
        return called

    def names(self) -> list[str]:
        """The spoken calls so far, in order."""
        return sorted((file.stem for file in self.spoken.glob("*.wav")), key=lambda name: int(name.split("-")[0]))

    def stop(self) -> int:
        """Ends the display as its service manager does; returns its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def start_again(self) -> None:
        """Starts the display once more."""
        self.process = self._start()

    def close(self) -> None:
        """Ends everything."""
        if self.process.poll() is None:
            self.stop()
        self.glass.__exit__(None, None, None)
        self.hall.close()

    def _start(self) -> subprocess.Popen[bytes]:
        credential = self.hall.state / "clients" / "display-1.json"
        command: list[str | Path] = [sys.executable, "-m", "kiosk", "display", "--plan", self.hall.plan_path]
        command += ["--credential", credential, "--spoken-into", self.spoken]
        environment = self.glass.environment | {"TINGHAO_TRACE": str(self.trace_path)}
        with self.log_path.open("a") as log:
            return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)


@pytest.fixture
def display(tmp_path: Path) -> Iterator[StandingDisplay]:
    standing = StandingDisplay(tmp_path)
    yield standing
    standing.close()


def spoken_name(called: TicketCalled) -> str:
    return f"{called.call.sequence}-{called.call.number}-{called.call.window}"


def test_a_call_is_shown_yellow_and_spoken_and_a_killed_server_changes_nothing_of_that(
    display: StandingDisplay,
) -> None:
    service_row = (1300, 300)
    until(lambda: display.sees({(2, 2): HEAD, ROWS[0]: PANEL, service_row: PANEL}), "the first board")
    number = display.hall.take("A01").number
    display.hall.take("B01")
    pictures = [display.picture()]
    first = display.call(1)
    until(lambda: display.sees({ROWS[0]: YELLOW, ROWS[1]: GROUND}), "the yellow row")
    while len(pictures) < 16:
        time.sleep(0.1)
        pictures.append(display.picture())
    assert most_flashes(pictures) == 0
    assert last_digit_mm(pictures[-1], display.hall.plan, "display-1", number) >= legible_mm(10) - 0.5
    until(lambda: display.names() == [spoken_name(first)], "the spoken call")
    with wave.open(str(display.spoken / f"{spoken_name(first)}.wav")) as sound:
        assert sound.getnframes() / sound.getframerate() > 2.0

    display.hall.kill_server()
    until(lambda: display.sees({LINK: LOST, ROWS[0]: YELLOW}), "the last call and that the hall is not reached")
    display.hall.start_server()
    until(lambda: display.sees({LINK: HEAD}), "the link")
    second = display.call(2)
    until(lambda: display.sees({ROWS[0]: YELLOW, ROWS[1]: PANEL, ROWS[2]: GROUND}), "both calls")
    until(lambda: spoken_name(second) in display.names(), "the second spoken call")
    assert display.names() == [spoken_name(first), spoken_name(second)]
    assert "Traceback" not in display.log_path.read_text()
    events = [json.loads(line) for line in display.trace_path.read_text().splitlines()]
    order = [event["event"] for event in events if event.get("sequence") == second.call.sequence]
    assert order[0] == "picture"
    assert "voice" in order


def test_a_call_is_legible_on_an_upright_panel_too(tmp_path: Path) -> None:
    display = StandingDisplay(tmp_path, UPRIGHT)
    try:
        top = (540, round(Setting.of_display(display.hall.plan, display.hall.plan.display[0]).calls.y) + 6)
        until(lambda: display.sees({(2, 2): HEAD, top: PANEL}), "the first board")
        number = display.hall.take("A01").number
        display.call(1)
        until(lambda: display.sees({top: YELLOW}), "the call")
        assert last_digit_mm(display.picture(), display.hall.plan, "display-1", number) >= legible_mm(10) - 0.5
    finally:
        display.close()


def test_a_display_that_starts_late_shows_the_call_in_silence_and_speaks_the_next(display: StandingDisplay) -> None:
    until(lambda: display.sees({(2, 2): HEAD}), "the window")
    assert display.stop() == 0
    display.hall.take("A01")
    display.call(1)
    display.start_again()
    until(lambda: display.sees({ROWS[0]: YELLOW}), "the call")
    display.hall.take("B01")
    later = display.call(2)
    until(lambda: bool(display.names()), "the later call")
    assert display.names() == [spoken_name(later)]


@pytest.mark.parametrize("mistake", ["no plan", "a kiosk's credential", "no credential"])
def test_a_mistake_at_the_start_is_one_chinese_sentence(mistake: str, tmp_path: Path) -> None:
    plan = ROOT / "assets/halls/puyang.toml" if mistake != "no plan" else tmp_path / "none.toml"
    credential = tmp_path / "credential.json"
    if mistake != "no credential":
        credential.write_text('{"hall":"puyang","client":"kiosk-1","host":"127.0.0.1","port":1,"password":"x"}')
    command = [sys.executable, "-m", "kiosk", "display", "--plan", str(plan), "--credential", str(credential)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1
    assert any("一" <= sign <= "鿿" for sign in ended.stderr)
