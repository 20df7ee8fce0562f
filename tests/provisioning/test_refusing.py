"""What keeps the practice hall from opening is one clear sentence, never a stack trace."""

import fcntl
import shutil
import socket
from pathlib import Path

from tests.ports import free_port
from tests.provisioning.standing import run, the_sentence
from tests.running_hall import ROOT


def test_a_taken_port_is_named_with_the_way_out(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        sentence = the_sentence(run("--state", tmp_path / "run", "--port", str(port)))
    assert f"端口 {port} 已被占用" in sentence
    assert f"make run PORT={port + 1}" in sentence


def test_a_second_hall_in_the_same_folder_does_not_start(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        sentence = the_sentence(run("--state", tmp_path, "--port", str(free_port())))
    assert "已经有一个演练大厅在运行" in sentence


def test_missing_programs_are_named(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for program in ("mosquitto", "setpriv", "xdotool"):
        (programs / program).symlink_to(str(shutil.which(program, path="/usr/bin:/usr/sbin")))
    sentence = the_sentence(run("--state", tmp_path / "run", "--port", str(free_port()), PATH=str(programs)))
    assert "Xvfb" in sentence
    assert "espeak-ng" in sentence
    assert "mosquitto" not in sentence


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("not a folder")
    sentence = the_sentence(run("--state", tmp_path / "run", "--port", str(free_port())))
    assert str(tmp_path / "run") in sentence


def test_mistakes_of_the_plan_are_listed_all_at_once(tmp_path: Path) -> None:
    plan = (ROOT / "assets/halls/puyang.toml").read_text()
    wrong = plan.replace("width_mm = 80", "widht_mm = 80").replace('prefix = "B"', 'prefx = "B"')
    (tmp_path / "hall.toml").write_text(wrong)
    ended = run("--plan", tmp_path / "hall.toml", "--state", tmp_path / "run", "--port", str(free_port()))
    assert ended.returncode == 2
    assert "widht_mm" in ended.stderr
    assert "prefx" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_plan_that_is_not_there_is_named(tmp_path: Path) -> None:
    absent = tmp_path / "hall.toml"
    ended = run("--plan", absent, "--state", tmp_path / "run", "--port", str(free_port()))
    assert ended.returncode == 2
    assert str(absent) in ended.stderr
    assert "Traceback" not in ended.stderr
