"""Cameras, boards, voices, card readers and keypads on simulated lines: well, and each way to be broken."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest

from devices.led.sign import PATTERN
from devices.registry import Binding
from devices.simulator.desk_scene import DeskScene
from devices.simulator.onbon import OnbonSimulator
from devices.simulator.simulated import Simulator
from devices.simulator.snapshot_camera import SnapshotCameraSimulator
from devices.simulator.workshop import simulators
from kiosk.equipment import paper_source
from kiosk.selftest import Check, Doing, Finding
from kiosk.selftest.camera import Camera
from kiosk.selftest.tried import Tried
from kiosk.selftest.watched import Watched
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.plan import Device
from queue_server.contract.plan.terminals import DeviceKind
from tests.running_hall import wait_for

SINCE = datetime(2026, 11, 27, tzinfo=UTC)


def found(check: Check) -> Finding:
    (finding,) = [one for one in check.look() if isinstance(one, Finding)]
    assert finding.state in ("ok", "absent") or finding.remedy
    return finding


class Scene(DeskScene):
    """A camera that gives one picture, whatever is before it."""

    def __init__(self, picture: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]") -> None:
        super().__init__()
        self._jpeg = cv2.imencode(".jpg", picture)[1].tobytes()

    def jpeg(self) -> bytes:
        return self._jpeg


BLACK = np.zeros((1536, 2048, 3), np.uint8)
SMALL = np.full((480, 640, 3), 200, np.uint8)


def camera(eye: SnapshotCameraSimulator) -> Camera:
    device = Device(
        id="camera-1",
        kind="document_camera",
        driver="snapshot",
        terminal="kiosk-1",
        port=eye.path,
        options={"timeout_s": 0.5},
    )
    return Camera(device, paper_source)


@pytest.fixture
def eye() -> Iterator[SnapshotCameraSimulator]:
    made = SnapshotCameraSimulator()
    yield made
    made.close()


def test_a_camera_is_well_and_says_how_large_it_sees_and_of_a_paper_that_it_is_sharp(
    eye: SnapshotCameraSimulator,
) -> None:
    assert (found(camera(eye)).state, found(camera(eye)).words) == ("ok", "画面 2048×1536 点")
    eye.press("lay_form")
    assert wait_for(lambda: found(camera(eye)).words.endswith("，清楚"))


@pytest.mark.parametrize(
    ("fault", "state"), [("unplugged", "broken"), ("busy", "broken"), ("cut_off", "broken"), ("blurred", "attention")]
)
def test_a_camera_that_gives_no_good_picture_has_its_remedy(
    eye: SnapshotCameraSimulator, fault: str, state: str
) -> None:
    eye.press("lay_form")
    eye.set_fault(fault, True)
    assert wait_for(lambda: found(camera(eye)).state == state)


@pytest.mark.parametrize(("picture", "state", "words"), [(BLACK, "broken", "黑"), (SMALL, "attention", "640×480")])
def test_a_covered_lens_and_a_camera_too_small_are_told(
    picture: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]", state: str, words: str
) -> None:
    eye = SnapshotCameraSimulator(Scene(picture))
    try:
        finding = found(camera(eye))
    finally:
        eye.close()
    assert finding.state == state
    assert words in finding.words


def device(kind: DeviceKind, driver: str, port: str, address: int = 0) -> Device:
    return Device(id=f"{kind}-1", kind=kind, driver=driver, terminal="agent", port=port, address=address)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Callable[[DeviceKind, str], tuple[Device, Simulator]]]:
    made: list[Simulator] = []

    def machine(kind: DeviceKind, driver: str) -> tuple[Device, Simulator]:
        binding = Binding(id="m", kind=kind, driver=driver, port=f"/dev/{kind}")
        made.append(simulators([binding], tmp_path)["m"])
        return device(kind, driver, made[-1].path), made[-1]

    yield machine
    for one in made:
        one.close()


Bench = Callable[[DeviceKind, str], tuple[Device, Simulator]]


def test_a_board_shows_the_pattern_and_the_person_is_told_what_to_see(bench: Bench) -> None:
    bound, sign = bench("led_board", "onbon")
    came = list(Tried(bound, pause_s=0.0).look())
    assert isinstance(came[0], Doing)
    assert PATTERN[0] in came[0].words
    assert isinstance(came[-1], Finding)
    assert came[-1].state == "ok"
    assert isinstance(sign, OnbonSimulator)
    assert sign.text == "测试"


@pytest.mark.parametrize(
    ("kind", "driver"),
    [
        ("led_board", "onbon"),
        ("led_board", "jqueue_0509"),
        ("speech", "syn6288"),
        ("keypad", "ff68"),
        ("id_card_reader", "sam_v"),
        ("barcode_reader", "newland"),
    ],
)
def test_a_machine_that_is_there_is_well_and_without_its_cable_it_is_not(
    bench: Bench, kind: DeviceKind, driver: str
) -> None:
    bound, machine = bench(kind, driver)
    assert found(Tried(bound, pause_s=0.0)).state == "ok"
    machine.set_fault("unplugged", True)
    gone = found(Tried(bound, pause_s=0.0))
    assert (gone.state, gone.picture) == ("broken", "serial")


def test_a_machine_without_power_and_one_bound_wrongly_are_told(bench: Bench) -> None:
    bound, machine = bench("led_board", "onbon")
    machine.set_fault("power_cycle", True)
    assert found(Tried(bound, pause_s=0.0)).state == "broken"
    assert "配置不对" in found(Tried(device("led_board", "no_such_card", "/dev/ttyS7"))).words


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ((), "attention"),
        ((DeviceHealth(device="led_board-1", state="unknown", since=SINCE),), "attention"),
        ((DeviceHealth(device="led_board-1", state="ok", since=SINCE),), "ok"),
        ((DeviceHealth(device="led_board-1", state="unknown", reason="这种屏不回话", since=SINCE),), "ok"),
        (
            (DeviceHealth(device="led_board-1", state="broken", reason="没响", remedy="查线", since=SINCE),),
            "broken",
        ),
        ((DeviceHealth(device="another", state="ok", since=SINCE),), "attention"),
    ],
)
def test_of_a_machine_that_another_looks_after_the_hall_knows(told: tuple[DeviceHealth, ...], state: str) -> None:
    watched = Watched(device("led_board", "onbon", "/dev/ttyS0"), "LED 屏", lambda: told, settle_s=0.2)
    assert found(watched).state == state
