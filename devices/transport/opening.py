"""From a port as the plan writes it to the wire that leads there."""

import re
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from devices.transport.file import File
from devices.transport.input_device import InputDevice
from devices.transport.protocol import Transport
from devices.transport.serial_port import Rs485, Serial
from devices.transport.tcp import Tcp
from devices.transport.udp import Udp
from devices.transport.usb_printer import UsbPrinter

HOST_AND_PORT = re.compile(r"(?P<host>[^/\s]+):(?P<port>\d{1,5})")


class Line(msgspec.Struct, frozen=True):
    """How a serial line is set; other wires ignore it."""

    baud: int = 9600
    data_bits: Literal[7, 8] = 8
    parity: Literal["N", "E", "O"] = "N"
    rs485: Rs485 | None = None

    @property
    def bits_per_byte(self) -> int:
        """With start and stop bit."""
        return self.data_bits + 2 + (self.parity != "N")


def open_later(port: str, line: Line = Line()) -> Transport:  # noqa: B008 (a frozen value)
    """The wire to `port`, still closed.

    `udp://host:port` are datagrams, `host:port` and `tcp://host:port` a connection, `file://path` a file that is
    only written to, a path under `/dev/usb/` a USB printer, `/dev/input/` an input device of the system, every other
    path a serial line.

    Raises:
        ValueError: a network address without host or port.
    """
    if "://" in port:
        parts = urlsplit(port)
        if parts.scheme == "file":
            return File(parts.path)
        if parts.hostname is None or parts.port is None or parts.scheme not in ("udp", "tcp"):
            raise ValueError(f"{port} is not an address such as udp://host:port")
        return (Udp if parts.scheme == "udp" else Tcp)(parts.hostname, parts.port)
    network = HOST_AND_PORT.fullmatch(port)
    if network is not None:
        return Tcp(network["host"], int(network["port"]))
    if port.startswith("/dev/input/"):
        return InputDevice(port)
    if port.startswith("/dev/usb/"):
        return UsbPrinter(port)
    return Serial(port, baud=line.baud, data_bits=line.data_bits, parity=line.parity, rs485=line.rs485)
