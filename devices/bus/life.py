"""How one machine on a shared line is: the line may be up and the machine away, each waits for itself."""

from collections.abc import Callable

from devices.errors import DeviceOfflineError
from devices.link import LinkState, Outage


class Life:
    """The link state of one machine behind a bus, with its own back-off while it is silent."""

    def __init__(self, name: str, clock: Callable[[], float]) -> None:
        self._outage = Outage(name, "on its line", clock)
        self._line_why = ""
        self.state = LinkState.CLOSED

    @property
    def why(self) -> str:
        """What is wrong, in English for logs; empty while nothing is known to be wrong."""
        return self._line_why or self._outage.why

    @property
    def away(self) -> bool:
        """True while the machine or its line is known not to answer."""
        return self.state is LinkState.ERROR

    @property
    def retry_in_s(self) -> float:
        """Seconds for which the machine should be left alone."""
        return self._outage.retry_in_s

    def line_down(self, error: DeviceOfflineError) -> None:
        """The line broke; its bus tries again, the machine need not wait on top of that."""
        self._line_why = str(error)
        self.state = LinkState.ERROR

    def line_up(self) -> None:
        """The line is open; whether the machine is there will be seen."""
        self._line_why = ""
        self._outage.over()
        self.state = LinkState.OPENING

    def silent(self, error: DeviceOfflineError) -> None:
        """The machine itself did not answer."""
        self.state = LinkState.ERROR
        self._outage.begins(error)

    def well(self) -> None:
        """The machine answered, or took everything where it never answers."""
        self.state = LinkState.READY
        self._outage.over()
