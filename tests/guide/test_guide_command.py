"""The guide's command line: a workbook out, the edited one back into the plan, and whether all is stated."""

import io
import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook

from queue_server.contract.plan import load
from queue_server.guide.version import version

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "assets/halls/puyang.toml"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command, as a clerk's technician types it."""
    command = [sys.executable, "-m", "queue_server", "guide", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_a_workbook_goes_out_is_edited_and_comes_back_into_the_plan(tmp_path: Path) -> None:
    sheet, new = tmp_path / "guide.xlsx", tmp_path / "new.toml"
    assert run("template", "--plan", SAMPLE, "--out", sheet).returncode == 0
    book = load_workbook(io.BytesIO(sheet.read_bytes()))
    book.active["B3"] = "耕地补贴"
    book.save(sheet)
    done = run("import", "--plan", SAMPLE, "--sheet", sheet, "--out", new)
    assert done.returncode == 0, done.stderr
    before, after = load(SAMPLE), load(new)
    assert after.matters["A01"].name == "耕地补贴"
    assert after.matter[1:] == before.matter[1:]
    assert (after.service, after.window, after.device) == (before.service, before.window, before.device)
    first_lines = "#:schema ../contract/plan.schema.json\n# 蒲阳镇便民服务大厅: the sample hall."
    assert new.read_text(encoding="utf-8").startswith(first_lines)
    assert version(after.matter) in done.stdout


def test_a_sheet_with_mistakes_changes_nothing(tmp_path: Path) -> None:
    sheet, new = tmp_path / "guide.xlsx", tmp_path / "new.toml"
    run("template", "--plan", SAMPLE, "--out", sheet)
    book = load_workbook(io.BytesIO(sheet.read_bytes()))
    book.active["B3"], book.active["D4"] = None, "Q"
    book.save(sheet)
    done = run("import", "--plan", SAMPLE, "--sheet", sheet, "--out", new)
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["B3：缺少事项名称", "D4：没有“Q”这项业务，可以是A、B、C、D、F、J"]
    assert not new.exists()


def test_a_guide_that_leaves_a_service_without_matters_is_refused(tmp_path: Path) -> None:
    sheet, new = tmp_path / "guide.xlsx", tmp_path / "new.toml"
    run("template", "--plan", SAMPLE, "--out", sheet)
    book = load_workbook(io.BytesIO(sheet.read_bytes()))
    for row in book.active.iter_rows(min_row=3, max_col=4):
        if row[3].value == "J":
            row[3].value = "A"
    book.save(sheet)
    done = run("import", "--plan", SAMPLE, "--sheet", sheet, "--out", new)
    assert done.returncode == 2
    assert "“群众接访”下面没有事项" in done.stderr
    assert not new.exists()


def test_a_plan_with_other_tables_between_its_matters_is_changed_all_the_same(tmp_path: Path) -> None:
    plan, sheet, new = tmp_path / "hall.toml", tmp_path / "guide.xlsx", tmp_path / "new.toml"
    parts = SAMPLE.read_text(encoding="utf-8").split("\n\n")
    first = next(at for at, part in enumerate(parts) if part.startswith("[[matter]]"))
    plan.write_text("\n\n".join([*parts[:first], *parts[first + 1 :], parts[first]]), encoding="utf-8")
    assert run("template", "--plan", plan, "--out", sheet).returncode == 0
    done = run("import", "--plan", plan, "--sheet", sheet, "--out", new)
    assert done.returncode == 0, done.stderr
    assert load(new) == load(plan)


def test_the_check_tells_the_version_and_what_is_not_stated(tmp_path: Path) -> None:
    done = run("check", "--plan", SAMPLE)
    matters = load(SAMPLE).matter
    assert done.stdout == f"指南版本 {version(matters)}，{len(matters)} 个事项，没有错误\n"
    plan = tmp_path / "hall.toml"
    plan.write_text(SAMPLE.read_text(encoding="utf-8").replace('fee = "不收费"\n', "", 1), encoding="utf-8")
    done = run("check", "--plan", plan)
    assert done.returncode == 2
    assert done.stderr == "matter[1].fee：八项公开内容要么都写，要么都不写，这一项还没有写\n"
