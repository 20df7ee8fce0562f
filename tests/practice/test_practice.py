"""Practice in the server's folder: each switch leaves the hall as before or as after, wherever the power goes."""

from pathlib import Path

import pytest

from queue_server.contract.accounts import Account
from queue_server.practice import CLEARED, accounts_of, in_force, switch, switches, tidy
from queue_server.state_dir import StateDir
from tests.queueing.sample import sample_plan

QIN = {"qin": Account(id="qin", name="秦时", roles=("clerk",))}


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A folder with a real journal that practised for a while."""
    (tmp_path / "journal.sqlite").write_bytes(b"what really happened")
    assert switch(tmp_path, "on", "tang", QIN)
    StateDir(tmp_path).journal.write_bytes(b"what was practised")
    return tmp_path


def test_practice_has_a_folder_of_its_own_and_knows_who_works_in_the_hall(state: Path) -> None:
    practised = StateDir(state)
    assert practised.practises
    assert practised.journal.parent != state
    assert accounts_of(state) == QIN
    assert in_force(sample_plan(), practised).hall.hours != sample_plan().hall.hours
    assert practised.page_secret() != _real(state).page_secret()
    assert (state / "journal.sqlite").read_bytes() == b"what really happened"


def test_what_was_practised_waits_for_the_next_time_until_it_is_cleared(state: Path) -> None:
    before = StateDir(state)
    assert switch(state, "off", "tang", {})
    assert before.is_switched
    assert not StateDir(state).practises
    assert accounts_of(state) is None
    assert not switch(state, "off", "tang", {})
    assert switch(state, "on", "tang", QIN)
    assert StateDir(state).journal.read_bytes() == b"what was practised"
    assert switch(state, "clear", "gao", {})
    tidy(state)
    assert sorted(path.name for path in state.iterdir()) == ["journal.sqlite", "practice.jsonl"]
    assert [one.to for one in switches(state).records()] == ["on", "off", "off", "on", "clear"]


def test_what_somebody_put_down_after_the_clearing_goes_too(state: Path) -> None:
    switch(state, "clear", "gao", {})
    late = state / "practice/papers/kept"
    late.mkdir(parents=True)
    tidy(state)
    assert not late.exists()


@pytest.mark.parametrize("deleted", range(5))
def test_a_power_cut_anywhere_in_the_clearing_leaves_the_real_hall(state: Path, deleted: int) -> None:
    """The rename decides; a deletion that was cut off has left some of the files, and goes on at the next start."""
    (state / "practice/scan").write_bytes(b"practised")
    switch(state, "clear", "gao", {})
    (forgotten,) = state.glob(f"{CLEARED}*")
    for file in sorted(forgotten.iterdir())[:deleted]:
        file.unlink()
    hall = StateDir(state)
    assert not hall.practises
    assert hall.journal.read_bytes() == b"what really happened"
    tidy(state)
    assert sorted(path.name for path in state.iterdir()) == ["journal.sqlite", "practice.jsonl"]


def test_a_switch_that_cannot_be_recorded_changes_nothing(state: Path) -> None:
    (state / "practice.jsonl").unlink()
    (state / "practice.jsonl").mkdir()
    with pytest.raises(OSError, match="Is a directory"):
        switch(state, "clear", "gao", {})
    assert StateDir(state).journal.read_bytes() == b"what was practised"


def _real(state: Path) -> StateDir:
    """The same folder while it does not practise."""
    switch(state, "off", "tang", {})
    real = StateDir(state)
    switch(state, "on", "tang", QIN)
    return real
