"""`lamp`: lights each colour of a window's lamp in turn, then lets it blink, then leaves it dark."""

import time
from collections.abc import Callable

from devices.bench.outcome import Outcome
from devices.errors import DeviceOfflineError
from devices.lamp.lamp import Glow, Lamp
from devices.link import LinkState

STEPS: tuple[tuple[str, dict[str, Glow]], ...] = (
    ("绿灯亮", {"green": Glow.ON}),
    ("红灯亮", {"red": Glow.ON}),
    ("绿灯慢闪", {"green": Glow.BLINK}),
    ("全灭", {}),
)


def light(lamp: Lamp, say: Callable[[str], None], pause_s: float) -> Outcome:
    """Go through the steps, `pause_s` each.

    Raises:
        DeviceOfflineError: the lines cannot be used.
    """
    try:
        for name, glows in STEPS:
            lamp.want(**glows)
            switched(lamp)
            say(name)
            _keep(lamp, pause_s)
        lamp.want()
        switched(lamp)
    finally:
        lamp.close()
    return Outcome(
        "线路通", "灯的线都切换过了；灯泡亮不亮电脑看不见", "请看灯；不亮或反了，核对 green、red、active_low"
    )


def switched(lamp: Lamp) -> None:
    """Set the lines as wanted now.

    Raises:
        DeviceOfflineError: they cannot be used.
    """
    lamp.tick()
    if lamp.health.link is LinkState.ERROR:
        raise DeviceOfflineError(lamp.health.why)


def _keep(lamp: Lamp, seconds: float) -> None:
    until = time.monotonic() + seconds
    while (left_s := until - time.monotonic()) > 0:
        time.sleep(min(lamp.tick(), left_s))
