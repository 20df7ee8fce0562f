"""A technician is told what became of the papers, and whether anybody changed the record."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from queue_server.papers.vault import Label, Vault
from queue_server.papers.views import View, views
from tests.running_hall import DEADLINE_S, ROOT


def told(state: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "queue_server", "papers", "--state", str(state)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=DEADLINE_S, check=False)


def seen(page: int) -> View:
    at = datetime(2026, 11, 24, 10, 4, tzinfo=UTC)
    return View(
        at=at, clerk="wang", window=1, number="A001", day="2026-11-24", material="户口簿", page=page, small=False
    )


def test_what_is_kept_deleted_and_looked_at_is_told_and_a_change_is_found(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "papers/kept", bytes(32))
    for day in ("2026-10-01", "2026-11-24"):
        vault.keep(Label(owner="kiosk-1/wish-1", material="户口簿", day=day), b"paper")
    vault.delete_before(date(2026, 11, 24), keep_days=30)
    for page in range(3):
        views(tmp_path).add(seen(page))
    good = told(tmp_path)
    assert good.returncode == 0, good.stderr
    for line in ("现存：1 份，1 天", "到期删除：1 份，1 天", "  wang：3 次", "两份记录都前后相连，没有改动过"):
        assert line in good.stdout.splitlines()
    log = tmp_path / "papers/views.jsonl"
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[1:]))
    changed = told(tmp_path)
    assert changed.returncode == 1
    assert changed.stdout.splitlines()[-1] == "查看记录从第 1 行起对不上：有人改过、删过或调换过"


def test_a_folder_that_is_not_there_is_one_plain_sentence(tmp_path: Path) -> None:
    nothing = told(tmp_path / "none")
    assert (nothing.returncode, nothing.stderr) == (2, f"没有数据目录 {tmp_path / 'none'}\n")
