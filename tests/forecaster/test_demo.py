"""Invented days: a journal that a real hall goes on from, with a past that a forecast can learn from."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from queue_server.contract.plan import parse
from queue_server.desk import Desk
from queue_server.forecaster.demo import DemoError, write_demo_days
from queue_server.forecaster.reckoning import expected_minutes
from queue_server.forecaster.recorded import RecordedVisits
from queue_server.journal import Journal
from queue_server.queueing.forecast.model import learn
from queue_server.queueing.forecast.past import Past
from tests.running_hall import ROOT

PLAN = parse((ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8"))
TODAY = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def test_invented_days_are_a_past_like_a_real_one(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    count = write_demo_days(PLAN, path, b"secret", 3, TODAY)
    visits = RecordedVisits(path, PLAN.hall.id).before(TODAY.date())
    assert len({visit.day for visit in visits}) == 3
    assert 0.9 * count < len(visits) <= count
    model = learn(Past.of(visits), expected_minutes(PLAN))
    assert set("ABCD") <= set(model.services)
    with Journal(path, PLAN.hall.id) as journal:
        assert journal.verify() is None
        desk = Desk(PLAN, journal, b"secret")
        assert desk.hall.day == "2026-11-23"
        desk.tick(TODAY + timedelta(hours=1))
        assert desk.hall.day == "2026-11-24"
        assert not [queue for queue in desk.hall.queues.values() if queue]


def test_a_hall_with_a_past_gets_no_invented_one(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    write_demo_days(PLAN, path, b"secret", 1, TODAY)
    with pytest.raises(DemoError, match="已经有流水"):
        write_demo_days(PLAN, path, b"secret", 1, TODAY)
