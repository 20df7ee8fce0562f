"""What makes the kiosk easier for this one visitor; everything is as usual again for the next."""

from dataclasses import dataclass, replace
from typing import Literal, Self

QUIETEST, USUAL, LOUDEST = 1, 3, 5
"""Steps of the voice."""

EaseKind = Literal["large", "contrast", "reach", "aloud"]


@dataclass(frozen=True)
class Look:
    """How the screen is drawn: type half as large again, strong colours, all controls in the lower half."""

    large: bool = False
    contrast: bool = False
    reach: bool = False


@dataclass(frozen=True)
class Ease:
    """`aloud`: everything to be seen is also spoken, `volume` steps loud; `headset`: to nobody but the visitor."""

    look: Look = Look()
    aloud: bool = False
    volume: int = USUAL
    headset: bool = False

    def turned(self, kind: EaseKind) -> Self:
        """With one of them turned on or off."""
        if kind == "aloud":
            return replace(self, aloud=not self.aloud)
        return replace(self, look=replace(self.look, **{kind: not getattr(self.look, kind)}))

    def louder(self, by: int) -> Self:
        """Louder by so many steps, or quieter."""
        return replace(self, volume=min(LOUDEST, max(QUIETEST, self.volume + by)))


AS_USUAL = Ease()
