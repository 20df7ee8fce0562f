"""What a first start asks the world for."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class LookForMachines:
    """Which machines are plugged in; answered by `MachinesFound`."""


@dataclass(frozen=True)
class LookAtSticks:
    """Which plans are on USB sticks; answered by `SticksSeen`."""


@dataclass(frozen=True)
class DraftPlan:
    """The plan of the template for this place, or of the file `path`; answered by `PlanRead` or `WorkFailed`."""

    place: str = ""
    path: str = ""


@dataclass(frozen=True)
class ListenForHalls:
    """Which halls answer in the network; answered by `HallsHeard`."""


@dataclass(frozen=True)
class Knock:
    """A code of the hall; answered by `CodeGiven`, then `LetIn` or `KeptOut`."""


@dataclass(frozen=True)
class StopKnocking:
    """The code is not wanted any more."""


@dataclass(frozen=True)
class SetClock:
    """The box's clock, by the hall's time of day; answered by `WorkDone` or `WorkFailed`."""

    at: datetime


@dataclass(frozen=True)
class Apply:
    """The box becomes what was chosen; answered by `WorkDone` or `WorkFailed`."""


@dataclass(frozen=True)
class RunTests:
    """The self-test; answered by `Tested` and `TestsOver`."""


@dataclass(frozen=True)
class PrintCode:
    """The code on the slip printer too, as well as can be."""


@dataclass(frozen=True)
class PrintPeople:
    """People and their first PINs on the slip printer; answered by `PinsPrinted`."""


@dataclass(frozen=True)
class Leave:
    """The first start is over."""


Effect = (
    LookForMachines
    | LookAtSticks
    | DraftPlan
    | ListenForHalls
    | Knock
    | StopKnocking
    | SetClock
    | Apply
    | RunTests
    | PrintCode
    | PrintPeople
    | Leave
)
