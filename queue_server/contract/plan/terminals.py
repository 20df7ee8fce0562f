"""The plan's tables of terminals and of the machines bound to them."""

from typing import Literal

from queue_server.contract.plan.table import Table


class Kiosk(Table, frozen=True, kw_only=True):
    """A kiosk terminal; `id` is its client name on the wire.

    Its panel has `panel_inch` across and `panel_px` (width, height). It is read from `viewing_mm` away, and its lower
    edge is `bottom_mm` above the floor. `headset` is ALSA's name of the device a headset is plugged into, where it has
    one of its own.
    """

    id: str
    place: str = ""
    panel_inch: float = 21.5
    panel_px: tuple[int, int] = (1080, 1920)
    viewing_mm: int = 500
    bottom_mm: int = 700
    headset: str = ""


class WindowBox(Table, frozen=True, kw_only=True):
    """A box at `windows` that drives the machines there; `id` is its client name on the wire."""

    id: str
    windows: tuple[int, ...]
    place: str = ""


DeviceKind = Literal[
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
Option = str | int | float | bool


class Device(Table, frozen=True, kw_only=True):
    """A device bound to a terminal: a kiosk's id, a window box's, or `agent`.

    `port` is a stable path (by-id), `host:port` or `udp://host:port`; machines on one line share it and differ in
    `address`. `baud`, `data_bits` and `parity` set a serial line, 0 leaves the driver's usual speed. `options` are the
    driver's own and are checked by it.
    """

    id: str
    kind: DeviceKind
    driver: str
    terminal: str
    port: str
    baud: int = 0
    data_bits: Literal[7, 8] = 8
    parity: Literal["N", "E", "O"] = "N"
    address: int = 0
    window: int = 0
    width_mm: int = 80
    options: dict[str, Option] = {}  # noqa: RUF012 - msgspec copies it
