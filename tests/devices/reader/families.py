"""The families of readers as the conformance suite needs them: driver, protocol, simulated machine, bytes of a code."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from devices.driver import Driver, Options, Setting
from devices.reader import Reader, ReaderHealth
from devices.reader.drivers import DRIVERS, LineOptions, NewlandOptions, ReaderOptions, SsiOptions
from devices.reader.em3095 import Em3095Protocol
from devices.reader.keys import TypedCodes, typed
from devices.reader.newland import NewlandProtocol
from devices.reader.plain import PlainLines
from devices.reader.protocol import ReaderProtocol
from devices.reader.ssi import DECODER, Op, Packet, SsiProtocol, Status, encode_packet
from devices.simulator.reader import ReaderSimulator
from devices.simulator.reader_machines import Em3095Machine, LineMachine, NewlandMachine, ReaderMachine, TypingMachine
from devices.simulator.reader_ssi import SsiMachine
from devices.transport import Serial, Transport
from devices.transport.input_device import InputDevice
from devices.transport.input_event import EV_KEY, InputEvent, encode_event
from tests.devices.clock import HandClock


@dataclass(frozen=True)
class Family:
    """Attributes: `said(text, number)` are the bytes of the number-th code; `flood` never ends one; `garbage` is what
    may come before a code, with bytes in it that begin a frame; `control` are the bytes of a code with controls."""

    name: str
    protocol: Callable[[], ReaderProtocol]
    machine: Callable[[], ReaderMachine]
    said: Callable[[str, int], bytes]
    flood: bytes
    garbage: bytes
    control: bytes
    answers: bool
    triggered: bool
    options: Options = field(default_factory=ReaderOptions)
    input_device: bool = False

    @property
    def driver(self) -> Driver[Reader]:
        return next(driver for driver in DRIVERS if driver.name == self.name)

    def wire(self, machine: ReaderSimulator) -> Transport:
        if self.input_device:
            return InputDevice(machine.path, grabbing=lambda fd: None)
        return Serial(machine.path, baud=self.driver.baud)


@dataclass(frozen=True)
class Bound:
    """A driver with its simulated machine and a clock moved by hand."""

    family: Family
    reader: Reader
    machine: ReaderSimulator
    electronics: ReaderMachine
    clock: HandClock

    @property
    def health(self) -> ReaderHealth:
        return self.reader.health


def bind(family: Family, folder: Path) -> Bound:
    """A reader that is ready, and its machine."""
    electronics, clock = family.machine(), HandClock()
    machine = ReaderSimulator(folder / "reader", electronics)
    setting = Setting(name="reader", options=family.options, clock=clock)
    return Bound(family, family.driver.build(setting, family.wire(machine)), machine, electronics, clock)


def line(text: str, number: int) -> bytes:
    return text.encode() + b"\r"


def packet(text: str, number: int) -> bytes:
    return encode_packet(Packet(Op.DECODE_DATA, b"\x03" + text.encode(), DECODER))


def keys(text: str, number: int) -> bytes:
    return typed(text, number * 1_000_000)


LINE_FLOOD = b"X" * 10_000
SSI_FLOOD = encode_packet(Packet(Op.DECODE_DATA, b"\x03" + b"X" * 200, DECODER, Status.CONTINUED)) * 50
FAMILIES = (
    Family(
        "serial_line", PlainLines, LineMachine, line, LINE_FLOOD, b"\x00\xff]Q\x02\r", b"A\x1b012\r", False, False,
        LineOptions(),
    ),
    Family(
        "newland", lambda: NewlandProtocol("trigger"), NewlandMachine, line, LINE_FLOOD,
        b"\x02\x010000#SC\x02\x01\x02\x00?!;\x03\r", b"A\x1b012\r", True, True, NewlandOptions(mode="trigger"),
    ),
    Family(
        "honeywell", lambda: PlainLines("honeywell"), lambda: LineMachine("honeywell"), line, LINE_FLOOD,
        b"\x16T\x06.\r", b"A\x1b012\r", False, True,
    ),
    Family(
        "em3095", Em3095Protocol, Em3095Machine, line, LINE_FLOOD, b"\x02\x00\x00\x02\x02\x00\x99\x7e\x00\r",
        b"A\x1b012\r", True, True,
    ),
    Family(
        "ssi", lambda: SsiProtocol(host_trigger=True), lambda: SsiMachine(resend_s=0.05), packet, SSI_FLOOD,
        b"\x04\xf3\x01\x05\xf3\x00\x00\x00\xff", packet("A\x1b012", 0), True, True, SsiOptions(host_trigger=True),
    ),
    Family(
        "hid", TypedCodes, TypingMachine, keys, typed("X" * 10_000, 0, end=False),
        encode_event(InputEvent(500_000, EV_KEY, 30, 0)) + encode_event(InputEvent(500_001, 4, 4, 458756)),
        typed("A", 0, end=False) + encode_event(InputEvent(2_000, EV_KEY, 15, 1)) + typed("012", 3_000), False, False,
        input_device=True,
    ),
)  # fmt: skip
