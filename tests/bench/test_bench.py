"""The bench itself: runs on real parts, says what it measured, and keeps its word about limits."""

import json
import subprocess
import sys

import pytest

from tests.bench.figure import Figure
from tests.bench.percentiles import over_rounds, percentile
from tests.bench.processes import ROOT
from tests.bench.table import json_line, table

RPC = ["rpc_p50_ms", "rpc_p99_ms", "take_p50_ms", "take_p99_ms", "take_ratio_p50"]


def test_the_last_line_is_one_json_object_with_the_figures_asked_for() -> None:
    command = [sys.executable, "-m", "tests.bench", "--only", "rpc", "--quick"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert list(figures) == RPC
    assert all(value > 0 for value in figures.values())


def test_an_unknown_group_is_named() -> None:
    command = [sys.executable, "-m", "tests.bench", "--only", "rcp"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "rcp" in done.stderr


@pytest.mark.parametrize(
    ("figure", "ok"),
    [
        (Figure("a", 3.0, at_most=3), True),
        (Figure("a", 3.1, at_most=3), False),
        (Figure("a", 0.6, at_least=0.6), True),
        (Figure("a", 0.59, at_least=0.6), False),
        (Figure("a", 99.0), True),
    ],
)
def test_a_figure_keeps_its_limit_or_not(figure: Figure, ok: bool) -> None:
    assert figure.ok is ok


def test_the_table_marks_what_is_beyond_its_limit() -> None:
    text = table([Figure("slow_ms", 12.34, at_most=3), Figure("plain", 1234.0)])
    assert text.splitlines()[1:] == ["slow_ms   12.3  ≤ 3    NOT OK", "plain    1,234"]
    assert json_line([Figure("slow_ms", 12.34)]) == '{"slow_ms": 12.34}'


def test_a_percentile_is_a_measured_value() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [percentile(values, percent) for percent in (50, 99, 100)] == [3.0, 5.0, 5.0]
    assert over_rounds([[1.0, 2.0], [100.0, 200.0], [3.0, 4.0]], 50) == 3.0
