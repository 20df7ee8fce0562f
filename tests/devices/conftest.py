"""Simulated machines on pseudo terminals, one of each, closed at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.simulator import OnbonSimulator, PrinterSimulator, ReaderSimulator


@pytest.fixture
def printer_machine(tmp_path: Path) -> Iterator[PrinterSimulator]:
    machine = PrinterSimulator(tmp_path / "printer")
    yield machine
    machine.close()


@pytest.fixture
def sign_machine(tmp_path: Path) -> Iterator[OnbonSimulator]:
    machine = OnbonSimulator(tmp_path / "led")
    yield machine
    machine.close()


@pytest.fixture
def reader_machine(tmp_path: Path) -> Iterator[ReaderSimulator]:
    machine = ReaderSimulator(tmp_path / "reader")
    yield machine
    machine.close()
