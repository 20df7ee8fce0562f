"""A terminal's printer and readers opened and looked after for a while, as the kiosk does it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

from devices.registry import BindingError
from kiosk.equipment import printer, reader
from kiosk.health import KioskHealth
from kiosk.printing import Printing
from kiosk.reading import Reading
from kiosk.selftest.codes import Codes
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.plan import Device


@dataclass(frozen=True)
class Machines:
    """What is open.

    Attributes:
        printing: the first slip printer; None where there is none.
        refused: how much the readers have seen so far that they could not make out.
        told: how each machine is.
        wrong: those that are bound in a way their driver does not take.
    """

    printing: Printing | None
    codes: Codes
    refused: Callable[[], int]
    told: Callable[[], tuple[DeviceHealth, ...]]
    wrong: tuple[Device, ...]


@contextmanager
def machines_open(terminal: str, devices: Iterable[Device]) -> Iterator[Machines]:
    """Slip printer and barcode readers among `devices`, which nobody else may have open; other kinds are left alone."""
    health = KioskHealth(terminal, lambda health: None)
    codes, wrong = Codes(), list[Device]()
    readings: list[Reading] = []
    slips: Printing | None = None
    for device in devices:
        try:
            if device.kind == "barcode_reader":
                readings.append(Reading(reader(device), partial(_heard, codes), partial(health.reader, device.id)))
            elif device.kind == "slip_printer" and slips is None:
                slips = Printing(printer(device), partial(health.printer, device.id))
        except BindingError:
            wrong.append(device)
    with ExitStack() as stack:
        for part in readings:
            stack.callback(part.close)
            part.start()
        if slips is not None:
            stack.callback(slips.close)
            slips.start()
        yield Machines(slips, codes, lambda: sum(one.refused for one in readings), health.machines, tuple(wrong))


def _heard(codes: Codes, code: str) -> None:
    """Codes that no self-test waits for are nobody's."""
    codes.heard(code)
