"""Drives a barcode reader in USB-COM or serial mode that sends each code as a line, or speaks a given protocol."""

import time
from collections.abc import Callable

from devices.reader.plain import PlainLines
from devices.reader.protocol import ReaderProtocol
from devices.reader.wire_reader import WireReader
from devices.transport import Transport


class SerialReader(WireReader):
    """A reader on a serial line; plain lines unless told otherwise."""

    def __init__(
        self,
        transport: Transport,
        protocol: ReaderProtocol | None = None,
        *,
        name: str = "reader",
        repeat_window_s: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(transport, protocol or PlainLines(), name=name, repeat_window_s=repeat_window_s, clock=clock)
