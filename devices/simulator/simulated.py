"""What every simulated machine offers to tests and to the bench page."""

from typing import Protocol, runtime_checkable

import msgspec


class Fault(msgspec.Struct, frozen=True):
    """One switch of a simulated machine, with its Chinese label for the bench page."""

    name: str
    label: str
    on: bool = False


class PictureShot(msgspec.Struct, frozen=True):
    """One picture of what the machine shows or has printed.

    Attributes:
        id: rises with every new picture of this machine.
        at: seconds since the epoch.
        png: the picture file.
        note: Chinese remark, such as 中途缺纸; empty when there is nothing to say.
    """

    id: int
    at: float
    png: bytes
    note: str = ""


class Simulator(Protocol):
    """A simulated machine; all methods may be called from any thread."""

    @property
    def kind(self) -> str:
        """`printer`, `led` or `reader`."""
        ...

    @property
    def path(self) -> str:
        """The serial device to give to the driver; the same path before and after unplugging."""
        ...

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All switches with their present position."""
        ...

    def set_fault(self, name: str, on: bool) -> None:
        """Turn one switch.

        Raises:
            KeyError: this machine has no such switch.
        """
        ...

    def pictures(self) -> tuple[PictureShot, ...]:
        """What can be seen, oldest first."""
        ...

    def close(self) -> None:
        """End the machine's thread and remove its path."""
        ...


class Key(msgspec.Struct, frozen=True):
    """Something a person does at a simulated machine, with its Chinese label for the bench page."""

    name: str
    label: str


@runtime_checkable
class Pressable(Protocol):
    """A simulated machine with keys, or with something to put on it."""

    @property
    def keys(self) -> tuple[Key, ...]:
        """What can be done now."""
        ...

    def press(self, name: str) -> None:
        """Do it.

        Raises:
            KeyError: this machine has no such key.
        """
        ...


@runtime_checkable
class Drawn(Protocol):
    """A simulated machine that knows whether its picture is another one without drawing it."""

    @property
    def version(self) -> int:
        """Rises when what can be seen changes; the id of the picture of that."""
        ...


@runtime_checkable
class Legible(Protocol):
    """A simulated machine whose picture says something in words."""

    @property
    def text(self) -> str: ...
