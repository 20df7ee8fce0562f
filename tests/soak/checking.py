"""After the day: the figures of the page are what the journal's events say, and what everybody saw."""

from collections import Counter
from typing import Any

import msgspec
import pytest

from queue_server.figures.steps import What
from queue_server.figures.tally import Figures
from queue_server.journal import JournalReader
from queue_server.state_dir import StateDir
from tests.figures.any_day import counted, mean_wait_s
from tests.running_hall import RunningHall
from tests.soak.day import Seen
from tests.web.conftest import signed_in

COUNTED: tuple[What, ...] = ("taken", "served", "missed", "transferred", "brought_back", "cancelled")


def shown(hall: RunningHall) -> Figures:
    """Today's figures as the page shows them."""
    answer: dict[str, Any] = signed_in(hall, "ji", "manager").get("/api/manager/figures").json()
    return msgspec.convert(answer["figures"], Figures, strict=False)


def check(hall: RunningHall, seen: Seen) -> Figures:
    """The figures, which are equal to the journal's and to what was seen."""
    found = shown(hall)
    with JournalReader(StateDir(hall.state).journal, hall.plan.hall.id) as reader:
        assert reader.verify() is None
        history = [(entry.event, entry.at) for entry in reader.events("", "9")]
    whole = found.whole
    assert {what: getattr(whole, what) for what in COUNTED} == {what: counted(history, what) for what in COUNTED}
    assert whole.called == whole.wait.count == counted(history, "waited")
    assert sum(whole.scores) == counted(history, "rated") == seen.rated
    assert whole.wait.mean_s == pytest.approx(mean_wait_s(history))

    assert len(seen.numbers) == len(set(seen.numbers)) == whole.taken
    assert whole.served + whole.missed == whole.taken + whole.brought_back
    for window, done in seen.done.items():
        of = found.windows[window]
        pressed = Counter(next=of.called, complete=of.served, miss=of.missed, transfer=of.transferred)
        assert {name: done[name] for name in pressed} == dict(pressed), window
    assert sum(done["bring-back"] for done in seen.done.values()) == whole.brought_back
    return found
