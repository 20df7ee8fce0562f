"""One first start as a whole value, its beginning, and how it is taken up again after a restart."""

import msgspec

from kiosk.setup.effects import Apply, DraftPlan, Effect, ListenForHalls, LookAtSticks, LookForMachines, RunTests
from kiosk.setup.steps import (
    Clock,
    Code,
    Devices,
    Halls,
    Knocking,
    People,
    Step,
    Stick,
    Testing,
    Working,
)
from kiosk.setup.values import Hall, Machine, Part, Person, Summary
from queue_server.contract.selftest import Finding
from queue_server.contract.words import Language


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was chosen and found so far.

    Attributes:
        at: when something happened last, in seconds of any rising clock.
        joins: one more box of a hall that is there; the first of a new one otherwise.
        stick: the plan's file on a USB stick, empty where it is made of the template for `place`.
        people: with their first PINs; nobody in a box that joins.
        door_pin: the technician's, empty while there is none or the box has no door.
        client: as which the hall let the box in.
        touches, machine_s: of fingers so far, and seconds that a person waited for the machine.
    """

    step: Step
    at: float
    language: Language = "zh_CN"
    machines: tuple[Machine, ...] = ()
    joins: bool = False
    stick: str = ""
    place: str = ""
    summary: Summary | None = None
    people: tuple[Person, ...] = ()
    door_pin: str = ""
    part: Part = "kiosk"
    halls: tuple[Hall, ...] = ()
    hall: Hall | None = None
    client: str = ""
    findings: tuple[Finding, ...] = ()
    touches: int = 0
    machine_s: float = 0.0

    @property
    def waits(self) -> bool:
        """Whether a person waits for the machine now, and not the machine for a person's hand."""
        match self.step:
            case Devices(looking=True) | Stick(looking=True) | Halls(looking=True) | Testing(running=True, words=""):
                return True
            case Knocking() | Working() | People(printed="printing"):
                return True
        return False

    def person(self, id: str) -> Person | None:
        """The person with this id."""
        return next((one for one in self.people if one.id == id), None)


Result = tuple[Setup, tuple[Effect, ...]]


def begin(now: float) -> Result:
    """A bare box, just switched on."""
    return Setup(step=Devices(), at=now), (LookForMachines(),)


def resume(kept: Setup, now: float) -> Result:
    """Goes on where the box was when it went off: what was on its way is asked for once more."""
    setup = msgspec.structs.replace(kept, at=now)
    match kept.step:
        case Devices(looking=True):
            return setup, (LookForMachines(),)
        case Stick():
            return at(setup, Stick()), (LookAtSticks(),)
        case Halls() | Knocking() | Code():
            return at(setup, Halls()), (ListenForHalls(),)
        case Working(at="plan"):
            return setup, (DraftPlan(setup.place, setup.stick),)
        case Working(at="clock"):
            return at(setup, Clock()), ()
        case Working(at="apply"):
            return setup, (Apply(),)
        case Testing(running=True):
            return msgspec.structs.replace(setup, findings=()), (RunTests(),)
        case People(page=page):
            return at(setup, People(page)), ()
    return setup, ()


def at(setup: Setup, step: Step) -> Setup:
    """The same first start at another step."""
    return msgspec.structs.replace(setup, step=step)
