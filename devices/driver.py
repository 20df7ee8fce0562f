"""What the house knows about a driver before it is used: its name in the plan, its wires, its options."""

import time
from collections.abc import Callable
from typing import Generic, Literal, TypeVar

import msgspec

from devices.transport.protocol import Transport

Kind = Literal[
    "slip_printer",
    "page_printer",
    "barcode_reader",
    "led_board",
    "keypad",
    "evaluator",
    "id_card_reader",
    "speech",
    "lamp",
    "document_camera",
    "scanner",
]
Wire = Literal["serial", "tcp", "udp", "usb_printer", "input", "file", "ipp", "gpio", "video", "http", "sane", "folder"]

Product = TypeVar("Product")


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of a driver's own settings, `options` of its table in the plan; every field has a default."""


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """How one machine was bound: its id, where it is, its address on a shared line (0 where it has none), its options.

    `clock` gives rising seconds; tests inject their own.
    """

    name: str
    port: str = ""
    address: int = 0
    options: Options = Options()
    clock: Callable[[], float] = time.monotonic


class Driver(msgspec.Struct, Generic[Product], frozen=True, kw_only=True):
    """One driver of the library.

    Attributes:
        name: as the plan writes it, together with the kind.
        machine: what a technician calls it, in Chinese.
        protocol: what it speaks, with its source, in English.
        wires: what it may be connected by; the first is the usual one.
        baud: of a serial line that nobody has set otherwise.
        build: makes the driver; the wire is None for members of a shared bus (see `devices.bus`) and for what the
            system's own libraries open (lamps, cameras, scanners, IPP printers), which get its address instead.
    """

    name: str
    kind: Kind
    machine: str
    protocol: str
    wires: tuple[Wire, ...]
    options: type[Options] = Options
    baud: int = 9600
    build: Callable[[Setting, Transport | None], Product]
