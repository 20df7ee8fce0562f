"""`print`: a test page and its end in words."""

from datetime import datetime
from typing import assert_never

from devices.bench.outcome import PERSON, Outcome
from devices.bench.sample_slip import sample_page, sample_slip
from devices.bench.target import Target
from devices.printer.driver import EscposPrinter
from devices.printer.outcome import PrintOutcome, PrintResult
from devices.printer.page_printer import PagePrinter
from devices.registry import driver_of

LOOK = "请看纸上：汉字都对、尺子正好一行、二维码扫得出、刀切在字后面"


def print_page(target: Target, now: datetime) -> Outcome:
    """Print the page for this kind of printer.

    Raises:
        DeviceError: not a byte of it is on paper.
    """
    device = target.binding.id
    machine = driver_of(target.binding.kind, target.binding.driver).machine
    printer = target.product
    try:
        match printer:
            case EscposPrinter():
                profile = printer.profile
                slip = sample_slip(device, profile.machine or machine, profile.columns, now)
                return in_words(printer.print(slip))
            case PagePrinter():
                return in_words(printer.print(sample_page(device, machine, now)))
            case _:
                raise AssertionError(printer)
    finally:
        printer.close()


def in_words(outcome: PrintOutcome) -> Outcome:
    """The end of a print for a technician."""
    reason, remedy = PERSON[outcome.reason] if outcome.reason is not None else ("", "")
    match outcome.result:
        case PrintResult.PRINTED:
            after = f"；打完以后{reason}" if reason else ""
            return Outcome("完成", f"打印机说打好了，共 {outcome.slip_bytes} 字节{after}", remedy or LOOK)
        case PrintResult.CUT_SHORT:
            return Outcome("需要人", f"打到一半停了：{reason or '没有说为什么'}", remedy or "请看机器上的灯")
        case PrintResult.UNCONFIRMED:
            return Outcome("没有应答", "全部发出去了，但打印机没有说打没打", f"请看有没有纸出来；有就是好的。{LOOK}")
        case PrintResult.LOST:
            return Outcome("没有做到", "打到一半线断了，不知道打出来多少", "请查数据线和电源，再试一次")
        case _:
            assert_never(outcome.result)
