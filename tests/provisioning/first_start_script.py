"""Goes through a first start at any display by real touches: needs xdotool and the trace that the first start writes.

`python -m tests.provisioning.first_start_script TRACE` goes through a first box on the present `DISPLAY`, with
`--join HALL` through a joining one, and prints its figures as JSON: `first_start_touches`, `first_start_machine_s`.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

SETTLED_S = 0.45
"""A new screen takes no touches for a moment."""
TRIES, PATIENCE_S = 4, 6.0
MACHINE_PATIENCE_S = 120.0
Place = tuple[float, float]


class Stage:
    """A first start that runs at a display, seen by its trace and touched by xdotool."""

    def __init__(self, trace: Path, size: tuple[int, int], environment: dict[str, str]) -> None:
        self._trace, self._size, self._environment = trace, size, environment

    def events(self) -> list[dict[str, Any]]:
        """What it told so far."""
        lines = self._trace.read_text(encoding="utf-8").splitlines() if self._trace.exists() else []
        return [json.loads(line) for line in lines if line.endswith("}")]

    @property
    def step(self) -> str:
        """The present screen."""
        return next((event["step"] for event in reversed(self.events()) if event["event"] == "screen"), "")

    def place(self, words: str) -> Place | None:
        """The middle of the control with exactly these words on the present screen, else of one that begins so."""
        present: dict[str, Place] = {}
        for event in self.events():
            if event["event"] == "screen":
                present = {}
            elif event["event"] == "controls":
                present = {name: (place[0], place[1]) for name, place in event["places"].items()}
        begun = (place for name, place in present.items() if name.startswith(words))
        return present.get(words) or next(begun, None)

    def await_step(self, step: str, patience_s: float = MACHINE_PATIENCE_S) -> None:
        """Waits until this screen is up."""
        self._until(lambda: self.step == step, patience_s, f"the screen {step} instead of {self.step}")

    def touch(self, words: str, then: Callable[[], bool]) -> None:
        """Touches the control until what is to come of it has come."""
        for _ in range(TRIES):
            self._until(lambda: self.place(words) is not None, MACHINE_PATIENCE_S, f"the control {words}")
            time.sleep(SETTLED_S)
            place = self.place(words)
            if place is not None:
                x, y = (str(round(share * side)) for share, side in zip(place, self._size, strict=True))
                command = ["xdotool", "mousemove", x, y, "click", "1"]
                subprocess.run(command, env=self._environment, check=True, timeout=20)
            try:
                self._until(then, PATIENCE_S, f"what comes of {words}")
            except TimeoutError:
                continue
            return
        raise TimeoutError(f"nothing came of {words} at {self.step}")

    def go(self, words: str, step: str) -> None:
        """Touches the control, which leads to this screen or through it to a later one."""
        before = len(self.events())
        self.touch(words, lambda: any(event.get("step") == step for event in self.events()[before:]))

    def spell(self, letters: str, character: str) -> None:
        """Types a sound and chooses its character."""
        before = self.typed
        for place in range(len(letters)):
            begun = before + letters[: place + 1].lower()
            self.touch(letters[place], lambda begun=begun: self.typed == begun)  # type: ignore[misc]
        self.touch(character, lambda: self.typed == before + character)

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return next((str(event["typed"]) for event in reversed(self.events()) if event["event"] == "setup"), "")

    def await_one_of(self, words: Iterable[str]) -> None:
        """Waits until there is a control with one of these words."""
        wanted = tuple(words)
        self._until(lambda: any(self.place(one) for one in wanted), MACHINE_PATIENCE_S, f"one of {wanted}")

    @property
    def figures(self) -> dict[str, float]:
        """Touches and the machine's seconds, as the flow itself counted them."""
        last = next(event for event in reversed(self.events()) if event["event"] == "setup")
        return {"first_start_touches": last["touches"], "first_start_machine_s": last["machine_s"]}

    def _until(self, condition: Callable[[], bool], patience_s: float, what: str) -> None:
        deadline = time.monotonic() + patience_s
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError(f"waited in vain for {what}")
            time.sleep(0.05)


def first_box(stage: Stage) -> dict[str, float]:
    """From the machines that were found to a hall of its own; the figures."""
    stage.await_step("Devices")
    stage.go("下一步", "Which")
    stage.go("第一台", "Source")
    stage.go("乡镇四窗口模板", "Naming")
    stage.spell("PU", "蒲")
    stage.spell("YANG", "阳")
    stage.touch("镇", lambda: stage.typed == "蒲阳镇")
    stage.go("下一步", "Overview")
    stage.go("对，下一步", "Clock")
    stage.go("对，下一步", "People")
    stage.go("记好了，开始设置", "Testing")
    return _to_the_end(stage)


def joining_box(stage: Stage, hall: str, code_shown: Callable[[], None] = lambda: None) -> dict[str, float]:
    """Into the hall of that name, as a kiosk; `code_shown` is called once the code can be typed at the hall."""
    stage.await_step("Devices")
    stage.go("下一步", "Which")
    stage.go("加入已有大厅", "Purpose")
    stage.go("自助机", "Halls")
    stage.go(hall, "Code")
    code_shown()
    stage.await_step("Clock")
    stage.go("对，下一步", "People")
    stage.go("记好了，开始设置", "Testing")
    return _to_the_end(stage)


def _to_the_end(stage: Stage) -> dict[str, float]:
    on = ("下一步", "先这样用")
    stage.await_one_of(on)
    stage.go(next(words for words in on if stage.place(words)), "Done")
    before = len(stage.events())
    stage.touch("开始使用", lambda: any(event["event"] == "setup" for event in stage.events()[before:]))
    return stage.figures


def main(arguments: Iterable[str]) -> int:
    """Prints the figures of one first start."""
    trace, *options = arguments
    geometry = subprocess.check_output(["xdotool", "getdisplaygeometry"], text=True, timeout=20).split()
    stage = Stage(Path(trace), (int(geometry[0]), int(geometry[1])), dict(os.environ))
    figures = joining_box(stage, options[1]) if options[:1] == ["--join"] else first_box(stage)
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
