"""The box as an update needs it: the hall's parts stopped and started, and how they are."""

from collections.abc import Sequence
from typing import Protocol


class Machine(Protocol):
    """The box's parts of the hall, whichever release is current."""

    def is_quiet(self) -> bool:
        """Whether nobody is served, and nobody will be soon: the moment to switch."""

    def there(self) -> tuple[str, ...]:
        """The terminals that are connected now."""

    def stop(self) -> None:
        """Stops every part; they are stopped when this returns."""

    def start(self) -> None:
        """Starts every part from the release that is current; one that runs is left alone."""

    def ails(self, there: Sequence[str]) -> tuple[str, ...]:
        """What is wrong at this moment, in Chinese sentences; the terminals in `there` ought to be connected."""
