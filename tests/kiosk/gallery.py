"""Pictures of every face of the kiosk in every look, and their faults: `-m tests.kiosk.gallery DIR [SIZE]`."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kiosk.screens.scene import Scene
from kiosk.visit import Ease, Look
from queue_server.contract.plan import Kiosk
from queue_server.contract.words import Language
from tests.kiosk.glass import Glass
from tests.kiosk.scenes import gallery

CHECK, UNSEEN = "--inside", "--unseen"
LOOKS = {
    "usual": Ease(),
    "large": Ease(Look(large=True)),
    "contrast": Ease(Look(contrast=True)),
    "reach": Ease(Look(reach=True)),
    "all": Ease(Look(large=True, contrast=True, reach=True), aloud=True),
}
"""Every way to make it easier, and all of them at once."""
LANGUAGES: tuple[Language, ...] = ("zh_CN", "en")


def take(folder: Path, width: int, height: int, *, pictures: bool = True) -> None:
    """Draws all faces on a screen of their own: `<look>/<face>.<language>.png`, `faults.json` and `bars.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    words = [sys.executable, "-m", "tests.kiosk.gallery", CHECK, *([] if pictures else [UNSEEN])]
    with Glass(width, height) as glass:
        subprocess.run([*words, folder, f"{width}x{height}"], env=glass.environment, check=True, timeout=280)


def faces() -> Iterator[tuple[str, Scene]]:
    """Every face by `<look>/<face>.<language>`."""
    for look, ease in LOOKS.items():
        for language in LANGUAGES:
            for name, scene in gallery(language).items():
                yield f"{look}/{name}.{language}", replace(scene, visit=replace(scene.visit, ease=ease))


def inside(folder: Path, width: int, height: int, *, pictures: bool) -> None:
    """In the process that has the window; without pictures nothing is drawn, only laid out, which is much faster."""
    logging.basicConfig(level=logging.ERROR)
    from kiosk.screens.setting import prepare

    prepare(width, height, fullscreen=False)
    from kivy.config import Config

    Config.set("graphics", "maxfps", 0)  # nobody looks, no need to wait for the next frame's time
    from kivy.clock import Clock
    from kivy.core.window import Window

    from kiosk.screens.window import KioskWindow, leave
    from tests.kiosk.bars import BARS, measure
    from tests.kiosk.measuring import faults, places

    kiosk = Kiosk(id="kiosk-1", panel_px=(width, height))
    shown = next(faces())[1]
    window = KioskWindow(lambda: shown, lambda _: None, leave, kiosk.panel_inch)
    wrong: dict[str, list[str]] = {}
    measured: dict[str, dict[str, float]] = {}
    help_at: dict[str, set[tuple[int, ...]]] = {}

    def each() -> Iterator[None]:
        nonlocal shown
        for name, scene in faces():
            shown = scene
            window.draw()
            yield
            yield
            yield
            if pictures:
                kept = folder / f"{name}.png"
                kept.parent.mkdir(exist_ok=True)
                Path(Window.screenshot(str(kept))).rename(kept)
            look = scene.visit.ease.look
            found = measured[name] = measure(Window, window.parts, scene.language, kiosk)
            missed = [f"{bar.words}: {found[bar.key]}" for bar in BARS if not bar.holds(found[bar.key], look, kiosk)]
            wrong[name] = [*faults(Window, look), *missed]
            help_at.setdefault(f"{name.split('/')[0]}.{scene.language}", set()).update(places(Window, "HelpButton"))
        wrong["help"] = [
            f"the help button is in {len(at)} places: {look}" for look, at in help_at.items() if len(at) > 1
        ]
        for file, told in (("faults.json", wrong), ("bars.json", measured)):
            (folder / file).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        leave()

    if pictures:
        steps = each()
        Clock.schedule_interval(lambda _: next(steps, None), 0)
        window.run()
    else:
        Window.add_widget(window.stage)
        for _ in each():
            Clock.tick()
            Clock.tick_draw()


if __name__ == "__main__":
    arguments = [word for word in sys.argv[1:] if not word.startswith("--")]
    pixels = (arguments[1] if len(arguments) > 1 else "1080x1920").split("x")
    (inside if CHECK in sys.argv else take)(
        Path(arguments[0]), int(pixels[0]), int(pixels[1]), pictures=UNSEEN not in sys.argv
    )
