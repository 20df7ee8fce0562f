"""All sources behave alike: a picture whenever asked; those that are live, newest first and let go at the end."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from PIL import Image

from devices.capture.document_camera import DocumentCamera
from devices.capture.folder import WatchedFolder
from devices.capture.scanner import Scanner
from devices.capture.snapshot_camera import SnapshotCamera
from devices.capture.source import LiveSource, Newest, NoPictureError, PictureSource, SourceStatus
from devices.errors import DeviceOfflineError
from devices.simulator.camera import CameraSimulator
from devices.simulator.dropping import DroppingScanner
from devices.simulator.scanner import ScannerSimulator
from devices.simulator.snapshot_camera import SnapshotCameraSimulator


class Machine(Protocol):
    """A simulated camera."""

    def set_fault(self, name: str, on: bool) -> None: ...

    def close(self) -> None: ...


Built = tuple[Machine, Callable[[float], LiveSource]]


@pytest.fixture(params=["uvc", "snapshot"])
def built(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Built]:
    """A simulated camera, and what makes its driver with a timeout in seconds."""
    yield from _camera(request.param, tmp_path)


def _camera(name: str, tmp_path: Path) -> Iterator[Built]:
    if name == "uvc":
        node = CameraSimulator(tmp_path / "video0")
        yield node, lambda timeout_s: DocumentCamera(node.path, timeout_s=timeout_s, ioctl=node.ioctl)
        node.close()
    else:
        program = SnapshotCameraSimulator()
        yield program, lambda timeout_s: SnapshotCamera(program.path, timeout_s=timeout_s)
        program.close()


@pytest.fixture(params=["uvc", "snapshot", "sane", "folder"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[PictureSource, Callable[[], None]]]:
    """Every driver with its machine, and what a person does there for a picture."""
    match request.param:
        case "sane":
            scanner = ScannerSimulator(tmp_path / "sane")
            sane = Scanner(scanner.path, resolution_dpi=75, config_dir=scanner.config_dir)
            yield sane, lambda: None
        case "folder":
            dropping = DroppingScanner(tmp_path / "scans")
            yield WatchedFolder(Path(dropping.path), steady_s=0.2), lambda: dropping.press("scan_card")
        case _:
            for _, camera in _camera(request.param, tmp_path):
                yield camera(5.0), lambda: None


def test_every_source_gives_a_picture_whenever_it_is_asked(source: tuple[PictureSource, Callable[[], None]]) -> None:
    machine, scan = source
    seen = [machine.health.status]
    machine.open()
    machine.open()
    for _ in range(2):
        scan()
        assert len(machine.snap().content) > 500
        seen.append(machine.health.status)
    machine.close()
    machine.close()
    assert seen == [SourceStatus.UNKNOWN, SourceStatus.GOOD, SourceStatus.GOOD]


def test_pictures_go_on_until_the_stream_is_left_and_begin_again(built: Built) -> None:
    _, camera = built
    source = camera(5.0)
    for _ in range(2):
        with source.stream() as newest:
            for _ in range(4):
                picture = newest()
                with Image.open(io.BytesIO(picture.content)) as shown:
                    shown.load()
                    assert shown.size == (picture.width_px, picture.height_px)
        assert source.health.status is SourceStatus.GOOD
    assert source.snap().form == "jpeg"


@pytest.mark.parametrize(
    ("fault", "status"),
    [("silent", SourceStatus.TIMEOUT), ("cut_off", SourceStatus.TIMEOUT)],
)
def test_a_stream_that_stops_says_so_and_a_new_one_goes_on(built: Built, fault: str, status: SourceStatus) -> None:
    machine, camera = built
    source = camera(0.4)
    with source.stream() as newest:
        newest()
        machine.set_fault(fault, True)
        with pytest.raises(NoPictureError) as told:
            _ask(newest)
    assert told.value.status is status
    assert source.health.status is status
    machine.set_fault(fault, False)
    with camera(5.0).stream() as newest:
        newest()


def test_a_camera_that_another_program_has_is_busy(built: Built) -> None:
    machine, camera = built
    source = camera(5.0)
    machine.set_fault("busy", True)
    with pytest.raises(NoPictureError) as told:
        source.snap()
    assert told.value.status is SourceStatus.BUSY
    machine.set_fault("busy", False)
    source.snap()


def test_a_camera_pulled_while_it_streams_is_offline_until_it_is_back(built: Built) -> None:
    machine, camera = built
    source = camera(5.0)
    with source.stream() as newest:
        newest()
        machine.set_fault("unplugged", True)
        with pytest.raises(DeviceOfflineError):
            _ask(newest)
    assert source.health.status is SourceStatus.IO_ERROR
    with pytest.raises(DeviceOfflineError):
        source.open()
    machine.set_fault("unplugged", False)
    assert source.snap().form == "jpeg"


def test_what_the_caller_does_wrong_is_not_the_cameras_fault(built: Built) -> None:
    _, camera = built
    source = camera(5.0)
    with pytest.raises(PermissionError):
        _stumble(source)
    assert source.health.status is SourceStatus.GOOD
    source.snap()


def _ask(newest: Newest) -> None:
    """Once more than what was on its way can answer."""
    for _ in range(20):
        newest()


def _stumble(source: LiveSource) -> None:
    with source.stream() as newest:
        newest()
        raise PermissionError("the caller's own")
