"""What the first start deals in: machines that were found, plans on offer, people with their PINs, halls, checks."""

from typing import Literal

import msgspec

Plug = Literal["usb_a", "usb_b", "rj45", "db9", "jack", "hdmi", "power"]
Part = Literal["kiosk", "display", "window"]
"""What a box may be in a hall that is there already."""


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """One machine that a kiosk usually has, as it was found; both sentences are Chinese sources.

    Attributes:
        kind: the plan's word, or `network`, `sound`, `television`.
        there: `well` or `silent` where it is plugged in, `absent` where it is not.
        port, driver, baud: how it is bound, empty where it needs no binding.
    """

    kind: str
    name: str
    plug: Plug
    there: Literal["well", "silent", "absent"]
    words: str
    remedy: str = ""
    port: str = ""
    driver: str = ""
    baud: int = 0


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A plan on a USB stick: its file, and what a person calls it."""

    path: str
    name: str
    about: str = ""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who works in the hall; `pin` is the first one, which they change.

    `post` is A or B at the `window` of that number, else what they do, a Chinese source.
    """

    id: str
    name: str
    post: str
    pin: str
    window: int = 0


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """A plan in a few words: `windows` by number with what they serve, `hours` as spans of time, counts, warnings.

    `address` is where the hall's pages are.
    """

    hall: str
    windows: tuple[tuple[int, str], ...]
    hours: tuple[str, ...]
    matters: int
    people: int
    address: str = ""
    covered_until: str = ""
    warnings: tuple[str, ...] = ()


class Hall(msgspec.Struct, frozen=True, kw_only=True):
    """A hall in the network that may be asked to take this box in; `name` is empty where only its address is known."""

    host: str
    port: int
    name: str = ""
