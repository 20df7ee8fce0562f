"""The events of a hall-day are those from its opening to the opening of the next."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from queue_server.contract.plan import parse
from queue_server.forecaster.demo import write_demo_days
from queue_server.journal import JournalReader
from queue_server.queueing.events import DayOpened
from tests.running_hall import ROOT

MORNING = datetime(2026, 11, 26, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
FIRST, DAY = date(2026, 11, 23), timedelta(days=1)


def opened(reader: JournalReader, first: date, last: date) -> list[str]:
    """The days whose openings are among the events."""
    found = [entry.event for entry in reader.events(first.isoformat(), last.isoformat())]
    assert not found or isinstance(found[0], DayOpened)
    return [event.day for event in found if isinstance(event, DayOpened)]


def test_days_are_read_whole_and_alone(tmp_path: Path) -> None:
    plan = parse((ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8"))
    write_demo_days(plan, tmp_path / "journal.sqlite", b"secret", 3, MORNING)
    with JournalReader(tmp_path / "journal.sqlite", plan.hall.id) as reader:
        assert opened(reader, FIRST, FIRST) == ["2026-11-23"]
        assert opened(reader, FIRST + DAY, FIRST + 9 * DAY) == ["2026-11-24", "2026-11-25"]
        assert opened(reader, FIRST - 9 * DAY, FIRST - DAY) == []
        assert opened(reader, FIRST + 9 * DAY, FIRST + 9 * DAY) == []
        parts = [len(list(reader.events(*2 * ((FIRST + place * DAY).isoformat(),)))) for place in range(3)]
        whole = reader.trail("", "9")
        assert sum(parts) == len(whole) == whole[0].seq
        assert [one.seq for one in reader.trail("", "9", before=5, most=2)] == [4, 3]
