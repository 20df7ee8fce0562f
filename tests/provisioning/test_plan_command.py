"""`provisioning plan FILE`: mistakes all at once, what applies now and later, the calendar brought along."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from queue_server.contract.plan import load
from tests.ports import free_port
from tests.running_hall import ROOT, RunningHall


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    """The sample hall, running."""
    hall = RunningHall(tmp_path_factory.mktemp("hall"))
    try:
        hall.start_server()
        yield hall
    finally:
        hall.close()


def run(hall: RunningHall, *words: str | Path) -> tuple[int, str]:
    """The command's exit code, and what it said."""
    command = [sys.executable, "-m", "provisioning", "plan", *words, "--plan", hall.plan_path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_technician_changes_the_plan_and_reads_what_applies_when(hall: RunningHall, tmp_path: Path) -> None:
    hall.take("A01")
    file = tmp_path / "new.toml"
    new = replace(
        hall.plan,
        hall=replace(hall.plan.hall, name="新大厅", web_port=free_port()),
        matter=tuple(one for one in hall.plan.matter if one.code != "A01"),
    )
    file.write_bytes(msgspec.toml.encode(new))
    (tmp_path / "calendar.toml").write_bytes((ROOT / "assets/halls/calendar.toml").read_bytes())
    hall.plan_path.with_name("calendar.toml").unlink()
    code, told = run(hall, file, "--only-tell")
    assert code == 0, told
    assert load(hall.plan_path) == hall.plan
    code, told = run(hall, file)
    assert code == 0, told
    now, later = told.split("今天还有人在用，下一天自己生效：")
    assert "名称（蒲阳镇便民服务大厅 → 新大厅）" in now
    assert "网页端口" in later
    assert "取消事项 A01" in later
    assert load(hall.plan_path).hall.name == "新大厅"
    assert hall.plan_path.with_name("calendar.toml").exists()


def test_a_plan_with_mistakes_is_sent_back_with_all_of_them(hall: RunningHall, tmp_path: Path) -> None:
    before, file = hall.plan_path.read_bytes(), tmp_path / "bad.toml"
    bad = replace(hall.plan, policy=replace(hall.plan.policy, calls=99, returns=99))
    file.write_bytes(msgspec.toml.encode(bad))
    code, told = run(hall, file)
    assert (code, hall.plan_path.read_bytes()) == (2, before)
    assert "policy.calls" in told
    assert "policy.returns" in told
