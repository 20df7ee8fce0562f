"""A new release is kept when it is well and taken back when it is not, and nobody loses a ticket either way."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from provisioning.bundle.refusals import BundleError
from provisioning.update.deciding import Deciding, Patience
from provisioning.update.record import BusyError, Update
from provisioning.update.staging import UpdateError, stage_update
from tests.provisioning.bundle.sticks import PUBLIC
from tests.provisioning.update.boxes import (
    NEW,
    OLD,
    TICKETS,
    Children,
    Installed,
    Reckoned,
    bundle,
    copied,
    install,
    plain_environment,
)

AT_ONCE = Patience(look_s=0.05, steady_s=0.0, every_s=0.01)
ENDS_AT_ONCE = "raise SystemExit('{version}')\n"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """A box with the old release."""
    return install(tmp_path_factory.mktemp("template") / "box")


@pytest.fixture
def box(template: Installed, tmp_path: Path) -> Installed:
    """A box with the old release, for one test."""
    return copied(template, tmp_path / "box")


@contextmanager
def running(box: Installed) -> Iterator[Children]:
    """The box with its process."""
    children = Children(box)
    children.start()
    try:
        yield children
    finally:
        children.stop()


def staged(box: Installed, stick: Path, *, now: bool = False, again: bool = True) -> Update | None:
    """Stages what is on the stick."""
    return stage_update(stick, PUBLIC, box.root, box.record, box.plan, now=now, again=again, prepare=plain_environment)


def test_a_new_release_that_runs_is_kept(box: Installed, tmp_path: Path) -> None:
    with running(box) as children:
        assert staged(box, bundle(tmp_path, NEW)) is not None
        assert box.current == OLD
        decided = Deciding(box.root, box.record, box.journal, children, Patience(3.0, 0.2, 0.05)).run()
    assert decided is not None
    assert (decided.phase, decided.before, box.current) == ("good", OLD, NEW)


def test_the_two_newest_good_releases_stay(box: Installed, tmp_path: Path) -> None:
    for version in (NEW, "2026.12.3", "2026.12.4"):
        staged(box, bundle(tmp_path, version))
        ill = frozenset({"2026.12.4"})
        Deciding(box.root, box.record, box.journal, Reckoned(box, ill), AT_ONCE).run()
    assert sorted(release.name for release in (box.root / "releases").iterdir()) == [NEW, "2026.12.3"]


def test_a_release_that_does_not_run_is_taken_back_and_not_tried_again_by_itself(
    box: Installed, tmp_path: Path
) -> None:
    stick = bundle(tmp_path, NEW, program=ENDS_AT_ONCE)
    with running(box) as children:
        staged(box, stick)
        decided = Deciding(box.root, box.record, box.journal, children, Patience(0.3, 0.1, 0.02)).run()
        assert children.ails(()) == ("流水和换版本以前的对不上",), "it runs again; the copy is gone"
    assert decided is not None
    assert (decided.phase, decided.why, box.current) == ("rolled_back", "大厅总台停下了", OLD)
    assert box.tickets() == TICKETS
    with pytest.raises(UpdateError, match="已经换回来了（大厅总台停下了）；不再自动试"):
        staged(box, stick, again=False)
    assert staged(box, stick) is not None


def test_it_waits_for_a_quiet_hall_unless_it_is_told_not_to(box: Installed, tmp_path: Path) -> None:
    for now, asked in ((False, 2), (True, 0)):
        twin = copied(box, tmp_path / f"twin-{now}")
        machine = Reckoned(twin, quiet=False)
        twin.record.folder.mkdir()
        laid_there = bundle(tmp_path, NEW).rename(twin.record.folder / "lianxi.bundle")
        staged(twin, laid_there, now=now)
        assert not laid_there.exists()
        Deciding(twin.root, twin.record, twin.journal, machine, AT_ONCE).run()
        assert (twin.current, machine.asked) == (NEW, asked)


def test_a_release_that_does_not_take_the_plan_is_not_installed(box: Installed, tmp_path: Path) -> None:
    with pytest.raises(UpdateError, match="不认现在的大厅配置，没有安装：\n新的大厅配置要写 schema = 2"):
        staged(box, bundle(tmp_path, NEW, schema=2))
    assert (box.record.update(), box.current) == (None, OLD)
    assert [release.name for release in (box.root / "releases").iterdir()] == [OLD]


def test_what_is_refused_leaves_what_waits_and_what_is_current(box: Installed, tmp_path: Path) -> None:
    staged(box, bundle(tmp_path, NEW))
    with pytest.raises(BundleError, match="不比现在装着的新"):
        staged(box, bundle(tmp_path, "2026.11"))
    waiting = box.record.update()
    assert waiting is not None
    assert (waiting.version, waiting.phase, box.current) == (NEW, "staged", OLD)
    with box.record.held(), pytest.raises(BusyError, match="正在换版本"):
        staged(box, bundle(tmp_path, "2026.12.4"))


def test_what_is_current_already_is_nothing_to_do_and_a_bare_box_is_told_to_install(
    box: Installed, template: Installed, tmp_path: Path
) -> None:
    assert staged(box, template.folder / f"hall-{OLD}.bundle") is None
    with pytest.raises(UpdateError, match="还没有装厅号"):
        staged(Installed(tmp_path / "bare"), bundle(tmp_path, NEW))


def test_where_the_journal_cannot_be_copied_nothing_is_switched(box: Installed, tmp_path: Path) -> None:
    staged(box, bundle(tmp_path, NEW))
    box.record.journal.with_suffix(".sqlite.new").mkdir()
    decided = Deciding(box.root, box.record, box.journal, Reckoned(box), AT_ONCE).run()
    assert decided is not None
    assert (decided.phase, box.current) == ("rolled_back", OLD)
    assert decided.why.startswith("没有换上")
