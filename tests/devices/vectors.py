"""Published and computed frames of the machines' protocols: one JSON list per driver, beside its tests."""

from pathlib import Path

import msgspec

COMPUTED = "computed"
"""How the source of a vector begins that follows the published rule but was not published itself."""


class Vector(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One frame and its meaning.

    Attributes:
        source: where it was published; begins with `computed` where it only follows a published rule.
        direction: who says it, in the words of that protocol, such as `host to sign`.
        hex: the bytes, blanks ignored.
        decoded: what they mean; None for a frame that has to be refused.
    """

    name: str
    source: str
    direction: str
    hex: str
    decoded: dict[str, object] | None

    @property
    def content(self) -> bytes:
        return bytes.fromhex(self.hex)

    @property
    def published(self) -> bool:
        return not self.source.startswith(COMPUTED)


def vectors(path: Path) -> list[Vector]:
    """The vectors in a file."""
    return msgspec.json.decode(path.read_bytes(), type=list[Vector])
