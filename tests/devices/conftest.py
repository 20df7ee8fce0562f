"""Simulated machines on pseudo terminals, one of each, closed at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from devices.simulator import OnbonSimulator, PrinterSimulator, ReaderSimulator

# A busy computer is no error: examples have no time limit of their own.
settings.register_profile("devices", deadline=None)
settings.load_profile("devices")


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
