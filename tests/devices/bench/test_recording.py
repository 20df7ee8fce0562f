"""What the bench records replays as a test; what is personal cannot be recorded."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from devices.bench.codes import Heard
from devices.bench.print_page import print_page
from devices.bench.probe import probe
from devices.bench.show import show
from devices.bench.target import Target
from devices.errors import WrongAnswerError
from devices.registry import Binding
from devices.simulator import OnbonSimulator, PrinterSimulator, ReaderSimulator
from devices.simulator.id_card import IdCardSimulator
from devices.transport import Recorded, load_recording
from tests.devices.bench.conftest import Bench, persistently

SIGN = Binding(id="bench", kind="led_board", driver="onbon", port="recording")
PRINTER = Binding(id="bench", kind="slip_printer", driver="escpos", port="recording")
READER = Binding(id="bench", kind="barcode_reader", driver="serial_line", port="recording")


class Replay:
    """A recording in the machine's place.

    Attributes:
        wire: complains when something else is sent than was recorded.
        said: what the bench says now.
    """

    def __init__(self, path: Path, binding: Binding) -> None:
        self.said: list[str] = []
        self.wire = Recorded(load_recording(path))
        self.target = Target(binding, self.wire, self.said.append)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "conversation.jsonl"


def test_a_recorded_sign_replays(bench: Bench, sign_machine: OnbonSimulator, record: Path) -> None:
    ran = bench("show", "--driver", "onbon", "--port", sign_machine.path, "--pause", 0, "--record", record)
    assert ran.code == 0
    assert str(record) in ran.said
    replay = Replay(record, SIGN)
    assert show(replay.target).worked
    assert replay.wire.finished
    with pytest.raises(WrongAnswerError):
        show(Replay(record, SIGN).target, "别的")


def test_a_recorded_question_replays(bench: Bench, printer_machine: PrinterSimulator, record: Path) -> None:
    printer_machine.set_fault("cover_open", True)
    place = ("--kind", "slip_printer", "--driver", "escpos", "--port", printer_machine.path)
    said = bench("probe", *place, "--record", record).said
    replay = Replay(record, PRINTER)
    assert probe(replay.target).lines == said.splitlines()[:2]
    assert replay.wire.finished


def test_a_recorded_test_page_replays(bench: Bench, printer_machine: PrinterSimulator, record: Path) -> None:
    assert bench("print", "--driver", "escpos", "--port", printer_machine.path, "--record", record).code == 0
    sent = b"".join(entry.content for entry in load_recording(record) if entry.direction == "sent")
    printed_at = re.search(rb"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", sent)
    assert printed_at is not None
    replay = Replay(record, PRINTER)
    assert print_page(replay.target, datetime.fromisoformat(printed_at[0].decode())).worked
    assert replay.wire.finished


def test_recorded_codes_replay(bench: Bench, reader_machine: ReaderSimulator, record: Path) -> None:
    place = ("--driver", "serial_line", "--port", reader_machine.path)
    with persistently(lambda: reader_machine.send(b"]Q1http://hall/t/A012\r")):
        said = bench("read", *place, "--count", 1, "--record", record).said
    replay = Replay(record, READER)
    heard = Heard(replay.target)
    while not replay.wire.finished:
        heard.listen(0)
    assert replay.said == said.splitlines()[1:2] == ["qr  http://hall/t/A012"]


def test_a_recording_is_for_nobody_else_and_never_joined_to_another(
    bench: Bench, sign_machine: OnbonSimulator, record: Path
) -> None:
    place = ("probe", "--kind", "led_board", "--driver", "onbon", "--port", sign_machine.path, "--record", record)
    assert bench(*place).code == 0
    assert record.stat().st_mode & 0o777 == 0o600
    before = record.read_bytes()
    ran = bench(*place)
    assert ran.code == 2
    assert "已经有了" in ran.said
    assert record.read_bytes() == before


def test_a_recording_of_nothing_is_not_kept(bench: Bench, record: Path, tmp_path: Path) -> None:
    place = ("--driver", "onbon", "--port", tmp_path / "nothing")
    assert bench("show", *place, "--record", record).code == 1
    assert not record.exists()


def test_an_id_card_cannot_be_recorded(bench: Bench, tmp_path: Path, record: Path) -> None:
    reader = IdCardSimulator(tmp_path / "id")
    reader.press("put")
    for command in (("card",), ("probe", "--kind", "id_card_reader")):
        ran = bench(*command, "--driver", "sam_v", "--port", reader.path, "--record", record)
        assert ran.code == 2
        assert "个人信息" in ran.said
    reader.close()
    assert not record.exists()


def test_what_has_no_wire_cannot_be_recorded(bench: Bench, record: Path) -> None:
    ran = bench("lamp", "--driver", "gpio", "--port", "/dev/gpiochip-nowhere", "--record", record)
    assert ran.code == 2
    assert "没有可以录的数据线" in ran.said
