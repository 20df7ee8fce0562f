"""The wires a driver may be given: serial line, TCP connection, datagrams, device file, recording."""

from devices.transport.file import File
from devices.transport.input_device import InputDevice
from devices.transport.opening import Line, open_later
from devices.transport.protocol import Transport
from devices.transport.recorded import Entry, Recorded, Recorder, load_recording
from devices.transport.serial_port import Rs485, Serial
from devices.transport.tcp import Tcp
from devices.transport.udp import Udp
from devices.transport.usb_printer import UsbPrinter

__all__ = [
    "Entry",
    "File",
    "InputDevice",
    "Line",
    "Recorded",
    "Recorder",
    "Rs485",
    "Serial",
    "Tcp",
    "Transport",
    "Udp",
    "UsbPrinter",
    "load_recording",
    "open_later",
]
