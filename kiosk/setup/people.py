"""What a touch does to the clock, and to who works here with which PIN."""

import itertools

from msgspec.structs import replace

from kiosk.setup import happenings as h
from kiosk.setup.effects import Apply, PrintPeople, SetClock
from kiosk.setup.setting_clock import nudged
from kiosk.setup.spelling import LONGEST_NAME, is_name
from kiosk.setup.state import Result, Setup, at
from kiosk.setup.steps import Clock, People, PersonName, Pin, Working

LONGEST_PIN, SHORTEST_PIN, SHORTEST_DOOR_PIN = 8, 4, 6


def touched(setup: Setup, touch: h.Touch) -> Result:
    """The first start after the touch."""
    match setup.step, touch:
        case Clock(wanted=None), h.ClockWrong(shown):
            return at(setup, Clock(shown.replace(second=0, microsecond=0))), ()
        case Clock(wanted=wanted), h.Nudge(unit, by) if wanted is not None:
            return at(setup, Clock(nudged(wanted, unit, by))), ()
        case Clock(wanted=None), h.Next():
            return (at(setup, People()), ()) if has_pins(setup) else apply(setup)
        case Clock(wanted=wanted), h.Next() if wanted is not None:
            return at(setup, Working("clock")), (SetClock(wanted),)
        case People(page=page), h.PrintPins():
            return at(setup, People(page, "printing")), (PrintPeople(),)
        case People(printed=printed), h.Next() if printed != "printing":
            return apply(setup)
        case People(), h.Choose(key):
            about, _, id = key.partition(":")
            known = setup.person(id) is not None
            if about == "name" and known:
                return at(setup, PersonName(id)), ()
            return (at(setup, Pin(id)), ()) if about == "pin" and (known or not id) else (setup, ())
        case PersonName(person=person), h.Choose("pin"):
            return at(setup, Pin(person)), ()
        case PersonName(person=person), h.Typed(text):
            return at(setup, PersonName(person, text[:LONGEST_NAME])), ()
        case PersonName(person=person, text=text), h.Next() if is_name(text):
            people = tuple(replace(one, name=text) if one.id == person else one for one in setup.people)
            return replace(setup, people=people, step=People()), ()
        case Pin(person=person), h.Typed(text):
            return at(setup, Pin(person, "".join(sign for sign in text if sign in "0123456789")[:LONGEST_PIN])), ()
        case Pin(person=person, text=text), h.Next():
            if len(text) < (SHORTEST_PIN if person else SHORTEST_DOOR_PIN) or is_easy(text):
                return at(setup, Pin(person, wrong=True)), ()
            people = tuple(replace(one, pin=text) if one.id == person else one for one in setup.people)
            return replace(setup, people=people, door_pin=setup.door_pin if person else text, step=People()), ()
    return setup, ()


def has_pins(setup: Setup) -> bool:
    """Whether there is any PIN to be told on this box."""
    return bool(setup.people) or (bool(setup.door_pin) and setup.part == "kiosk")


def is_easy(pin: str) -> bool:
    """Whether it is one digit again and again, or digits that follow each other: 0000, 1234, 4321."""
    steps = {int(after) - int(before) for before, after in itertools.pairwise(pin)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


def apply(setup: Setup) -> Result:
    """All is chosen: the box becomes what it is to be."""
    return at(setup, Working("apply")), (Apply(),)
