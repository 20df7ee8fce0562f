"""The first start: one function from (setup, what happened, when) to (next setup, what to do)."""

from msgspec.structs import replace

from kiosk.setup import happenings as h
from kiosk.setup.state import Result, Setup
from kiosk.setup.tidings import came
from kiosk.setup.touches import touched


def step(setup: Setup, happening: h.Happening, now: float) -> Result:
    """The first start after `happening`; what does not fit the step changes nothing."""
    waited_s = now - setup.at if setup.waits else 0.0
    setup = replace(setup, at=now, machine_s=setup.machine_s + waited_s)
    match happening:
        case h.Touched():
            return replace(setup, touches=setup.touches + 1), ()
        case h.TurnTongue():
            return replace(setup, language="en" if setup.language == "zh_CN" else "zh_CN"), ()
        case (
            h.Next()
            | h.Back()
            | h.Again()
            | h.Choose()
            | h.Typed()
            | h.TurnPage()
            | h.Nudge()
            | h.ClockWrong()
            | h.PrintPins()
        ):
            return touched(setup, happening)
        case _:
            return came(setup, happening, now)
