"""The bench as the technician starts it: a program of its own, its exit code, Ctrl-C, a closed pipe."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from devices.simulator import OnbonSimulator, PrinterSimulator, ReaderSimulator
from devices.simulator.id_card import IdCardSimulator
from queue_server.contract.plan import load
from tests.running_hall import ROOT


def started(arguments: Sequence[object]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "devices.bench", *map(str, arguments)]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def ended(program: subprocess.Popen[str]) -> tuple[int, str, str]:
    said, complained = program.communicate(timeout=30)
    return program.returncode, said, complained


def test_a_machine_is_bound_probed_and_tried(plan_path: Path, sign_machine: OnbonSimulator, tmp_path: Path) -> None:
    place = ("--kind", "led_board", "--driver", "onbon", "--terminal", "agent", "--window", 2)
    bind = ("bind", "--plan", plan_path, *place, "--port", sign_machine.path, "--id", "led-test")
    assert ended(started(bind))[0] == 0
    assert load(plan_path).device[-1].port == sign_machine.path
    assert ended(started(("probe", "--plan", plan_path, "led-test"))) == (0, "正常：屏应答了\n", "")
    assert ended(started(("show", "--plan", plan_path, "led-test", "厅号")))[0] == 0
    assert sign_machine.text == "厅号"
    listed = ended(started(("list", "--plan", plan_path)))
    assert f"  {sign_machine.path}\n      已绑定：led-test（LED 屏）" in listed[1]
    assert ended(started(bind)) == (2, "", "配置里已经有 led-test；要换掉它就加 --replace，要再加一台就换一个 --id\n")


def test_a_printer_without_paper_is_said_so_and_no_log_is_in_between(printer_machine: PrinterSimulator) -> None:
    printer_machine.set_fault("paper_out", True)
    code, said, complained = ended(started(("print", "--driver", "escpos", "--port", printer_machine.path)))
    assert (code, complained) == (1, "")
    assert said.splitlines() == ["需要人：缺纸", "怎么办：请装一卷新纸，合好上盖"]


def test_ctrl_c_ends_reading_with_what_was_read(reader_machine: ReaderSimulator) -> None:
    program = started(("read", "--driver", "serial_line", "--port", reader_machine.path, "--seconds", 0))
    assert program.stdout is not None
    assert "请扫码" in program.stdout.readline()
    reader_machine.scan("6901234567892")
    assert "6901234567892" in program.stdout.readline()
    program.send_signal(signal.SIGINT)
    assert ended(program) == (0, "完成：读到 1 个码\n", "")


def test_ctrl_c_ends_waiting_for_a_card_without_noise(tmp_path: Path) -> None:
    reader = IdCardSimulator(tmp_path / "id")
    program = started(("card", "--driver", "sam_v", "--port", reader.path, "--seconds", 0))
    assert program.stdout is not None
    program.stdout.readline()
    program.send_signal(signal.SIGINT)
    assert ended(program) == (1, "停下了，没有做完。\n", "")
    reader.close()


def test_a_reader_of_its_words_who_leaves_early_is_no_error() -> None:
    program = started(("drivers",))
    assert program.stdout is not None
    program.stdout.close()
    assert program.stderr is not None
    assert program.stderr.read() == ""
    assert program.wait(30) == 0
