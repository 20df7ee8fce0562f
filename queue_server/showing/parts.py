"""The parts of a painting, in units of the panel's shorter side; every part says all that is needed to draw it."""

import msgspec

LEFT, CENTRE, END = 0.0, 0.5, 1.0
"""Which part of the words stands at their `x`."""


class Area(msgspec.Struct, frozen=True):
    """A part of the panel; `x`, `y` is its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


class Box(msgspec.Struct, frozen=True, omit_defaults=True, tag=True):
    """A filled box, `colour` as `#rrggbb`; `x`, `y` is its top left corner."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    radius: float = 0


class Words(msgspec.Struct, frozen=True, omit_defaults=True, tag=True):
    """One line of text around the height `middle`, its `anchor` at `x`, in the room `width` that it must not leave."""

    text: str
    x: float
    middle: float
    size: float
    width: float
    colour: str
    bold: bool = False
    anchor: float = LEFT


class Ticker(msgspec.Struct, frozen=True, omit_defaults=True, tag=True):
    """A line too long for the panel that runs across it, again and again, since `began` (seconds of the epoch)."""

    text: str
    began: float
    middle: float
    size: float
    width: float
    colour: str


Painting = tuple[Box | Words | Ticker, ...]
"""Back to front."""
