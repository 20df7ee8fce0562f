"""What can go wrong with a machine: one class for each decision the catcher has to take."""

from enum import Enum


class PersonReason(Enum):
    """Why a person has to come to the machine; the value is a stable code for wires and screens."""

    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    HEAD_HOT = "head_hot"
    BROKEN = "broken"
    UNKNOWN = "unknown"
    PAPER_JAM = "paper_jam"
    TAKE_PAPER = "take_paper"


class DeviceError(Exception):
    """Anything a device driver raises on purpose."""


class DeviceOfflineError(DeviceError):
    """The machine cannot be reached: nothing was understood, trying again later may help.

    Attributes:
        written: bytes the wire had accepted before it broke; 0 means the machine has seen nothing.
        retry_in_s: seconds until the link tries again by itself; 0 when it may be tried at once.
    """

    def __init__(self, message: str, *, written: int = 0, retry_in_s: float = 0.0) -> None:
        super().__init__(message)
        self.written = written
        self.retry_in_s = retry_in_s


class PersonNeededError(DeviceError):
    """The machine works but waits for a hand; nothing was printed."""

    def __init__(self, reason: PersonReason) -> None:
        super().__init__(f"a person is needed: {reason.value}")
        self.reason = reason


class WrongAnswerError(DeviceError):
    """The machine answered something its protocol does not allow, or refused the command.

    Attributes:
        code: the machine's own error number where the protocol has one.
    """

    def __init__(self, message: str, *, code: int | None = None) -> None:
        super().__init__(message)
        self.code = code


class TextRefusedError(DeviceError):
    """The text itself cannot be shown by this machine (charset, control characters, length): send another one."""


class SetupError(DeviceError):
    """The computer lacks something the drivers need (a font, a permission): a technician has to install it."""
