"""What may be said of each driver, counted from what was checked: writes `devices/DRIVERS.md`.

Run `python -m tests.devices.driver_table` after a driver or a vector was added.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from devices.driver import Driver
from devices.registry import DRIVERS
from devices.simulator import simulated_drivers
from tests.devices.vectors import vectors

TABLE = Path(__file__).parents[2] / "devices" / "DRIVERS.md"
ROOMS = {
    "slip_printer": "printer",
    "page_printer": "printer",
    "barcode_reader": "reader",
    "led_board": "led",
    "keypad": "keypad",
    "evaluator": "keypad",
    "id_card_reader": "id_card",
    "speech": "speech",
    "lamp": "lamp",
    "document_camera": "capture",
    "scanner": "capture",
}
"""The room under `tests/devices` where a kind is tested."""
OTHER_SIDES = {
    ("page_printer", "ipp"): "`ippeveprinter` of CUPS",
    ("scanner", "sane"): "the `test` backend of SANE",
    ("lamp", "gpio"): "lines in memory",
    ("document_camera", "uvc"): "a simulated camera behind the system calls",
}
"""What stands on the other side in tests where no simulated machine speaks over a wire."""
HEAD = """# Drivers

Written by `python -m tests.devices.driver_table`; a test holds it against the code. It says what was checked and no
more: *published* vectors are frames that somebody else wrote down, *computed* ones follow a published rule. Nothing
here has been seen on real hardware yet. What is not in this table is not supported: Listen, AVIC, Kaipu, Daktronics
and the Onbon BX-5/BX-6 dot-matrix cards publish no frames.

"""
COLUMNS = (
    "kind",
    "driver",
    "machine",
    "protocol, source",
    "wires",
    "vectors published + computed",
    "the other side in tests",
    "conformance suite",
    "seen on hardware",
)


def written() -> str:
    """The whole page."""
    return HEAD + _line(COLUMNS) + _line(["---"] * len(COLUMNS)) + "".join(map(_row, DRIVERS))


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def _row(driver: Driver[Any]) -> str:
    key = (driver.kind, driver.name)
    side = "simulated machine" if key in simulated_drivers() else OTHER_SIDES[key]
    cells = (
        driver.kind,
        f"`{driver.name}`",
        driver.machine,
        driver.protocol,
        ", ".join(driver.wires),
        _vectors(driver),
        side,
        _suite(driver),
        "no",
    )
    return _line(cells)


def _vectors(driver: Driver[Any]) -> str:
    path = Path(__file__).parent / ROOMS[driver.kind] / "vectors" / f"{driver.name}.json"
    if not path.exists():
        return "–"
    known = vectors(path)
    published = sum(vector.published for vector in known)
    return f"{published} + {len(known) - published}"


def _suite(driver: Driver[Any]) -> str:
    suite = Path(__file__).parent / ROOMS[driver.kind] / "test_conformance.py"
    return (
        f"[{ROOMS[driver.kind]}](../tests/devices/{ROOMS[driver.kind]}/test_conformance.py)" if suite.exists() else "–"
    )


if __name__ == "__main__":
    TABLE.write_text(written(), encoding="utf-8")
    sys.exit(0)
