"""A sign with a voice says each new call of its window once, and none that the agent learns of late."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from devices.agent.sign_at_window import SignAtWindow
from queue_server.contract.boards import SPOKEN_WITHIN, Call, WindowBoard
from queue_server.contract.plan import Device
from tests.devices.led.test_onbon_settings import Bench
from tests.devices.waiting import wait_until

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DEVICE = Device(id="led-1", kind="led_board", driver="onbon", terminal="agent", port="/dev/led", window=1)


@pytest.fixture
def card() -> Iterator[Bench]:
    """A card with a voice at window 1."""
    card = Bench()
    yield card
    card.bus.close()
    card.machine.close()


def board(number: str, sequence: int, age: timedelta = timedelta()) -> WindowBoard:
    call = Call(number=number, window=1, at=NOW - age, times=1, sequence=sequence)
    return WindowBoard(
        window=1, revision=sequence, follows=0, state="open", clerk="", services=("A",), call=call, serving=False
    )


def shows(card: Bench, text: str) -> bool:
    return card.machine.text == text


def test_a_new_call_is_said_with_its_text_while_it_is_younger_than_fifteen_seconds(card: Bench) -> None:
    at_window = SignAtWindow(DEVICE, card.sign, {}, now=lambda: NOW)
    ages = (timedelta(), timedelta(), SPOKEN_WITHIN, SPOKEN_WITHIN * 1.1)
    for sequence, age in enumerate(ages, 1):
        text = f"请A00{sequence}号到1号窗口"
        for _ in range(2):
            at_window.show(board(f"A00{sequence}", sequence, age))
            card.settle()
            wait_until(partial(shows, card, text))
            card.clock.advance(1)
    assert card.card.spoken == ["请A002号到1号窗口", "请A003号到1号窗口"]
