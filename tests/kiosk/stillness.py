"""Every face drawn once and then asked for again as the ticks of the clock do: prints those that drew once more."""

import json

from kiosk.screens.setting import prepare
from tests.kiosk.scenes import gallery

TICKS = 3


def main() -> None:
    """In a process of its own, on the screen of `DISPLAY`; prints a JSON array of names."""
    prepare(1080, 1920, fullscreen=False)
    from kivy.config import Config

    Config.set("graphics", "maxfps", 0)
    from kivy.clock import Clock
    from kivy.core.window import Window
    from kivy.lang import Builder

    from kiosk.screens.window import KioskWindow, leave

    faces = gallery("zh_CN")
    shown = next(iter(faces.values()))
    window = KioskWindow(lambda: shown, lambda _: None, leave, 21.5)
    Window.add_widget(window.stage)
    restless = []

    def frame() -> bool:
        """Whether there was one to draw."""
        window.draw()
        Clock.tick()
        Clock.tick_draw()
        Builder.sync()
        drawn = bool(Window.canvas.needs_redraw)
        if drawn:
            Window.dispatch("on_draw")
        return drawn

    for name, scene in faces.items():
        shown = scene
        assert frame(), f"nothing was drawn of {name}"
        if any(frame() for _ in range(TICKS)):
            restless.append(name)
    print(json.dumps(restless))


if __name__ == "__main__":
    main()
