"""A kiosk that dies and another box in its place: no number is given twice, whatever the dead one gave alone."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk import visit as v
from kiosk.alone import Alone
from kiosk.delivery import Delivery
from kiosk.outbox import Outbox
from queue_server.client import HallClient
from queue_server.contract.commands import ClaimNumbers
from queue_server.contract.credential import load_credential
from queue_server.contract.replies import NumbersClaimed, Refused, TicketIssued
from queue_server.queueing.holding import Holder, claim
from tests.kiosk.scenes import plan
from tests.running_hall import RunningHall, wait_for

TODAY = datetime(2026, 11, 24, 9, 0).astimezone()


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    """A server without a web."""
    running = RunningHall(tmp_path_factory.mktemp("hall"))
    try:
        running.start_server()
        yield running
    finally:
        running.close()


class Box:
    """What of a kiosk gives numbers, with its folder; `tomorrow` its clock can be set."""

    def __init__(self, hall: RunningHall, folder: Path) -> None:
        self.now = datetime.now(UTC)
        self.outbox = Outbox(folder, "k")
        self._client = HallClient(load_credential(hall.state / "clients/kiosk-1.json"))
        self._delivery = Delivery("kiosk-1", self._client, self.outbox)
        self.alone = Alone(hall.plan, "kiosk-1", self.outbox, lambda: None, lambda: self.now)

    def meets_the_server(self) -> None:
        """Returns when the desk knows this box."""
        self._client.start()
        self._delivery.start()
        wait_for(lambda: self.outbox.holding.told)

    def number(self, wish: str) -> str:
        """A number given alone, or why there is none."""
        outcome = self.alone.give(v.Wish("A01", wish))
        if isinstance(outcome, Refused):
            return outcome.code
        assert isinstance(outcome, TicketIssued)
        return outcome.ticket.number

    def close(self) -> None:
        self._client.close()
        self._delivery.close()
        self.outbox.close()


def test_no_box_gives_today_what_the_one_before_it_may_have_given_alone(hall: RunningHall, tmp_path: Path) -> None:
    first = Box(hall, tmp_path / "first")
    assert first.number("before it ever met the server") == "new_box"
    first.meets_the_server()
    first.close()
    again = Box(hall, tmp_path / "first")
    assert again.number("the server is away") == "A950"
    again.close()
    shutil.rmtree(tmp_path / "first")  # it dies with a number that nobody else knows of
    other = Box(hall, tmp_path / "other")
    assert other.number("the server is away still") == "new_box"
    other.meets_the_server()
    assert other.number("the same day") == "new_box"
    other.now += timedelta(days=1)
    assert other.number("the next day") == "A950"
    other.close()
    kept = Box(hall, tmp_path / "other")
    kept.now += timedelta(days=1)
    assert kept.number("started anew") == "A951"
    kept.close()


def test_a_box_that_gave_numbers_before_boxes_were_told_apart_goes_on(tmp_path: Path) -> None:
    Outbox(tmp_path, "k").close()
    (tmp_path / "k.box").unlink()
    outbox = Outbox(tmp_path, "k")
    assert outbox.holding.may_give("2026-11-24")
    outbox.holding.begins("2026-11-25")
    assert outbox.holding.may_give("2026-11-24")
    outbox.close()


def test_a_kiosk_claims_for_itself_only_and_the_same_box_is_told_the_same(hall: RunningHall) -> None:
    asked = ClaimNumbers(kiosk="kiosk-1", box="0123456789abcdef")
    told = hall.ask(asked)
    assert isinstance(told, NumbersClaimed)
    assert hall.ask(asked) == told
    strange = hall.ask(msgspec.structs.replace(asked, kiosk="kiosk-2"))
    assert isinstance(strange, Refused)
    assert strange.code == "not_allowed"


def test_the_first_box_begins_at_once_and_every_other_one_tomorrow() -> None:
    asked = ClaimNumbers(kiosk="kiosk-1", box="first-box")
    first = claim(plan(), {}, asked, TODAY)
    assert first == Holder(box="first-box", since="2026-11-24")
    assert claim(plan(), {"kiosk-1": first}, asked, TODAY + timedelta(days=3)) == first
    other = msgspec.structs.replace(asked, box="other-box")
    second = claim(plan(), {"kiosk-1": first}, other, TODAY)
    assert second == Holder(box="other-box", since="2026-11-25")
    assert isinstance(claim(plan(), {}, msgspec.structs.replace(asked, kiosk="nobody"), TODAY), Refused)
