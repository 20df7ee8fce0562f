"""What is known about any LED sign, whatever its protocol."""

import msgspec

from devices.link import LinkState


class SignHealth(msgspec.Struct, frozen=True):
    """The state of one sign.

    Attributes:
        wanted: the text the sign should show; None when nothing was asked for yet.
        shown: the text the sign has confirmed; None when unknown.
        why: what is wrong, in English for logs; empty when nothing is known to be wrong.
    """

    link: LinkState
    wanted: str | None
    shown: str | None
    why: str
