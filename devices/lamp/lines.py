"""The output lines of a GPIO chip, through libgpiod's own Python bindings."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from devices.errors import DeviceOfflineError

if TYPE_CHECKING:
    import gpiod


class Lines(Protocol):
    """Some output lines of one chip, by offset. Used by one thread at a time."""

    @property
    def address(self) -> str:
        """Where the chip is, for messages."""
        ...

    def open(self) -> None:
        """Take the lines; taking them twice does nothing.

        Raises:
            DeviceOfflineError: there is no such chip or line, or another program has it.
        """
        ...

    def set(self, values: Mapping[int, bool]) -> None:
        """Switch lines on or off.

        Raises:
            DeviceOfflineError: the lines are not taken, or the chip is gone.
        """
        ...

    def close(self) -> None:
        """Let go of the lines; they keep or lose their level as the chip has it."""
        ...


class GpiodLines:
    """Lines of `/dev/gpiochipN` (libgpiod 2). Not seen on hardware: this needs a chip."""

    def __init__(self, chip: str, offsets: tuple[int, ...], *, active_low: bool = False) -> None:
        self._chip = chip
        self._offsets = offsets
        self._active_low = active_low
        self._request: gpiod.LineRequest | None = None

    @property
    def address(self) -> str:
        return self._chip

    def open(self) -> None:
        if self._request is not None:
            return
        # Here and not above: an agent without lamps does not need the library.
        import gpiod
        from gpiod.line import Direction

        settings = gpiod.LineSettings(direction=Direction.OUTPUT, active_low=self._active_low)
        try:
            self._request = gpiod.request_lines(self._chip, consumer="tinghao", config={self._offsets: settings})
        except (OSError, ValueError) as error:
            raise DeviceOfflineError(f"{self._chip} cannot be used: {error}") from error

    def set(self, values: Mapping[int, bool]) -> None:
        from gpiod.line import Value

        if self._request is None:
            raise DeviceOfflineError(f"{self._chip} is not open")
        try:
            self._request.set_values({line: Value.ACTIVE if on else Value.INACTIVE for line, on in values.items()})
        except (OSError, ValueError) as error:
            raise DeviceOfflineError(f"{self._chip} broke: {error}") from error

    def close(self) -> None:
        request, self._request = self._request, None
        if request is not None:
            request.release()
