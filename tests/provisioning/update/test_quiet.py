"""An update waits until nobody notices it: for the last ticket after the last hour, never for a lunch break."""

import pytest

from provisioning.update.quiet import is_quiet
from queue_server.contract import commands
from queue_server.contract.plan import ALL_DAY
from queue_server.queueing.boards import hall_board
from tests.queueing.sample import Practice

HOURS = (("08:30", "12:00"), ("13:30", "17:30"))


@pytest.mark.parametrize(("clock", "quiet"), [("08:00", True), ("09:00", False), ("12:30", False), ("17:30", True)])
def test_with_nobody_there_the_hours_tell(clock: str, quiet: bool) -> None:
    assert is_quiet(hall_board(Practice().hall), HOURS, clock) == quiet
    assert is_quiet(None, HOURS, clock) == quiet


def test_whoever_waits_or_is_served_is_waited_for_and_a_closed_day_is_over() -> None:
    practice = Practice()
    practice.open(1, "ann")
    practice.take("J")
    assert not is_quiet(hall_board(practice.hall), HOURS, "18:00")
    practice.serve(1, "ann")
    assert not is_quiet(hall_board(practice.hall), HOURS, "18:00")
    practice.done(commands.CompleteTicket(window=1, clerk="ann"))
    assert is_quiet(hall_board(practice.hall), HOURS, "18:00")
    assert not is_quiet(hall_board(practice.hall), HOURS, "16:00")
    practice.done(commands.CloseDay())
    assert is_quiet(hall_board(practice.hall), HOURS, "16:00")


def test_a_hall_that_never_closes_is_updated_at_night() -> None:
    board = hall_board(Practice().hall)
    assert [is_quiet(board, ALL_DAY, clock) for clock in ("01:00", "03:00", "12:00")] == [False, True, False]
