"""Pictures of every face of the first start, either way up, and their faults: `-m tests.kiosk.setup_pictures DIR`.

`--readme DIR` draws those of the technician's guide.
"""

import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image

from kiosk.visit import Look
from queue_server.contract.words import Language
from tests.kiosk.glass import Glass

INSIDE, UNSEEN, README = "--inside", "--unseen", "--readme"
IN_README = ("devices", "which", "naming", "overview", "people", "code", "tested", "done")
SIZES = ((1080, 1920), (1920, 1080))
LANGUAGES: tuple[Language, ...] = ("zh_CN", "en")
ROUNDS = 3
"""So often a face is drawn until all of it has come to rest."""
LEAST_KEY_MM, LEAST_APART_MM = 20.0, 3.0


def take(
    folder: Path, width: int, height: int, languages: Sequence[Language] = LANGUAGES, *, pictures: bool = True
) -> dict[str, list[str]]:
    """Draws all faces on a screen of their own, `<face>.<language>.png`; gives the faults of each."""
    folder.mkdir(parents=True, exist_ok=True)
    options = [INSIDE, *([] if pictures else [UNSEEN]), *(f"--{language}" for language in languages)]
    words = [sys.executable, "-m", "tests.kiosk.setup_pictures", *options]
    with Glass(width, height) as glass:
        subprocess.run([*words, folder, f"{width}x{height}"], env=glass.environment, check=True, timeout=200)
    faults: dict[str, list[str]] = json.loads((folder / "faults.json").read_text("utf-8"))
    return {face: told for face, told in faults.items() if told}


def inside(folder: Path, width: int, height: int, languages: Sequence[Language], *, pictures: bool) -> None:
    """In the process that has the window; without pictures nothing is drawn, only laid out."""
    logging.basicConfig(level=logging.ERROR)
    from kiosk.screens.setting import prepare

    prepare(width, height, fullscreen=False)
    from kivy.config import Config

    Config.set("graphics", "maxfps", 0)
    from kivy.clock import Clock
    from kivy.core.window import Window

    from kiosk.screens.aloud import controls
    from kiosk.screens.setup.window import SetupWindow
    from kiosk.screens.theme import theme
    from kiosk.screens.window import leave
    from tests.kiosk.measuring import box_of, faults, unfit
    from tests.kiosk.setup_scenes import gallery

    scenes = {f"{name}.{language}": scene for language in languages for name, scene in gallery(language).items()}
    shown = next(iter(scenes.values()))
    window = SetupWindow(lambda: shown, lambda _: None, 21.5)
    wrong: dict[str, list[str]] = {}

    def each() -> Iterator[None]:
        nonlocal shown
        for name, scene in scenes.items():
            shown = scene
            for _ in range(ROUNDS):
                window.draw()
                yield
            if pictures:
                Path(Window.screenshot(str(folder / f"{name}.png"))).rename(folder / f"{name}.png")
            targets = [box_of(control) for control in controls(window.parts)]
            wrong[name] = [*faults(Window, Look()), *unfit(targets, theme.mm(LEAST_KEY_MM), theme.mm(LEAST_APART_MM))]
        (folder / "faults.json").write_text(json.dumps(wrong, ensure_ascii=False, indent=1), encoding="utf-8")
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


def for_readme(folder: Path) -> None:
    """The Chinese faces that the technician's guide shows, small, in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as drawn:
        take(Path(drawn), *SIZES[0], ["zh_CN"])
        for face in IN_README:
            picture = Image.open(Path(drawn, f"{face}.zh_CN.png")).convert("RGB")
            small = picture.resize((405, 720), Image.Resampling.LANCZOS)
            small.quantize(192, dither=Image.Dither.NONE).save(folder / f"{face}.png", optimize=True)


def main(arguments: list[str]) -> int:
    """Both ways a panel may stand; every fault is printed."""
    folder, *size = [word for word in arguments if not word.startswith("--")]
    if README in arguments:
        for_readme(Path(folder))
        return 0
    if INSIDE in arguments:
        width, height = (int(side) for side in size[0].split("x"))
        languages = [language for language in LANGUAGES if f"--{language}" in arguments]
        inside(Path(folder), width, height, languages, pictures=UNSEEN not in arguments)
        return 0
    wrong = 0
    for width, height in SIZES:
        faults = take(Path(folder, f"{width}x{height}"), width, height)
        wrong += len(faults)
        print(f"{width}x{height}", *faults.items(), sep="\n  ")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
