"""`python -m provisioning selftest`: 0 where nothing is broken, 1 where something is, and everybody is told."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from devices.simulator.onbon import OnbonSimulator
from kiosk.selftest.kept import kept
from kiosk.selftest.paper_loop import LOOP, PRINTER
from provisioning.selftest.command import BROKEN, USAGE, WELL, selftest
from queue_server.contract.selftest import SelfTest
from tests.provisioning.selftest.terminal import Terminal
from tests.provisioning.selftest.test_box import AGENT, ALL_IN_ONE, KIOSK, Machine
from tests.running_hall import wait_for


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    with Terminal(tmp_path_factory.mktemp("terminal")) as made:
        yield made


@pytest.fixture(autouse=True)
def loudspeaker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A loudspeaker in a file."""
    player, heard = tmp_path / "aplay", tmp_path / "heard.wav"
    player.write_text(f"#!/bin/sh\ncat > {heard}\n")
    player.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return heard


def test_all_is_well_where_a_person_holds_the_page_and_the_hall_is_told(
    terminal: Terminal, loudspeaker: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[SelfTest] = []
    terminal.hall.client("web").follow_selftests(told.append)
    assert selftest([*terminal.arguments, "--with-agent"]) == WELL, capsys.readouterr().out
    said = capsys.readouterr().out
    assert f"✓ {LOOP}：刚打出来的码读回来了\n" in said
    assert "→ 请看屏：先是 8888" in said
    assert said.splitlines()[-1].startswith("自检完了：")
    assert loudspeaker.stat().st_size > 10_000
    assert isinstance(terminal.board, OnbonSimulator)
    assert terminal.board.text == "测试"
    found = wait_for(lambda: told)[-1]
    assert kept(terminal.folder) == found
    states = {one.check: one.state for one in found.findings}
    assert states["LED 屏 led-1"] == states["声音"] == states["扫码枪 reader-1"] == states[PRINTER] == "ok"
    assert states["高拍仪"] == "absent"


def test_something_broken_is_exit_code_one_and_json_says_what_and_what_to_do(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.printer.set_fault("paper_out", True)
    try:
        assert selftest([*terminal.arguments, "--json"]) == BROKEN
    finally:
        terminal.printer.set_fault("paper_out", False)
    found = msgspec.json.decode(capsys.readouterr().out, type=SelfTest)
    broken = {one.check: one for one in found.findings if one.state == "broken"}
    assert set(broken) == {PRINTER, LOOP}
    assert (broken[PRINTER].remedy, broken[PRINTER].picture) == ("请装一卷新纸，合上盖子", "printer_paper")


def test_a_plan_or_credential_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert selftest(["--plan", f"{tmp_path / 'no.toml'}", "--credential", f"{tmp_path / 'no.json'}"]) == USAGE
    assert capsys.readouterr().err.startswith("查不了：")


def test_an_installed_box_stops_what_has_its_machines_open_and_starts_it_again(
    terminal: Terminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box = tmp_path / "etc/tinghao/box.json"
    box.parent.mkdir(parents=True)
    box.write_bytes(msgspec.json.encode(ALL_IN_ONE))
    state = tmp_path / "var/lib/tinghao"
    (state / "clients").mkdir(parents=True)
    shutil.copytree(terminal.folder, state / "plan", ignore=lambda _, names: [n for n in names if n != "hall.toml"])
    shutil.copy(terminal.folder / "kiosk-1.json", state / "clients")
    machine = Machine({AGENT, KIOSK})
    terminal.board.set_fault("unplugged", True)
    try:
        assert selftest(["--hold-s", "20"], machine, tmp_path) == BROKEN
    finally:
        terminal.board.set_fault("unplugged", False)
    assert machine.done == [f"stop {AGENT}", f"stop {KIOSK}", f"start {KIOSK}", f"start {AGENT}"]
    assert "✗ LED 屏 led-1" in capsys.readouterr().out
    assert kept(state) is not None


def test_a_bare_box_has_nothing_to_be_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert selftest([], root=tmp_path) == USAGE
    assert "还没有设置好" in capsys.readouterr().err
