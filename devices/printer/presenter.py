"""The mouth of a kiosk printer that holds the slip until it is taken: its commands and where the slip is; no I/O.

Source: device reference, section 2.2 (TerminalClient), states as XFS has them (section 7.3).
"""

from typing import Literal, assert_never

from devices.printer.profile import PrinterProfile
from devices.printer.status import Presenter, PrinterStatus

RETRACT = b"\x1de\x02"
EJECT = b"\x1de\x05"
LOOP_ON = b"\x1de\x12"
LOOP_OFF = b"\x1de\x14"
EU_T400_CUT = b"\x1dVB\x01"
EU_T400_LOOP_OFF = b"\x1c(z\x02\x00\x01\x00"
EU_T400_LOOP_ON = b"\x1c(z\x02\x00\x01\x01"
BLINK = 1


def present(steps: int) -> bytes:
    """Push the slip out by 0 to 255 steps and hold it."""
    return b"\x1de\x03" + bytes([steps])


def ejector(steps: int, left: Literal["eject", "retract"], timeout_s: int) -> bytes:
    """VKP80III: present by so many steps with a blinking mouth, and what becomes of a slip nobody takes in time."""
    return b"\x1cP" + bytes([steps, BLINK]) + (b"E" if left == "eject" else b"R") + bytes([timeout_s])


def loop(profile: PrinterProfile) -> bytes:
    """Hold the printed paper in a loop inside until it is cut, or not; nothing where the profile leaves it as it is."""
    if profile.loop == "unset":
        return b""
    on = profile.loop == "on"
    match profile.presenter:
        case "steps":
            return LOOP_ON if on else LOOP_OFF
        case "eu_t400":
            return EU_T400_LOOP_ON if on else EU_T400_LOOP_OFF
        case "none" | "ejector":
            return b""
        case _:
            assert_never(profile.presenter)


def after_cut(profile: PrinterProfile) -> bytes:
    """What brings the slip into the visitor's reach after the cut."""
    match profile.presenter:
        case "none" | "eu_t400":
            return b""
        case "steps":
            return present(profile.present_steps)
        case "ejector":
            left: Literal["eject", "retract"] = "retract" if profile.retract_after_s else "eject"
            return ejector(profile.present_steps, left, round(profile.retract_after_s))
        case _:
            assert_never(profile.presenter)


def followed(old: Presenter, status: PrinterStatus, *, retracted: bool = False) -> Presenter:
    """Where the slip is after a new status.

    Args:
        retracted: we have told the printer to take the slip back.
    """
    if status.jammed:
        return Presenter.JAMMED
    if status.in_output is None:
        return Presenter.UNKNOWN
    if status.in_output:
        return Presenter.PRESENT
    match old:
        case Presenter.PRESENT:
            return Presenter.RETRACTED if retracted else Presenter.TAKEN
        case Presenter.TAKEN | Presenter.RETRACTED | Presenter.EMPTY:
            return old
        case Presenter.UNKNOWN | Presenter.JAMMED:
            return Presenter.EMPTY
        case _:
            assert_never(old)
