"""Whichever step of an update the power goes at: the old or the new release is whole, and the next start decides."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from provisioning.bundle.manifest import Manifest
from provisioning.bundle.unpacking import installed, stage
from provisioning.update.deciding import DECIDING, Deciding, Patience
from provisioning.update.record import Update
from provisioning.update.staging import stage_update
from queue_server.journal import JournalReader
from tests.provisioning.bundle.sticks import PUBLIC
from tests.provisioning.cuts import done_until
from tests.provisioning.update.boxes import (
    HALL,
    NEW,
    OLD,
    TICKETS,
    Installed,
    Reckoned,
    bundle,
    copied,
    install,
    plain_environment,
)

IMPATIENT = Patience(look_s=0.01, steady_s=0.0, every_s=0.001)


def whole(box: Installed) -> Manifest:
    """What is current, of which every file is right."""
    manifest = installed(box.root)
    assert manifest is not None
    for entry in manifest.files:
        assert hashlib.sha256((box.root / "current" / entry.path).read_bytes()).hexdigest() == entry.sha256
    return manifest


def deciding(box: Installed, ill: frozenset[str]) -> Deciding:
    """Who decides on that box, where some releases are ill."""
    return Deciding(box.root, box.record, box.journal, Reckoned(box, ill), IMPATIENT)


def test_a_power_cut_at_any_step_ends_in_the_new_release(tmp_path: Path) -> None:
    template, stick, staged = install(tmp_path / "template"), bundle(tmp_path, NEW), 0
    stage(stick, PUBLIC, template.root)
    for box, decided in interrupted(template, stick, frozenset(), range(1, 999, 2)):
        if decided is None:
            assert (box.current, staged) == (OLD, 0), "once it was staged, it stayed so"
        else:
            staged += 1
            assert (decided.phase, box.current) == ("good", NEW)
    assert staged > 10


def test_a_power_cut_at_any_step_on_the_way_back_ends_in_the_old_release_and_its_journal(tmp_path: Path) -> None:
    template, stick, steps = install(tmp_path / "template"), bundle(tmp_path, NEW), 0
    stage_update(stick, PUBLIC, template.root, template.record, template.plan, prepare=plain_environment)
    for box, decided in interrupted(template, None, frozenset({NEW}), range(2, 999, 2)):
        steps += 1
        assert decided is not None
        assert (decided.phase, decided.why, box.current) == ("rolled_back", "消息服务没有回答", OLD)
    assert steps > 15


def interrupted(
    template: Installed, stick: Path | None, ill: frozenset[str], steps: Sequence[int]
) -> Iterator[tuple[Installed, Update | None]]:
    """A box like `template` for each step that its update was cut off before, and what it decides when it starts.

    Up to the switch the steps of both ways are the same, so each test takes every second one.
    """
    for step in steps:
        box = copied(template, template.folder.with_name("box"))

        def update(box: Installed = box) -> None:
            if stick is not None:
                stage_update(stick, PUBLIC, box.root, box.record, box.plan, prepare=plain_environment)
            deciding(box, ill).run()

        done = done_until(step, update)
        assert whole(box).version in (OLD, NEW)
        yield box, deciding(box, ill).run()
        assert whole(box).version == box.current
        assert not (box.root / DECIDING).is_symlink()
        assert box.tickets() == TICKETS
        with JournalReader(box.journal, HALL) as journal:
            assert journal.verify() is None
        if done:
            return
