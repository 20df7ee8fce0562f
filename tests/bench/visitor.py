"""A visitor at the glass: a hand that touches, and eyes that read the kiosk's trace."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.hall import BenchError
from tests.kiosk.glass import Glass
from tests.kiosk.places import Place, place_of

SIZE = (1080, 1920)
SETTLED_S = 0.4
"""The kiosk takes no touch for 0.3 s after its screen has changed: it was meant for the screen before."""
STILL_S = 0.6
"""Every later frame of a change would have come by then, and the same control takes a touch again."""
PATIENCE_S = 20.0
AGAIN_S = 1.0


class Visitor:
    """One person; `step` is the screen seen last."""

    def __init__(self, trace: Path, log: Path, hand: subprocess.Popen[bytes]) -> None:
        self._trace = trace
        self._log = log
        self._hand = hand
        self._read = 0
        self._frames: list[float] = []
        self._events: list[dict[str, Any]] = []
        self.step = ""

    def point(self, place: Place) -> None:
        """Moves over the place, given as fractions of width and height."""
        self._do(f"mousemove {round(place[0] * SIZE[0])} {round(place[1] * SIZE[1])}")

    def click(self) -> float:
        """Touches there; the moment (monotonic seconds) of doing so."""
        began = time.monotonic()
        self._do("click 1")
        return began

    def put_down(self) -> float:
        """The finger comes down there and stays; the moment of doing so."""
        began = time.monotonic()
        self._do("mousedown 1")
        return began

    def lift(self) -> None:
        """Takes the finger off."""
        self._do("mouseup 1")

    def last_frame(self, after: float, still_s: float = STILL_S) -> float:
        """The moment of the last frame after the moment `after`: none came for `still_s` seconds after it."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            self._look()
            now, newest = time.monotonic(), self._frames[-1] if self._frames else 0.0
            if newest > after and now - newest > still_s:
                return newest
            if now > deadline:
                raise self._in_vain("a frame, or for stillness after it")
            time.sleep(0.01)

    def place(self, control: str) -> Place:
        """Where the control with these words is on the present screen."""
        deadline = time.monotonic() + PATIENCE_S
        while (place := place_of(self._events, control)) is None:
            if time.monotonic() > deadline:
                raise self._in_vain(f"{control} on the screen {self.step}")
            time.sleep(0.01)
            self._look()
        return place

    def wait_for(self, step: str, *, touching: str = "") -> None:
        """Until the screen `step` is up, settled; touches the control once a second on the way there."""
        deadline, next_touch = time.monotonic() + PATIENCE_S, 0.0
        while self._look() != step:
            now = time.monotonic()
            if now > deadline:
                raise self._in_vain(f"the screen {step}, it is at {self.step or 'none'}")
            if touching and now >= next_touch:
                self.point(self.place(touching))
                self.click()
                next_touch = now + AGAIN_S
            time.sleep(0.005)
        time.sleep(SETTLED_S)

    def _look(self) -> str:
        for event in self._news():
            match event["event"]:
                case "screen":
                    self.step = event["step"]
                    self._events.clear()
                case "controls":
                    self._events.append(event)
                case "flip":
                    self._frames.append(event["at"])
        return self.step

    def _news(self) -> list[dict[str, Any]]:
        """What was traced since the last look; the rest of a line that is being written comes with the next."""
        if not self._trace.exists():
            return []
        with self._trace.open("rb") as trace:
            trace.seek(self._read)
            whole, newline, _ = trace.read().rpartition(b"\n")
        self._read += len(whole + newline)
        return [json.loads(line) for line in whole.splitlines()]

    def wait_for_first_frame(self) -> float:
        """The moment when the first picture was on the glass."""
        deadline = time.monotonic() + PATIENCE_S
        while not self._frames:
            if time.monotonic() > deadline:
                raise self._in_vain("the first picture")
            time.sleep(0.01)
            self._look()
        return self._frames[0]

    def _in_vain(self, what: str) -> BenchError:
        return BenchError(f"waited in vain for {what} of the kiosk: {self._log.read_text()[-2000:]}")

    def _do(self, words: str) -> None:
        assert self._hand.stdin is not None
        self._hand.stdin.write(f"{words}\n".encode())
        self._hand.stdin.flush()


@contextmanager
def a_hand(glass: Glass) -> Iterator[subprocess.Popen[bytes]]:
    """xdotool, taking one command a line: a click costs no start of a process."""
    with subprocess.Popen(["xdotool", "-"], stdin=subprocess.PIPE, env=glass.environment) as hand:
        yield hand
