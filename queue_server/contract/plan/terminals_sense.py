"""Do the plan's terminals and machines make sense? Names, panels, drivers, places on a line."""

from collections import Counter
from collections.abc import Iterator

from queue_server.contract.plan.mistakes import Mistake
from queue_server.contract.plan.naming import NAME_ON_THE_WIRE, doubled
from queue_server.contract.plan.schema import Plan
from queue_server.contract.plan.terminals import Device

RESERVED = ("server", "web", "agent", "forecaster", "bookings")
DRIVERS = {
    "slip_printer": ("escpos",),
    "page_printer": ("ipp",),
    "barcode_reader": ("serial_line", "newland", "honeywell", "em3095", "ssi", "hid"),
    "led_board": (
        "onbon",
        "alpha",
        "am03127",
        "jqueue_0509",
        "jqueue_hdlc",
        "modbus_digits",
        "cxt",
        "sum8",
        "apertum_board",
        "canned",
    ),
    "keypad": ("ff68", "apertum_console", "number_pad", "byte_map"),
    "evaluator": ("ff68",),
    "id_card_reader": ("sam_v",),
    "speech": ("syn6288", "xfs5152"),
    "lamp": ("gpio",),
    "document_camera": ("uvc", "snapshot"),
    "scanner": ("sane", "folder"),
}
"""The library's drivers by kind; a test holds this against the devices room, which the contract must not know."""
AT_A_WINDOW = ("led_board", "keypad", "evaluator", "lamp")
BAUD = (300, 921600)
PAPER_MM = (58, 80)
PANEL_INCH, PANEL_PX = (10, 65), (480, 7680)


def terminal_mistakes(plan: Plan) -> list[Mistake]:
    """All mistakes of the tables of terminals and machines."""
    return [*_terminals(plan), *_devices(plan)]


def _terminals(plan: Plan) -> Iterator[Mistake]:
    for index, kiosk in enumerate(plan.kiosk, 1):
        for key, size, (least, most) in (
            ("panel_inch", kiosk.panel_inch, PANEL_INCH),
            ("viewing_mm", kiosk.viewing_mm, (300, 1500)),
            ("bottom_mm", kiosk.bottom_mm, (0, 1200)),
        ):
            if not least <= size <= most:
                yield Mistake(f"kiosk[{index}].{key}", f"在 {least} 到 {most} 之间")
        if not all(PANEL_PX[0] <= side <= PANEL_PX[1] for side in kiosk.panel_px):
            yield Mistake(f"kiosk[{index}].panel_px", f"宽和高都在 {PANEL_PX[0]} 到 {PANEL_PX[1]} 点之间")
    for index, box in enumerate(plan.window_box, 1):
        if not box.windows:
            yield Mistake(f"window_box[{index}].windows", f"“{box.id}”放在哪些窗口")
        for number in box.windows:
            if number not in plan.windows:
                yield Mistake(f"window_box[{index}].windows", f"没有 {number} 号窗口")
    names = [
        *(("kiosk", kiosk.id) for kiosk in plan.kiosk),
        *(("display", display.id) for display in plan.display),
        *(("window_box", box.id) for box in plan.window_box),
    ]
    counted = Counter(name for _, name in names)
    for table, name in dict.fromkeys(names):
        if not NAME_ON_THE_WIRE.fullmatch(name):
            yield Mistake(f"{table}.id", f"“{name}”：只能用小写字母、数字和连字符，最多 40 个")
        if name in RESERVED:
            yield Mistake(f"{table}.id", f"“{name}”是系统自己用的名字")
        kind = table.removesuffix("_box")
        if not name.startswith(kind):
            yield Mistake(f"{table}.id", f"“{name}”应当以 {kind} 开头，如 {kind}-1")
        if counted[name] > 1:
            yield Mistake(f"{table}.id", f"“{name}”重复了")


def _devices(plan: Plan) -> Iterator[Mistake]:
    yield from doubled("device", "id", [device.id for device in plan.device])
    places = [_place(device) for device in plan.device if device.kind != "lamp"]
    for _, port, address in dict.fromkeys(place for place in places if places.count(place) > 1):
        number = f"上的地址 {address} " if address else ""
        yield Mistake("device.port", f"“{port}”{number}重复了；一条线上的几台设备要有不同的 address")
    terminals = ("agent", *(kiosk.id for kiosk in plan.kiosk), *plan.window_boxes)
    for index, device in enumerate(plan.device, 1):
        key = f"device[{index}]"
        if device.terminal not in terminals:
            yield Mistake(f"{key}.terminal", f"没有“{device.terminal}”这台终端，可以是：{'、'.join(terminals)}")
        if device.driver not in DRIVERS[device.kind]:
            yield Mistake(f"{key}.driver", f"{device.kind} 只能用 {'、'.join(DRIVERS[device.kind])}")
        if not device.port:
            yield Mistake(f"{key}.port", "写设备的固定路径，如 /dev/serial/by-id/…")
        if device.baud and not BAUD[0] <= device.baud <= BAUD[1]:
            yield Mistake(f"{key}.baud", f"波特率在 {BAUD[0]} 到 {BAUD[1]} 之间，看设备说明书；不写就用驱动的")
        if not 0 <= device.address <= 65535:
            yield Mistake(f"{key}.address", "地址在 0 到 65535 之间，看设备上的拨码")
        if device.kind in AT_A_WINDOW and device.window not in plan.windows:
            yield Mistake(f"{key}.window", f"没有 {device.window} 号窗口")
        elif device.window and (box := plan.window_boxes.get(device.terminal)) and device.window not in box.windows:
            yield Mistake(f"{key}.window", f"“{box.id}”不在 {device.window} 号窗口")
        if device.kind == "slip_printer" and device.width_mm not in PAPER_MM:
            yield Mistake(f"{key}.width_mm", "纸宽是 58 或 80")


def _place(device: Device) -> tuple[str, str, int]:
    """Where a machine is: a path is one of its terminal's own, an address on the network is everybody's."""
    return device.terminal if device.port.startswith("/") else "", device.port, device.address
