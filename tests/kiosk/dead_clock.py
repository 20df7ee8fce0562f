"""A kiosk like any other whose battery is dead: its clock began again in 2015. Prints all that is to be read."""

import argparse
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.running import Setting, Terminal
from kiosk.screens.setting import prepare
from queue_server.contract.credential import load_credential
from queue_server.contract.plan import load

LOOK_S = 0.2
NEW_YEAR = datetime(2015, 1, 1, tzinfo=UTC)


def main() -> None:
    """Until it is terminated; takes the same options as the kiosk."""
    parser = argparse.ArgumentParser()
    for name in ("plan", "credential", "state", "spoken-into"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    size = (1080, 1920)
    setting = Setting(given.plan, given.credential, given.state, size, spoken_into=given.spoken_into)
    prepare(*size, fullscreen=False)
    switched_on = time.monotonic()

    def now() -> datetime:
        return NEW_YEAR + timedelta(seconds=time.monotonic() - switched_on)

    terminal = Terminal(load(given.plan), load_credential(given.credential), setting, now)
    from kivy.clock import Clock
    from kivy.core.window import Window

    from kiosk.screens.aloud import spoken_screen

    Clock.schedule_interval(lambda _: print(*spoken_screen(Window.children, "zh_CN"), flush=True), LOOK_S)
    terminal.run()


if __name__ == "__main__":
    main()
