"""What the bench page relies on: one set of names for all simulated machines."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from devices.printer import PAPER_80_MM, Cut, Document, Line, encode
from devices.simulator import OnbonSimulator, PrinterSimulator, ReaderSimulator, Simulator
from devices.simulator.escpos_stream import EscposStream
from devices.simulator.paper import Paper
from devices.transport import Serial
from tests.devices.waiting import wait_until

MACHINES = (PrinterSimulator, OnbonSimulator, ReaderSimulator)


@pytest.fixture(params=MACHINES, ids=lambda machine: machine.kind)
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Simulator]:
    machine: Simulator = request.param(tmp_path / "port")
    yield machine
    machine.close()


def test_every_switch_has_a_chinese_label_and_can_be_turned(machine: Simulator) -> None:
    assert "unplugged" in [fault.name for fault in machine.faults]
    for fault in machine.faults:
        assert any("\u4e00" <= character <= "\u9fff" for character in fault.label)
        machine.set_fault(fault.name, True)
        assert fault.name in [other.name for other in machine.faults if other.on]
        machine.set_fault(fault.name, False)
    assert not any(fault.on for fault in machine.faults)


def test_an_unknown_switch_is_refused(machine: Simulator) -> None:
    with pytest.raises(KeyError):
        machine.set_fault("explode", True)


def test_the_path_leads_to_a_new_terminal_after_replugging_and_is_gone_between(machine: Simulator) -> None:
    path = Path(machine.path)
    for _ in range(20):
        assert path.is_char_device()
        machine.set_fault("unplugged", True)
        assert not path.is_symlink()
        machine.set_fault("unplugged", False)
    wire = Serial(machine.path)
    wire.open()
    wire.close()


def test_closing_removes_the_path_and_may_be_repeated(machine: Simulator) -> None:
    machine.close()
    assert not Path(machine.path).is_symlink()
    machine.close()


def test_all_pictures_can_be_opened(machine: Simulator) -> None:
    for shot in machine.pictures():
        assert Image.open(io.BytesIO(shot.png)).width > 100


def test_the_printer_keeps_only_the_last_slips(tmp_path: Path) -> None:
    machine = PrinterSimulator(tmp_path / "printer", keep=3)
    wire = Serial(machine.path)
    wire.open()
    for number in range(5):
        wire.write(encode(Document((Line(f"A{number:03}"), Cut())), PAPER_80_MM))
    wait_until(lambda: [shot.id for shot in machine.pictures()] == [3, 4, 5])
    assert [timing.id for timing in machine.timings()] == [3, 4, 5]
    wire.close()
    machine.close()


def drawn(content: bytes) -> Image.Image:
    paper = Paper(576)
    for token, _ in EscposStream().feed(content):
        paper.apply(token)
    return paper.picture()


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    box = image.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert box is not None
    return box


def test_double_size_text_is_twice_as_wide_and_high() -> None:
    small = ink(drawn("\x1b@\x1c&号".encode("gb18030") + b"\n"))
    for command in (b"\x1d!\x11", b"\x1b!\x30", b"\x1c!\x0c"):
        large = ink(drawn(b"\x1b@\x1c&" + command + "号".encode("gb18030") + b"\n"))
        assert large[2] - large[0] == pytest.approx(2 * (small[2] - small[0]), abs=4)
        assert large[3] - large[1] == pytest.approx(2 * (small[3] - small[1]), abs=4)


def test_chinese_without_double_byte_mode_is_garbled_as_on_real_paper() -> None:
    right = drawn(b"\x1b@\x1c&" + "请等候".encode("gb18030") + b"\n")
    wrong = drawn(b"\x1b@" + "请等候".encode("gb18030") + b"\n")
    assert right.tobytes() != wrong.tobytes()


@pytest.mark.parametrize(("align", "left"), [(0, 0), (1, 276), (2, 552)])
def test_text_and_rasters_stand_where_they_are_aligned(align: int, left: int) -> None:
    head = b"\x1b@\x1ba" + bytes([align])
    raster = b"\x1dv0\x00\x03\x00\x01\x00\xff\xff\xff"
    assert ink(drawn(head + raster))[0] == left
    assert abs(ink(drawn(head + b"\x1c&" + "口".encode("gb18030") + b"\n"))[0] - left) <= 4


def test_column_pictures_are_drawn_too() -> None:
    assert ink(drawn(b"\x1b@\x1b*\x21\x08\x00" + b"\xff" * 24 + b"\n")) == (0, 0, 8, 24)


def test_the_cash_drawer_and_unknown_commands_print_nothing() -> None:
    picture = drawn(b"\x1b@\x1bp\x00\x19\xfa\x10\x14\x01\x00\x01\x1d(A\x02\x00\x00\x02")
    assert picture.getextrema() == (255, 255)
