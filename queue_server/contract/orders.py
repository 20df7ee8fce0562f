"""What a technician may order of one terminal, and the picture of its screen that it answers with."""

from datetime import datetime
from typing import Literal

import msgspec

MOST_PICTURE_BYTES = 400_000
"""No picture is larger on the wire; a terminal makes its own smaller until it fits."""


class ShowPicture(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", tag=True):
    """Shows once what is on the screen; answered by `Picture`."""


class RunSelfTest(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", tag=True):
    """Tests all its machines at the next quiet moment; the result comes as its self-test."""


class Restart(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", tag=True):
    """Leaves at the next quiet moment; whoever keeps the program starts it again."""


AnyOrder = ShowPicture | RunSelfTest | Restart


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """One order of the account `by`, once: never retained, so who is away does not hear of it later."""

    id: str
    by: str
    at: datetime
    order: AnyOrder


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of `client` to the order `id`; never retained.

    `in_use`: somebody stands at the terminal, and nobody looks over their shoulder. `image` is a JPEG of at most
    `MOST_PICTURE_BYTES`, empty where nothing is shown.
    """

    id: str
    client: str
    state: Literal["shown", "in_use", "failed"]
    image: bytes = b""
