"""Two tabs, two clerks, two windows press at the same moment: one of them is done, and all see the same."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest

from queue_server.contract.commands import CancelTicket
from tests.running_hall import RunningHall
from tests.web.conftest import clerk_at
from tests.web.test_console_api import first_state, press

Way = dict[str, str]


def at_once(*presses: Callable[[], httpx.Response]) -> list[httpx.Response]:
    """The answers to presses of the same moment."""
    start = Barrier(len(presses))

    def one(pressed: Callable[[], httpx.Response]) -> httpx.Response:
        start.wait()
        return pressed()

    with ThreadPoolExecutor(len(presses)) as hands:
        return list(hands.map(one, presses))


def won(answers: list[httpx.Response]) -> int:
    """Which one of the presses was done; all others were refused."""
    codes = [answer.status_code for answer in answers]
    assert sorted(codes) == [200, *[409] * (len(codes) - 1)], [answer.text[:300] for answer in answers]
    return codes.index(200)


@pytest.fixture
def clerk(shared_hall: RunningHall) -> httpx.Client:
    """wang at the open window 1 with nobody in front, and nobody waiting."""
    wang = clerk_at(shared_hall)
    press(wang, "open")
    for number in shared_hall.tickets():
        shared_hall.ask(CancelTicket(number=number), "web")
    return wang


@pytest.mark.parametrize(
    ("serving", "ways"),
    [
        (False, {"start": "serving", "miss": "missed"}),
        (False, {"miss": "missed", "park": "parked"}),
        (True, {"complete": "", "park": "parked"}),
        (True, {"complete": "", "transfer": "waiting"}),
        (True, {"next": "", "park": "parked"}),
    ],
)
def test_opposite_presses_in_two_tabs_leave_one_truth(
    shared_hall: RunningHall, clerk: httpx.Client, serving: bool, ways: Way
) -> None:
    number, other = shared_hall.take("A01").number, clerk_at(shared_hall)
    later = shared_hall.take("A01").number
    press(clerk, "next")
    if serving:
        press(clerk, "start", number=number)

    def pressing(tab: httpx.Client, action: str) -> Callable[[], httpx.Response]:
        return lambda: press(tab, action, number=number, service="B")

    answers = at_once(*(pressing(tab, action) for tab, action in zip((clerk, other), ways, strict=True)))
    expected = list(ways.values())[won(answers)]
    tickets = shared_hall.tickets()
    assert (tickets[number].state.value if number in tickets else "") == expected
    front = number if expected == "serving" else later if list(ways)[won(answers)] == "next" else ""
    for tab in (clerk, other):
        seen = first_state(tab)["front"]
        assert (seen["ticket"]["number"] if seen else "") == front


def test_two_windows_never_have_one_visitor(shared_hall: RunningHall, clerk: httpx.Client) -> None:
    zhang = clerk_at(shared_hall, "zhang", 2)
    press(zhang, "open", window=2)
    number = shared_hall.take("J01").number
    answers = at_once(
        lambda: press(clerk, "call", number=number), lambda: press(zhang, "call", window=2, number=number)
    )
    window = won(answers) + 1
    assert shared_hall.tickets()[number].window == window
    press((clerk, zhang)[window - 1], "miss", window=window, number=number)
    back = at_once(
        *[
            lambda tab=tab, at=at: press(tab, "bring-back", window=at, number=number)
            for tab, at in ((clerk, 1), (zhang, 2))
        ]
    )
    won(back)
    assert (shared_hall.tickets()[number].state.value, shared_hall.tickets()[number].returns) == ("waiting", 1)
    called = at_once(lambda: press(clerk, "next"), lambda: press(zhang, "next", window=2))
    assert shared_hall.tickets()[number].window == won(called) + 1


def test_a_window_handed_over_while_its_clerk_presses_has_one_clerk(
    shared_hall: RunningHall, clerk: httpx.Client
) -> None:
    number, li = shared_hall.take("A01").number, clerk_at(shared_hall, "li")
    press(clerk, "next")
    press(clerk, "start", number=number)
    handed, completed, took = at_once(
        lambda: press(clerk, "hand-over", number=number, to="li"),
        lambda: press(clerk, "complete", number=number),
        lambda: press(li, "open"),
    )
    state = first_state(li)
    assert [handed.status_code, completed.status_code].count(200) == 1
    assert state["window"]["clerk"] == ("li" if 200 in (handed.status_code, took.status_code) else "wang")
    assert bool(state["front"]) == (handed.status_code == 200)
    press(li, "close")
