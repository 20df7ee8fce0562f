"""A short day through real consoles leaves the figures equal to the journal's; `make soak` is the long one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running_hall import RunningHall
from tests.soak.checking import check
from tests.soak.day import run, widened
from tests.web.conftest import running_hall


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[RunningHall]:
    """Six windows."""
    yield from running_hall(tmp_path, lambda plan: widened(plan, 6))


def test_the_figures_of_a_day_through_consoles_are_the_journals(hall: RunningHall) -> None:
    found = check(hall, run(hall, visitors=60, pace=20_000))
    assert found.whole.taken == 60
