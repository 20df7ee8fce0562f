"""Prints for the first start on the slip printer that was found."""

import logging

from devices.errors import DeviceError
from devices.printer import Document, PrintResult
from devices.registry import BindingError
from kiosk.equipment import printer
from kiosk.setup.values import Machine
from provisioning.first_start.papers import slip_printer

log = logging.getLogger(__name__)


def print_paper(machines: tuple[Machine, ...], paper: Document) -> bool:
    """Whether it is on paper, as far as the printer can say."""
    device = slip_printer(machines)
    if device is None:
        return False
    try:
        driver = printer(device)
        try:
            outcome = driver.print(paper)
        finally:
            driver.close()
    except (DeviceError, BindingError) as error:
        log.warning("not printed: %s", error)
        return False
    return outcome.result in (PrintResult.PRINTED, PrintResult.UNCONFIRMED)
