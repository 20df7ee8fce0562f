"""Pictures of every face of the kiosk, and what is wrong with their layout: `-m tests.kiosk.gallery DIR [SIZE]`."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.kiosk.glass import Glass
from tests.kiosk.scenes import gallery

CHECK = "--inside"


def take(folder: Path, width: int, height: int) -> None:
    """Draws all faces in both languages on a screen of their own: `<face>.<language>.png`, and `faults.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    with Glass(width, height) as glass:
        words = [sys.executable, "-m", "tests.kiosk.gallery", CHECK, str(folder), f"{width}x{height}"]
        subprocess.run(words, env=glass.environment, check=True, timeout=100)


def inside(folder: Path, width: int, height: int) -> None:
    """In the process that has the window."""
    from kiosk.screens.setting import prepare

    prepare(width, height, fullscreen=False)
    from kivy.clock import Clock
    from kivy.core.window import Window

    from kiosk.screens.window import KioskWindow, leave
    from tests.kiosk.measuring import faults, places

    faces = [(f"{name}.{language}", scene) for language in ("zh_CN", "en") for name, scene in gallery(language).items()]
    shown = faces[0][1]
    window = KioskWindow(lambda: shown, lambda _: None, lambda: None, 21.5)

    wrong: dict[str, list[str]] = {}
    help_at: set[tuple[int, ...]] = set()

    def pictures() -> Iterator[None]:
        nonlocal shown
        for name, scene in faces:
            shown = scene
            window.draw()
            yield
            yield
            yield
            taken = Path(Window.screenshot(str(folder / f"{name}.png")))
            taken.rename(folder / f"{name}.png")
            wrong[name] = faults(Window)
            help_at.update(places(Window, "HelpButton"))
        wrong["help"] = [] if len(help_at) == 1 else [f"the help button is in {len(help_at)} places"]
        (folder / "faults.json").write_text(json.dumps(wrong, ensure_ascii=False, indent=1), encoding="utf-8")
        leave()

    steps = pictures()
    Clock.schedule_interval(lambda _: next(steps, None), 0)
    window.run()


if __name__ == "__main__":
    arguments = [word for word in sys.argv[1:] if word != CHECK]
    pixels = (arguments[1] if len(arguments) > 1 else "1080x1920").split("x")
    (inside if CHECK in sys.argv else take)(Path(arguments[0]), int(pixels[0]), int(pixels[1]))
