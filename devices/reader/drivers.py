"""The barcode readers that the house can drive."""

from typing import Literal

from devices.driver import Driver, Options, Setting
from devices.reader.em3095 import Em3095Protocol
from devices.reader.keys import TypedCodes
from devices.reader.newland import NewlandProtocol
from devices.reader.plain import PlainLines
from devices.reader.protocol import ReaderProtocol
from devices.reader.reader import Reader
from devices.reader.ssi import SsiProtocol
from devices.reader.wire_reader import WireReader
from devices.transport import Transport

LONGEST_WINDOW_S = 60.0


class ReaderOptions(Options, frozen=True, kw_only=True):
    """Attributes: the same code within `repeat_window_s` counts once."""

    repeat_window_s: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.repeat_window_s <= LONGEST_WINDOW_S:
            raise ValueError("repeat_window_s 是 0 到 60 秒")


class LineOptions(ReaderOptions, frozen=True, kw_only=True):
    """Attributes: `trigger` names the family whose trigger bytes the reader takes."""

    trigger: Literal["none", "honeywell", "datalogic"] = "none"


class NewlandOptions(ReaderOptions, frozen=True, kw_only=True):
    """Attributes: `mode` as of `NewlandProtocol`; `own` leaves the reader as its configuration codes set it."""

    mode: Literal["own", "trigger", "sense"] = "own"


class SsiOptions(ReaderOptions, frozen=True, kw_only=True):
    """Attributes: with `host_trigger` the reader looks only when told to."""

    host_trigger: bool = False


def _built(setting: Setting, wire: Transport | None, protocol: ReaderProtocol) -> Reader:
    assert wire is not None
    assert isinstance(setting.options, ReaderOptions)
    return WireReader(
        wire, protocol, name=setting.name, repeat_window_s=setting.options.repeat_window_s, clock=setting.clock
    )


def _serial_line(setting: Setting, wire: Transport | None) -> Reader:
    assert isinstance(setting.options, LineOptions)
    return _built(setting, wire, PlainLines(setting.options.trigger))


def _newland(setting: Setting, wire: Transport | None) -> Reader:
    assert isinstance(setting.options, NewlandOptions)
    mode = setting.options.mode
    return _built(setting, wire, NewlandProtocol(None if mode == "own" else mode))


def _ssi(setting: Setting, wire: Transport | None) -> Reader:
    assert isinstance(setting.options, SsiOptions)
    return _built(setting, wire, SsiProtocol(host_trigger=setting.options.host_trigger))


DRIVERS: tuple[Driver[Reader], ...] = (
    Driver(
        name="serial_line",
        kind="barcode_reader",
        machine="串口扫码枪（每个码一行）",
        protocol="plain lines with AIM identifiers (ISO/IEC 15424) where sent; Datalogic host commands",
        wires=("serial", "tcp"),
        options=LineOptions,
        build=_serial_line,
    ),
    Driver(
        name="newland",
        kind="barcode_reader",
        machine="新大陆扫码枪",
        protocol="Newland text commands (NLS-HR52 manual) and EM3000 single bytes",
        wires=("serial",),
        options=NewlandOptions,
        build=_newland,
    ),
    Driver(
        name="honeywell",
        kind="barcode_reader",
        machine="霍尼韦尔扫码枪",
        protocol="plain lines with Honeywell/HHP serial trigger (TRGMOD0)",
        wires=("serial",),
        options=ReaderOptions,
        baud=115200,
        build=lambda setting, wire: _built(setting, wire, PlainLines("honeywell")),
    ),
    Driver(
        name="em3095",
        kind="barcode_reader",
        machine="EM3095 类扫码模组",
        protocol="EM3095 module manual: zone commands, CRC-16/XMODEM",
        wires=("serial",),
        options=ReaderOptions,
        build=lambda setting, wire: _built(setting, wire, Em3095Protocol()),
    ),
    Driver(
        name="ssi",
        kind="barcode_reader",
        machine="斑马扫码枪（SSI 模式）",
        protocol="Zebra Simple Serial Interface",
        wires=("serial",),
        options=SsiOptions,
        build=_ssi,
    ),
    Driver(
        name="hid",
        kind="barcode_reader",
        machine="键盘口（USB-HID）扫码枪",
        protocol="Linux input events, US layout, exclusive grab",
        wires=("input",),
        options=ReaderOptions,
        build=lambda setting, wire: _built(setting, wire, TypedCodes()),
    ),
)
