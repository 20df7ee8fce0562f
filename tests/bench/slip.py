"""Building the slip of the sample hall: our encoder beside python-escpos making the same content by itself."""

import time
from collections.abc import Callable, Sequence
from statistics import median

from escpos.printer import Dummy

from devices.printer import PAPER_80_MM, encode
from kiosk.slip import Slip, document
from tests.bench.figure import Effort, Figure
from tests.bench.percentiles import over_rounds

HALL = "蒲阳镇便民服务大厅"
MATTER = "耕地地力保护补贴申报"


def slip(effort: Effort) -> Sequence[Figure]:
    """Each slip has its own number and address, so no QR code is built twice. Both take turns in rounds."""
    encode(document(_slip(0), PAPER_80_MM.columns), PAPER_80_MM)
    _by_escpos(_slip(0))
    ours, theirs = [], []
    sizes: set[int] = set()
    count = 0
    for _ in range(effort.rounds):
        slips = [_slip(count + number) for number in range(effort.asks)]
        count += effort.asks
        ours.append([_timed(_by_us, slip, sizes) for slip in slips])
        theirs.append([_timed(_by_escpos, slip, set()) for slip in slips])
    p50 = over_rounds(ours, 50)
    return (
        Figure("slip_build_p50_ms", p50),
        Figure("slip_build_p95_ms", over_rounds(ours, 95)),
        Figure("slip_build_ratio", p50 / over_rounds(theirs, 50), at_most=1),
        Figure("slip_bytes", median(sizes)),
    )


def _slip(number: int) -> Slip:
    address = f"http://10.20.30.40:8080/t/{number:010d}Zk3Qw9LmXa7Rt"
    return Slip(HALL, f"A{number % 1000:03d}", (MATTER,), number % 40, (1,), "2026-11-23 09:15", address)


def _timed(build: Callable[[Slip], bytes], slip: Slip, sizes: set[int]) -> float:
    began = time.perf_counter()
    sizes.add(len(build(slip)))
    return (time.perf_counter() - began) * 1000


def _by_us(slip: Slip) -> bytes:
    return encode(document(slip, PAPER_80_MM.columns), PAPER_80_MM)


def _by_escpos(slip: Slip) -> bytes:
    printer = Dummy()
    rule = "-" * 48
    printer.hw("INIT")
    printer.set(align="center", bold=True, custom_size=True, width=2, height=2)
    printer.textln(slip.hall)
    printer.set(align="left", bold=False, normal_textsize=True)
    printer.textln(rule)
    printer.set(align="center")
    printer.textln("您的号")
    printer.set(align="center", bold=True, custom_size=True, width=8, height=8)
    printer.textln(slip.number)
    printer.ln()
    printer.set(align="center", bold=True, custom_size=True, width=2, height=2)
    printer.textln(slip.matters[0])
    printer.set(align="left", bold=True, normal_textsize=True)
    printer.textln(rule)
    printer.textln(f"前面等候{slip.ahead:>37} 人")
    printer.textln("办理窗口                               1 号窗口")
    printer.set(align="left", bold=False)
    printer.textln(f"取号时间{slip.taken_at:>40}")
    printer.textln(rule)
    printer.set(align="center")
    printer.qr(slip.address, size=6, native=False)
    printer.textln("手机扫码，随时看排到哪里")
    printer.textln("请到等候区就座，留意屏幕和广播")
    printer.cut()
    output: bytes = printer.output
    return output
