"""Everything that the steps share: the county, two boxes and what is plugged into them, what was measured."""

from dataclasses import dataclass, field
from pathlib import Path

from tests.booted.box import Box
from tests.booted.glass import Glass
from tests.booted.machines import Machines
from tests.booted.stick import County


@dataclass
class Proof:
    """Two boxes on one cable; `pictures` is where screens are kept, `figures` what was measured on the way."""

    county: County
    hall: Box
    other: Box
    hall_glass: Glass
    other_glass: Glass
    hall_machines: Machines
    other_machines: Machines
    pictures: Path
    stick: Path
    figures: dict[str, float] = field(default_factory=dict)

    def keep(self, glass: Glass, name: str) -> None:
        """Keeps a picture of the screen."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        glass.picture(self.pictures / f"{name}.png")
