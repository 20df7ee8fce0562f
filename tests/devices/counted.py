"""A wire that counts, so that a test can wait until a simulated machine has taken in everything."""

from devices.transport import Transport


class Counted:
    """A wire that counts what was said on it."""

    def __init__(self, wire: Transport) -> None:
        self._wire = wire
        self.said_bytes = 0

    @property
    def address(self) -> str:
        return self._wire.address

    @property
    def descriptor(self) -> int | None:
        return self._wire.descriptor

    def open(self) -> None:
        self._wire.open()

    def close(self) -> None:
        self._wire.close()

    def write(self, content: bytes) -> None:
        self._wire.write(content)
        self.said_bytes += len(content)

    def read(self, timeout_s: float) -> bytes:
        return self._wire.read(timeout_s)
