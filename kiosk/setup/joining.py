"""What a touch does while a hall is asked to take the box in."""

from ipaddress import ip_address

from msgspec.structs import replace

from kiosk.setup import happenings as h
from kiosk.setup.effects import Knock, ListenForHalls, StopKnocking
from kiosk.setup.state import Result, Setup, at
from kiosk.setup.steps import Address, Code, Halls, Knocking, NotLetIn, Purpose
from kiosk.setup.values import Hall, Part

BY_HAND = "by hand"
"""The key for typing an address."""
PARTS: tuple[Part, ...] = ("kiosk", "display", "window")
PAIRING_PORT = 8443
"""Where a hall's door is, if nothing else is typed."""
LONGEST_ADDRESS = 21


def touched(setup: Setup, touch: h.Touch) -> Result:
    """The first start after the touch."""
    match setup.step, touch:
        case Purpose(), h.Choose(key) if key in PARTS:
            return replace(setup, step=Halls(), part=key), (ListenForHalls(),)
        case Halls(), h.Again():
            return at(setup, Halls()), (ListenForHalls(),)
        case Halls(), h.Choose(key) if key == BY_HAND:
            return at(setup, Address()), ()
        case Halls(), h.Choose(key):
            hall = next((hall for hall in setup.halls if f"{hall.host}:{hall.port}" == key), None)
            return (replace(setup, step=Knocking(), hall=hall), (Knock(),)) if hall else (setup, ())
        case Address(), h.Typed(text):
            return at(setup, Address(text[:LONGEST_ADDRESS])), ()
        case Address(text=text), h.Next():
            hall = _typed_hall(text)
            if hall is None:
                return at(setup, Address(text, wrong=True)), ()
            return replace(setup, step=Knocking(), hall=hall), (Knock(),)
        case Code(), h.Again():
            return at(setup, Knocking()), (StopKnocking(), Knock())
        case NotLetIn(), h.Again():
            return at(setup, Knocking()), (Knock(),)
    return setup, ()


def _typed_hall(text: str) -> Hall | None:
    host, _, port = text.partition(":")
    try:
        return Hall(host=str(ip_address(host)), port=int(port or PAIRING_PORT))
    except ValueError:
        return None
