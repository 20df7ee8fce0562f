"""The document camera's structures, and its driver against a simulated kernel; no camera was seen."""

import fcntl
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.capture import v4l2
from devices.capture.document_camera import FRAMES_DISCARDED, DocumentCamera
from devices.capture.source import NoPictureError, Picture, SourceStatus
from devices.errors import DeviceOfflineError
from devices.simulator.camera import CameraSimulator
from tests.devices.clock import HandClock


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[CameraSimulator]:
    machine = CameraSimulator(tmp_path / "video0")
    yield machine
    machine.close()


def camera(machine: CameraSimulator, timeout_s: float = 5.0) -> DocumentCamera:
    return DocumentCamera(machine.path, timeout_s=timeout_s, ioctl=machine.ioctl)


def number(picture: Picture) -> int:
    """Which frame since the stream was switched on it is."""
    found = re.search(rb"frame (\d+)", picture.content)
    assert found is not None
    return int(found[1])


def test_structures_have_the_sizes_their_request_numbers_tell() -> None:
    sizes = {
        v4l2.QUERYCAP: v4l2.CAPABILITY,
        v4l2.S_FMT: v4l2.FORMAT,
        v4l2.REQBUFS: v4l2.REQUEST,
        v4l2.QUERYBUF: v4l2.BUFFER,
        v4l2.QBUF: v4l2.BUFFER,
        v4l2.DQBUF: v4l2.BUFFER,
        v4l2.STREAMON: v4l2.KIND,
        v4l2.STREAMOFF: v4l2.KIND,
    }
    for request, layout in sizes.items():
        assert (request >> 16) & 0x3FFF == layout.size, hex(request)
        assert (request >> 8) & 0xFF == ord("V")


def test_fields_are_where_the_kernel_looks_for_them() -> None:
    packed = v4l2.pack_format(2592, 1944)
    assert bytes(packed[:20]) == bytes.fromhex("01000000 00000000 200a0000 98070000") + b"MJPG"
    buffer = v4l2.pack_buffer(v4l2.Buffer(2, used=0x1234, flags=1, offset=0x8000, length=0x4000))
    assert (buffer[0], buffer[4], bytes(buffer[8:12]), buffer[12], buffer[60]) == (2, 1, b"\x34\x12\0\0", 1, 1)
    assert (bytes(buffer[64:68]), bytes(buffer[72:76])) == (b"\0\x80\0\0", b"\0\x40\0\0")
    assert v4l2.unpack_buffer(buffer) == v4l2.Buffer(2, 0x1234, 1, 0x8000, 0x4000)
    assert v4l2.unpack_request(v4l2.pack_request(4)) == 4


@pytest.mark.parametrize(
    ("all_nodes", "this_node", "grabs"),
    [(0x84A00001, 0x04200001, True), (0x84A00001, 0x04A00000, False), (0x04000001, 0, True), (0x00000001, 0, False)],
    ids=["its picture node", "its node for metadata", "an old driver", "without streaming"],
)
def test_a_node_without_pictures_is_known(all_nodes: int, this_node: int, grabs: bool) -> None:
    assert v4l2.can_grab(v4l2.CAPABILITY.pack(b"uvcvideo", all_nodes, this_node)) is grabs


def test_the_first_frames_are_discarded_and_the_camera_is_let_go(machine: CameraSimulator) -> None:
    source = camera(machine)
    for _ in range(2):
        picture = source.snap()
        assert number(picture) > FRAMES_DISCARDED
        assert (picture.form, picture.width_px, picture.height_px) == ("jpeg", 320, 240)
        assert not machine.streaming
    assert source.health.status is SourceStatus.GOOD


@pytest.mark.parametrize(
    ("fault", "status"),
    [("silent", SourceStatus.TIMEOUT), ("cut_off", SourceStatus.TIMEOUT), ("busy", SourceStatus.BUSY)],
)
def test_no_picture_has_its_reason(machine: CameraSimulator, fault: str, status: SourceStatus) -> None:
    machine.set_fault(fault, True)
    source = camera(machine, timeout_s=0.2)
    with pytest.raises(NoPictureError) as told:
        source.snap()
    assert told.value.status is status
    assert source.health.status is status
    assert not machine.streaming
    machine.set_fault(fault, False)
    source = camera(machine)
    source.snap()


def test_a_slow_caller_gets_no_old_frames(tmp_path: Path) -> None:
    clock = HandClock()

    def ticking() -> float:
        clock.advance(0.005)
        return clock()

    machine = CameraSimulator(tmp_path / "video0", frames_per_s=30, clock=ticking)
    with camera(machine).stream() as newest:
        newest()
        for missed_s in (0.05, 0.1, 3.0):
            clock.advance(missed_s)
            before = machine.frames + int(missed_s * 30)
            assert before <= number(newest()) <= machine.frames
    machine.close()


@pytest.mark.parametrize(("fault", "why"), [("unplugged", "cannot be used"), ("no_mjpg", "no MJPG")])
def test_a_camera_that_cannot_be_used_is_offline(machine: CameraSimulator, fault: str, why: str) -> None:
    machine.set_fault(fault, True)
    source = camera(machine)
    with pytest.raises(DeviceOfflineError, match=why):
        source.snap()
    assert source.health.status is SourceStatus.IO_ERROR
    machine.set_fault(fault, False)
    source.snap()


def test_a_camera_pulled_while_it_is_open_is_offline(machine: CameraSimulator) -> None:
    source = camera(machine)
    source.open()
    source.open()
    machine.set_fault("unplugged", True)
    with pytest.raises(DeviceOfflineError, match="No such device"):
        source.snap()


def test_the_real_kernel_refuses_what_is_no_camera(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for path in (file, Path("/dev/null"), tmp_path / "missing"):
        with pytest.raises(DeviceOfflineError, match="cannot be used as a camera"):
            DocumentCamera(str(path), ioctl=fcntl.ioctl).snap()
