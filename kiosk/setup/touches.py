"""What a touch does to a first start."""

from msgspec.structs import replace

from kiosk.setup import happenings as h
from kiosk.setup import joining, people
from kiosk.setup.effects import (
    DraftPlan,
    Leave,
    ListenForHalls,
    LookAtSticks,
    LookForMachines,
    RunTests,
    StopKnocking,
)
from kiosk.setup.spelling import LONGEST_NAME, is_name
from kiosk.setup.state import Result, Setup, at
from kiosk.setup.steps import (
    Address,
    Clock,
    Code,
    Devices,
    Done,
    Halls,
    Knocking,
    Naming,
    NotLetIn,
    Overview,
    People,
    PersonName,
    Pin,
    Purpose,
    Source,
    Step,
    Stick,
    Testing,
    Trouble,
    Which,
    Working,
)

FIRST, JOIN = "first", "join"
TEMPLATE, STICK = "template", "stick"
"""The keys of what some screens offer."""


def touched(setup: Setup, touch: h.Touch) -> Result:
    """The first start after the touch."""
    match setup.step, touch:
        case _, h.Back():
            return _back(setup)
        case (Naming() | Overview() | People() | PersonName() | Testing()) as paged, h.TurnPage(by):
            return at(setup, replace(paged, page=max(0, paged.page + by))), ()
        case Devices(looking=False), h.Next():
            return at(setup, Which()), ()
        case Devices(looking=False), h.Again():
            return at(setup, Devices()), (LookForMachines(),)
        case Which(), h.Choose(key) if key in (FIRST, JOIN):
            return replace(setup, joins=key == JOIN, step=Purpose() if key == JOIN else Source()), ()
        case ((Clock() | People() | PersonName() | Pin()), _):
            return people.touched(setup, touch)
        case ((Purpose() | Halls() | Address() | Knocking() | Code() | NotLetIn()), _):
            return joining.touched(setup, touch)
        case ((Source() | Stick() | Naming() | Overview()), _):
            return _planning(setup, touch)
        case Trouble(at=work), h.Again():
            return _worked_again(setup, work)
        case Testing(running=False), h.Again():
            return replace(setup, step=Testing(), findings=()), (RunTests(),)
        case Testing(running=False), h.Next():
            return at(setup, Done()), ()
        case Done(), h.Next():
            return setup, (Leave(),)
    return setup, ()


def _planning(setup: Setup, touch: h.Touch) -> Result:
    match setup.step, touch:
        case Source(), h.Choose(key) if key == TEMPLATE:
            return at(setup, Naming(setup.place)), ()
        case Source(), h.Choose(key) if key == STICK:
            return at(setup, Stick()), (LookAtSticks(),)
        case Stick(), h.Again():
            return at(setup, Stick()), (LookAtSticks(),)
        case Stick(offers=offers), h.Choose(key) if key in {offer.path for offer in offers}:
            return _draft(setup, "", key)
        case Naming(), h.Typed(text):
            return at(setup, Naming(text[:LONGEST_NAME])), ()
        case Naming(text=text), h.Next() if is_name(text):
            return _draft(setup, text, "")
        case Overview(), h.Next():
            return at(setup, Clock()), ()
    return setup, ()


def _draft(setup: Setup, place: str, stick: str) -> Result:
    if (place, stick) != (setup.place, setup.stick):
        setup = replace(setup, people=(), summary=None)
    return replace(setup, place=place, stick=stick, step=Working("plan")), (DraftPlan(place, stick),)


def _worked_again(setup: Setup, work: str) -> Result:
    if work == "plan":
        return at(setup, Working("plan")), (DraftPlan(setup.place, setup.stick),)
    return people.apply(setup)


def _back(setup: Setup) -> Result:
    match setup.step:
        case Code() | Knocking():
            return at(setup, Halls()), (StopKnocking(), ListenForHalls())
        case Halls():
            return at(setup, Purpose()), ()
        case NotLetIn() | Address():
            return at(setup, Halls()), (ListenForHalls(),)
        case Stick(looking=True):
            return at(setup, Source()), ()
    before = _before(setup)
    return (at(setup, before), ()) if before is not None else (setup, ())


def _before(setup: Setup) -> Step | None:
    """The screen before this one; None where there is none, or the machine is at work."""
    planned: Step = Stick(looking=False) if setup.stick else Naming(setup.place)
    match setup.step:
        case Which():
            return Devices(looking=False)
        case Source() | Purpose():
            return Which()
        case Stick() | Naming():
            return Source()
        case Overview() | Trouble(at="plan"):
            return Source() if setup.stick else planned
        case Clock(wanted=None):
            return Overview() if not setup.joins else None
        case Clock():
            return Clock()
        case People():
            return Clock()
        case PersonName() | Pin():
            return People()
        case Trouble():
            return People() if people.has_pins(setup) else Clock()
    return None
