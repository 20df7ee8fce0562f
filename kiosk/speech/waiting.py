"""The calls that wait for the voice; pure."""

from queue_server.contract.boards import Call

PATIENCE_S = 30.0


class WaitingCalls:
    """First come first spoken; a newer call of a number takes the place of its older one; none waits for long."""

    def __init__(self) -> None:
        self._calls: list[tuple[float, Call]] = []

    def add(self, call: Call, at_s: float) -> None:
        """A call comes at the monotonic time `at_s`."""
        for place, (_, waiting) in enumerate(self._calls):
            if waiting.number == call.number:
                self._calls[place] = (at_s, call)
                return
        self._calls.append((at_s, call))

    def next(self, at_s: float) -> Call | None:
        """Takes the next one that is still worth speaking."""
        while self._calls:
            since, call = self._calls.pop(0)
            if at_s - since <= PATIENCE_S:
                return call
        return None
