"""A changed plan at terminals: the kiosk waits for its visitor to leave, the display turns without a dark moment."""

from dataclasses import replace as changed
from pathlib import Path

import msgspec
from msgspec.structs import replace

from kiosk import visit as v
from kiosk.display.turned_face import TurnedFace
from kiosk.renewal import QUIET_S, Renewal
from queue_server.contract.plan import Plan
from queue_server.contract.plan.watched import WatchedPlan
from tests.kiosk.scenes import plan

PLAN = plan()


def write(path: Path, plan: Plan) -> None:
    """Another file in the place of the one that lies there."""
    fresh = path.with_suffix(".new")
    fresh.write_bytes(msgspec.toml.encode(plan))
    fresh.replace(path)


def renamed(plan: Plan) -> Plan:
    """The plan with another name of the hall."""
    return replace(plan, hall=replace(plan.hall, name="新大厅"))


def test_another_plan_is_noticed_once_and_a_bad_or_equal_one_never(tmp_path: Path) -> None:
    path = tmp_path / "hall.toml"
    write(path, PLAN)
    watched = WatchedPlan(path)
    assert watched.renewed() is None
    write(path, PLAN)
    assert watched.renewed() is None
    path.write_text("schema = ", encoding="utf-8")
    assert watched.renewed() is None
    write(path, renamed(PLAN))
    assert watched.renewed() == renamed(PLAN)
    assert watched.renewed() is None
    path.unlink()
    assert watched.renewed() is None


def test_a_kiosk_begins_again_only_when_nobody_is_there_and_no_slip_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "hall.toml"
    write(path, PLAN)
    renewal, nobody = Renewal(WatchedPlan(path)), v.begin(0.0)
    assert not renewal.now(nobody, 100.0)
    write(path, renamed(PLAN))
    busy = changed(nobody, step=v.Matters("A"))
    assert not renewal.now(busy, 100.0)
    assert not renewal.now(changed(nobody, touched_at=100.0), 100.0 + QUIET_S / 2)
    assert not renewal.now(changed(nobody, last=v.LastSlip("A001", 160.0)), 110.0)
    assert renewal.now(changed(nobody, touched_at=100.0), 100.0 + QUIET_S)


def test_a_kiosk_begins_again_with_another_calendar_too(tmp_path: Path) -> None:
    path = tmp_path / "hall.toml"
    write(path, PLAN)
    renewal = Renewal(WatchedPlan(path))
    assert not renewal.now(v.begin(0.0), 100.0)
    (tmp_path / PLAN.calendar.file).write_text("another", encoding="utf-8")
    assert renewal.now(v.begin(0.0), 100.0)


def test_a_display_turns_by_itself_unless_its_panel_or_its_voices_are_others() -> None:
    display = PLAN.display[0]
    face = TurnedFace(PLAN, display)
    before = face.now
    assert face.turn(renamed(PLAN), display)
    assert face.now is not before
    assert not face.turn(PLAN, replace(display, panel_inch=32.0))
    assert face.over
    assert not TurnedFace(PLAN, display).turn(PLAN, None)
