"""Every kind of machine tried at the bench, with a simulated one on the other end of a pseudo terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.bench.lamp import light
from devices.bench.sample_slip import ruler
from devices.lamp import Lamp
from devices.simulator import OnbonSimulator, PrinterSimulator, ReaderSimulator
from devices.simulator.id_card import HOLDER, IdCardSimulator
from devices.simulator.keypad import KeypadSimulator
from devices.simulator.keypad_cards import Ff68Card, Ff68EvaluatorCard
from devices.simulator.lamp import SimulatedLines
from devices.simulator.line import SimulatedLine
from devices.simulator.reader_machines import NewlandMachine
from devices.simulator.sign import SignSimulator
from devices.simulator.speech import SpeechSimulator
from devices.simulator.strip_cards import sum8_card
from devices.transport import Serial, load_recording
from tests.devices.bench.conftest import Bench, persistently
from tests.devices.waiting import wait_until


@pytest.fixture
def keypad(tmp_path: Path) -> Iterator[KeypadSimulator]:
    machine = KeypadSimulator(tmp_path / "keypad", Ff68Card(7))
    yield machine
    machine.close()


@pytest.fixture
def id_reader(tmp_path: Path) -> Iterator[IdCardSimulator]:
    machine = IdCardSimulator(tmp_path / "id")
    yield machine
    machine.close()


def test_a_printer_is_asked_and_nothing_is_printed(bench: Bench, printer_machine: PrinterSimulator) -> None:
    place = ("--kind", "slip_printer", "--driver", "escpos", "--port", printer_machine.path)
    assert bench("probe", *place) == (0, "正常：打印机说自己能打印\n")
    printer_machine.set_fault("cover_open", True)
    ran = bench("probe", *place)
    assert ran.code == 1
    assert ran.said.startswith("需要人：上盖开着\n怎么办：")
    printer_machine.set_fault("cover_open", False)
    printer_machine.set_fault("silent", True)
    ran = bench("probe", *place)
    assert ran.code == 1
    assert ran.said.startswith("没有应答：")
    assert printer_machine.pictures() == ()


def test_a_printer_prints_the_test_page(bench: Bench, printer_machine: PrinterSimulator) -> None:
    place = ("--driver", "escpos", "--port", printer_machine.path)
    ran = bench("print", *place)
    assert ran.code == 0
    assert ran.said.startswith("完成：打印机说打好了")
    assert len(printer_machine.pictures()) == 1
    printer_machine.set_fault("paper_out", True)
    ran = bench("print", *place)
    assert (ran.code, ran.said.splitlines()[0]) == (1, "需要人：缺纸")


def test_a_sign_shows_digits_then_characters_and_confirms_both(bench: Bench, sign_machine: OnbonSimulator) -> None:
    place = ("--driver", "onbon", "--port", sign_machine.path)
    assert bench("probe", "--kind", "led_board", *place) == (0, "正常：屏应答了\n")
    ran = bench("show", *place, "--pause", 0)
    assert ran.code == 0
    assert ran.said.splitlines()[:2] == ["完成：屏确认收到“8888”", "完成：屏确认收到“测试”"]
    assert sign_machine.text == "测试"
    assert bench("show", *place, "请A012号").code == 0
    assert sign_machine.text == "请A012号"


def test_a_sign_that_stays_silent_or_cannot_show_it_is_said_so(bench: Bench, sign_machine: OnbonSimulator) -> None:
    place = ("--driver", "onbon", "--port", sign_machine.path, "--option", "answer_timeout_s=0.05")
    ran = bench("show", *place, "𠮷")
    assert (ran.code, ran.said.splitlines()[0]) == (1, "不接受：这台机器显示或说不了这些字")
    sign_machine.set_fault("silent", True)
    for command in (("probe", "--kind", "led_board", *place), ("show", *place)):
        ran = bench(*command)
        assert ran.code == 1
        assert ran.said.startswith("没有应答：")


def test_a_strip_that_never_answers_is_honest_about_it(bench: Bench, tmp_path: Path) -> None:
    strip = SignSimulator(tmp_path / "strip", sum8_card(1))
    place = ("--driver", "sum8", "--port", strip.path)
    ran = bench("probe", "--kind", "led_board", *place)
    assert ran.code == 0
    assert "从不回话" in ran.said
    ran = bench("show", *place, "--pause", 0)
    assert ran.code == 0
    assert "显示不了“测试”" in ran.said
    assert "从不回话" in ran.said
    wait_until(lambda: strip.text == "888")
    strip.close()


def test_codes_are_printed_with_their_kind(bench: Bench, reader_machine: ReaderSimulator) -> None:
    place = ("--driver", "serial_line", "--port", reader_machine.path)
    with persistently(lambda: reader_machine.scan("]Q1http://hall/t/A012")):
        ran = bench("read", *place, "--count", 1)
    assert (ran.code, ran.said.splitlines()[1:]) == (0, ["qr  http://hall/t/A012", "完成：读到 1 个码"])
    ran = bench("read", *place, "--seconds", 0.1)
    assert (ran.code, ran.said.splitlines()[1]) == (1, "没有做到：一个码也没有读到")


def test_a_reader_is_asked_where_it_can_be(bench: Bench, tmp_path: Path, reader_machine: ReaderSimulator) -> None:
    ran = bench("probe", "--kind", "barcode_reader", "--driver", "serial_line", "--port", reader_machine.path)
    assert ran.code == 0
    assert ran.said.startswith("线路通：这种扫码枪只在扫码时说话")
    newland = ReaderSimulator(tmp_path / "newland", NewlandMachine())
    place = ("probe", "--kind", "barcode_reader", "--driver", "newland", "--port", newland.path)
    assert bench(*place) == (0, "正常：扫码枪应答了\n")
    newland.set_fault("silent", True)
    assert bench(*place).code == 1
    newland.close()


def test_keys_are_printed_and_the_keypad_shows_them_back(bench: Bench, keypad: KeypadSimulator) -> None:
    place = ("--kind", "keypad", "--driver", "ff68", "--port", keypad.path, "--address", 7)
    assert bench("probe", *place).said.startswith("线路通：")

    def press() -> None:
        if keypad.unacknowledged == 0:
            for name in ("1", "2", "call"):
                keypad.press(name)

    with persistently(press):
        ran = bench("keys", *place, "--count", 1)
    assert ran.code == 0
    assert "呼叫（call），前面按了 12" in ran.said
    wait_until(lambda: keypad.text.split() == ["001", "12"])
    wrong = bench("keys", *place, "--address", 8, "--seconds", 0.1)
    assert wrong.code == 1
    assert "一个键也没有收到" in wrong.said


def test_an_evaluator_asks_and_its_opinions_are_printed(bench: Bench, tmp_path: Path) -> None:
    evaluator = KeypadSimulator(tmp_path / "evaluator", Ff68EvaluatorCard(1))
    place = ("--kind", "evaluator", "--driver", "ff68", "--port", evaluator.path)

    def press() -> None:
        if evaluator.text == "请您评价":
            evaluator.press("good")

    with persistently(press):
        ran = bench("keys", *place, "--count", 1)
    evaluator.close()
    assert ran.code == 0
    assert "满意（4 分）" in ran.said


def test_an_id_card_is_shown_masked_only(bench: Bench, id_reader: IdCardSimulator) -> None:
    place = ("--driver", "sam_v", "--port", id_reader.path)
    assert bench("probe", "--kind", "id_card_reader", *place) == (0, "正常：安全模块准备好了\n")
    id_reader.press("put")
    ran = bench("card", *place, "--seconds", 5)
    assert ran.code == 0
    assert "张*" in ran.said
    for field in ("name", "birth", "address", "number"):
        assert HOLDER[field] not in ran.said
    id_reader.press("put_permit")
    ran = bench("card", *place, "--seconds", 5)
    assert ran.code == 1
    assert "不是居民身份证" in ran.said


def test_an_id_reader_that_is_not_ready_needs_a_person(bench: Bench, id_reader: IdCardSimulator) -> None:
    place = ("probe", "--kind", "id_card_reader", "--driver", "sam_v", "--port", id_reader.path)
    id_reader.set_fault("not_ready", True)
    ran = bench(*place)
    assert (ran.code, ran.said[:4]) == (1, "需要人：")


def test_a_speech_module_says_the_sentence(bench: Bench, tmp_path: Path) -> None:
    module = SpeechSimulator(tmp_path / "speech")
    place = ("--driver", "syn6288", "--port", module.path)
    assert bench("probe", "--kind", "speech", *place).code == 0
    assert bench("speak", *place, "请到二号窗口").code == 0
    wait_until(lambda: module.text == "请到二号窗口")
    ran = bench("speak", *place, "㐂" * 200)
    assert (ran.code, ran.said[:4]) == (1, "不接受：")
    module.close()


def test_each_colour_of_a_lamp_is_lit_and_it_is_left_dark() -> None:
    lines, said = SimulatedLines(), list[str]()
    assert light(Lamp(lines, {"green": 3, "red": 4}), said.append, 0.0).worked
    assert lines.changes[:2] == [{3: True, 4: False}, {3: False, 4: True}]
    assert lines.values == {3: False, 4: False}
    assert said[0] == "绿灯亮"


def test_a_lamp_without_its_chip_says_so(bench: Bench) -> None:
    for command in (("lamp",), ("probe", "--kind", "lamp")):
        ran = bench(*command, "--driver", "gpio", "--port", "/dev/gpiochip-nowhere")
        assert ran.code == 1
        assert "连不上：" in ran.said


def test_a_camera_and_a_network_machine_that_are_not_there_are_said_so(bench: Bench) -> None:
    ran = bench("probe", "--kind", "document_camera", "--driver", "uvc", "--port", "/dev/video-nowhere")
    assert ran.code == 1
    assert "没有这个端口" in ran.said
    ran = bench("probe", "--kind", "led_board", "--driver", "onbon", "--port", "127.0.0.1:9")
    assert ran.code == 1
    assert "不接受连接" in ran.said


def test_a_port_that_another_program_has_is_said_so(bench: Bench, tmp_path: Path) -> None:
    line = SimulatedLine(tmp_path / "line")
    KeypadSimulator(line)
    other = Serial(line.path)
    other.open()
    ran = bench("probe", "--kind", "keypad", "--driver", "ff68", "--port", line.path)
    other.close()
    line.leave()
    assert ran.code == 1
    assert ran.said.startswith("连不上：端口被别的程序占用\n怎么办：先停掉")


def test_a_port_where_nothing_is_plugged_in_is_said_so(bench: Bench, tmp_path: Path) -> None:
    for command in ("read --driver serial_line", "card --driver sam_v", "keys --kind keypad --driver ff68"):
        ran = bench(*command.split(), "--port", tmp_path / "nothing")
        assert ran.code == 1
        assert ran.said.startswith("连不上：没有这个端口\n怎么办：")


def test_a_file_that_is_no_port_is_said_so(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no port")
    ran = bench("probe", "--kind", "keypad", "--driver", "ff68", "--port", tmp_path / "file")
    assert ran.code == 1
    assert "这不是能用的端口" in ran.said


def test_a_machine_of_the_plan_is_tried_by_its_id(bench: Bench, plan_path: Path, sign_machine: OnbonSimulator) -> None:
    plan_path.write_text(plan_path.read_text().replace("/dev/serial/by-id/led-1", sign_machine.path))
    assert bench("probe", "--plan", plan_path, "led-1").code == 0
    assert bench("show", "--plan", plan_path, "led-1", "二号窗口").code == 0
    assert sign_machine.text == "二号窗口"


def test_narrow_paper_in_the_plan_gets_the_narrow_test_page(bench: Bench, plan_path: Path, tmp_path: Path) -> None:
    machine = PrinterSimulator(tmp_path / "narrow", width_dots=384)
    text = plan_path.read_text().replace("/dev/serial/by-id/slip-printer-1", machine.path)
    plan_path.write_text(text.replace("width_mm = 80", "width_mm = 58"))
    record = tmp_path / "conversation"
    assert bench("print", "--plan", plan_path, "slip-printer-1", "--record", record).code == 0
    sent = b"".join(entry.content for entry in load_recording(record) if entry.direction == "sent")
    assert ruler(32)[1].encode() + b"\n" in sent
    machine.close()


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("probe", "要写 --plan 和机器的 id"),
        ("probe --kind led_board --driver nix --port /dev/x", "没有驱动“nix”"),
        ("keys --driver ff68 --port /dev/x", "要写 --kind"),
        ("print --plan PLAN led-1", "led-1 是LED 屏，这个命令用于：号票打印机、A4 打印机"),
        ("probe --plan PLAN", "还要写是哪台机器"),
        ("probe --plan PLAN nix", "没有“nix”这台设备"),
        ("probe --plan PLAN led-1 --port /dev/x", "只能写一种"),
        ("probe --plan nowhere.toml led-1", "读不了大厅配置"),
        ("show --driver onbon --port /dev/x --option volume=99", "volume 在 0 到 10 之间"),
        ("show --nix", "不认识：--nix"),
        ("dance", "命令 不能写 'dance'"),
        ("", "还要写：命令"),
        ("bind", "还要写：--plan, --kind, --terminal, --driver, --port"),
        ("read --seconds lang --driver hid --port /dev/x", "--seconds 要写数字"),
        ("read --port", "--port 后面要写内容"),
    ],
)
def test_wrong_usage_is_one_plain_sentence(bench: Bench, plan_path: Path, command: str, sentence: str) -> None:
    ran = bench(*(str(plan_path) if word == "PLAN" else word for word in command.split()))
    assert ran.code == 2
    assert sentence in ran.said
    assert "Traceback" not in ran.said


def test_the_help_tells_the_exit_codes(bench: Bench) -> None:
    ran = bench("--help")
    assert ran.code == 0
    assert "退出码" in ran.said
