"""The wires a driver may be given: serial line, TCP socket, device file, recording."""

from devices.transport.file import File
from devices.transport.protocol import Transport
from devices.transport.recorded import Entry, Recorded, Recorder, load_recording
from devices.transport.serial_port import Serial
from devices.transport.tcp import Tcp

__all__ = ["Entry", "File", "Recorded", "Recorder", "Serial", "Tcp", "Transport", "load_recording"]
