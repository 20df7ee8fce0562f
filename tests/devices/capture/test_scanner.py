"""Scanning through SANE, against its own test backend."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PIL import Image

from devices.capture.scanner import Scanner
from devices.capture.source import HAND_NEEDED, NoPictureError, SourceStatus
from devices.errors import DeviceOfflineError, SetupError
from devices.simulator.scanner import STATUSES, ScannerSimulator
from tests.running_hall import wait_for


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[ScannerSimulator]:
    machine = ScannerSimulator(tmp_path / "sane")
    yield machine
    machine.close()


def scanner(machine: ScannerSimulator, timeout_s: float = 20.0) -> Scanner:
    return Scanner(machine.path, resolution_dpi=75, timeout_s=timeout_s, config_dir=machine.config_dir)


def test_a_page_is_scanned_twice_in_a_row(machine: ScannerSimulator) -> None:
    source = scanner(machine)
    source.open()
    for _ in range(2):
        picture = source.snap()
        with Image.open(io.BytesIO(picture.content)) as image:
            image.load()
            assert (image.format, image.size) == ("PNG", (picture.width_px, picture.height_px))
    assert source.health.status is SourceStatus.GOOD
    source.close()


def failure(source: Scanner) -> SourceStatus:
    """Why there is no picture; SANE's test backend at times ends a scan before it has told its status."""
    with pytest.raises(NoPictureError) as told:
        source.snap()
    return told.value.status


@pytest.mark.parametrize("fault", STATUSES)
def test_what_the_scanner_says_is_told_in_sanes_words_and_ends_with_the_fault(
    machine: ScannerSimulator, fault: str
) -> None:
    source = scanner(machine)
    machine.set_fault(fault, True)
    wait_for(lambda: failure(source) is SourceStatus[fault.upper()])
    assert (source.health.status in HAND_NEEDED) is (fault in ("jammed", "no_docs", "cover_open"))
    assert source.health.why
    machine.set_fault(fault, False)
    source.snap()
    assert source.health.status is SourceStatus.GOOD


def test_a_scanner_that_is_away_is_offline(machine: ScannerSimulator) -> None:
    source = Scanner("test:7", timeout_s=20, config_dir=machine.config_dir)
    for call in (source.open, source.snap):
        with pytest.raises(DeviceOfflineError, match="open of device test:7 failed"):
            call()
        assert source.health.status is SourceStatus.IO_ERROR


def test_a_scan_that_never_ends_is_ended_with_all_its_processes(machine: ScannerSimulator) -> None:
    machine.set_fault("frozen", True)
    source = scanner(machine, timeout_s=0.3)
    with pytest.raises(NoPictureError) as told:
        source.snap()
    assert told.value.status is SourceStatus.TIMEOUT
    ours = psutil.Process(os.getpid()).children(recursive=True)
    assert [child for child in ours if child.name() == "scanimage"] == []
    machine.set_fault("frozen", False)
    scanner(machine).snap()


def test_a_computer_without_sane_is_a_technicians_matter(
    machine: ScannerSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetupError, match="sane-utils"):
        scanner(machine).snap()


def test_the_first_scanner_found_is_used_where_none_is_named(machine: ScannerSimulator) -> None:
    assert Scanner("", resolution_dpi=75, timeout_s=20, config_dir=machine.config_dir).snap().form == "png"
