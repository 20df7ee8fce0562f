"""Where the first start is: one struct for each screen; kept on the disk as they are."""

from datetime import datetime
from typing import Literal

import msgspec

from kiosk.setup.values import Offer

Work = Literal["plan", "clock", "apply"]
"""What the machine is at while a person waits, and what then may fail."""
Reason = Literal["locked", "expired", "refused", "away"]
"""Why a hall did not take the box in."""


class _Step(msgspec.Struct, frozen=True, tag=True):
    """One screen."""


class Devices(_Step, frozen=True, tag=True):
    """The machines that were found, or `looking` for them."""

    looking: bool = True


class Which(_Step, frozen=True, tag=True):
    """The first box of a hall, or one more?"""


class Source(_Step, frozen=True, tag=True):
    """The plan: made of the template, or from a USB stick?"""


class Stick(_Step, frozen=True, tag=True):
    """The plans on the USB sticks that are in."""

    looking: bool = True
    offers: tuple[Offer, ...] = ()


class Naming(_Step, frozen=True, tag=True):
    """The hall's place: `text` is what was typed, Latin letters at its end are a sound that waits for its character."""

    text: str = ""
    page: int = 0


class Overview(_Step, frozen=True, tag=True):
    """The plan in a few words."""

    page: int = 0


class Purpose(_Step, frozen=True, tag=True):
    """What is the box to be in the hall that is there?"""


class Halls(_Step, frozen=True, tag=True):
    """The halls that answered in the network, or `looking` for them."""

    looking: bool = True


class Address(_Step, frozen=True, tag=True):
    """A hall's address by hand."""

    text: str = ""
    wrong: bool = False


class Knocking(_Step, frozen=True, tag=True):
    """The hall is asked for a code."""


class Code(_Step, frozen=True, tag=True):
    """The code that somebody types at the hall before `until`, and the `words` that must be the same on both sides."""

    code: str
    words: tuple[str, ...]
    until: float


class NotLetIn(_Step, frozen=True, tag=True):
    """The hall did not take the box in; it may have said why."""

    reason: Reason
    sentence: str = ""


class Clock(_Step, frozen=True, tag=True):
    """Is the time right? `wanted` is what it is being set to; `failed` says why it could not be."""

    wanted: datetime | None = None
    failed: str = ""


class People(_Step, frozen=True, tag=True):
    """Who works here and with which first PIN; `printed` once the list is on paper."""

    page: int = 0
    printed: Literal["", "printing", "well", "not"] = ""


class PersonName(_Step, frozen=True, tag=True):
    """Somebody's own name in the place of the template's."""

    person: str
    text: str = ""
    page: int = 0


class Pin(_Step, frozen=True, tag=True):
    """A PIN of one's own choice; the technician's for the kiosk's door where `person` is empty."""

    person: str = ""
    text: str = ""
    wrong: bool = False


class Working(_Step, frozen=True, tag=True):
    """The machine does something, and a person waits."""

    at: Work


class Trouble(_Step, frozen=True, tag=True):
    """It was not done; the sentences say why."""

    at: Work
    sentences: tuple[str, ...]


class Testing(_Step, frozen=True, tag=True):
    """The self-test goes on, or is over; now at `check`, and `words` ask for a person's hand where one is needed."""

    running: bool = True
    page: int = 0
    check: str = ""
    words: str = ""


class Done(_Step, frozen=True, tag=True):
    """What to practise; then the first start is over."""


Step = (
    Devices
    | Which
    | Source
    | Stick
    | Naming
    | Overview
    | Purpose
    | Halls
    | Address
    | Knocking
    | Code
    | NotLetIn
    | Clock
    | People
    | PersonName
    | Pin
    | Working
    | Trouble
    | Testing
    | Done
)
