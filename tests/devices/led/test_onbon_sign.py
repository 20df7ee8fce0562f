"""The font card's driver against the simulated card: confirmation, refusal, silence, unplugging, power cuts."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from devices.errors import DeviceOfflineError, TextRefusedError, WrongAnswerError
from devices.led import OnbonSign
from devices.led.onbon_messages import CardError
from devices.link import LinkState
from devices.simulator import OnbonSimulator
from devices.transport import Serial
from tests.devices.clock import HandClock
from tests.devices.waiting import wait_until

CALL = "请A012号到3号窗口"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def sign(sign_machine: OnbonSimulator, clock: HandClock) -> Iterator[OnbonSign]:
    sign = OnbonSign(Serial(sign_machine.path, baud=57600), answer_timeout_s=0.15, clock=clock)
    yield sign
    sign.close()


def lit_lamps(machine: OnbonSimulator) -> int:
    picture = Image.open(io.BytesIO(machine.pictures()[0].png)).convert("RGB")
    red = picture.getchannel("R").point(lambda level: 255 if level > 200 else 0)
    return red.histogram()[255]


def test_a_text_is_shown_and_confirmed(sign: OnbonSign, sign_machine: OnbonSimulator) -> None:
    sign.show(CALL)
    assert sign_machine.text == CALL
    assert sign.health.shown == CALL
    assert sign.health.link is LinkState.READY
    assert lit_lamps(sign_machine) > 1000


def test_a_new_text_takes_the_place_of_the_old_one_and_an_empty_one_darkens_the_sign(
    sign: OnbonSign, sign_machine: OnbonSimulator
) -> None:
    sign.show(CALL)
    sign.show("暂停服务")
    assert sign_machine.text == "暂停服务"
    sign.show("")
    assert sign_machine.text == ""
    assert lit_lamps(sign_machine) == 0


def test_a_long_text_is_flowed_over_the_lines_and_never_cut(sign: OnbonSign, sign_machine: OnbonSimulator) -> None:
    text = "A012 请到 3 号窗口办理惠农政策业务，谢谢您的配合与理解"
    sign.show(text)
    assert sign_machine.text == text


def test_a_silent_card_is_offline_and_gets_the_text_when_it_speaks_again(
    sign: OnbonSign, sign_machine: OnbonSimulator, clock: HandClock
) -> None:
    sign_machine.set_fault("silent", True)
    with pytest.raises(DeviceOfflineError):
        sign.show(CALL)
    assert sign_machine.frames_received == 3
    assert sign.health.link is LinkState.ERROR
    sign_machine.set_fault("silent", False)
    sign.tick()
    assert sign.health.shown is None, "the back-off has not passed yet"
    clock.advance(1.0)
    assert sign.tick().shown == CALL


def test_a_busy_card_is_asked_three_times_and_later_again(
    sign: OnbonSign, sign_machine: OnbonSimulator, clock: HandClock
) -> None:
    sign_machine.set_fault("nack_busy", True)
    with pytest.raises(WrongAnswerError) as caught:
        sign.show(CALL)
    assert caught.value.code == CardError.BUSY
    assert sign_machine.frames_received == 3
    assert sign.health.link is LinkState.READY, "a card that answers is not offline"
    assert "busy" in sign.health.why
    sign_machine.set_fault("nack_busy", False)
    clock.advance(3.0)
    assert sign.tick().shown == CALL
    assert sign.health.why == ""


def test_a_card_that_lost_power_shows_its_text_again(
    sign: OnbonSign, sign_machine: OnbonSimulator, clock: HandClock
) -> None:
    sign.show(CALL)
    sign_machine.set_fault("power_cycle", True)
    assert sign_machine.text == ""
    sign_machine.set_fault("power_cycle", False)
    assert sign_machine.text == "", "the card itself forgets"
    clock.advance(11.0)
    sign.tick()
    assert sign_machine.text == CALL


def test_a_replugged_card_gets_what_was_wanted_meanwhile(
    sign: OnbonSign, sign_machine: OnbonSimulator, clock: HandClock
) -> None:
    sign.show(CALL)
    sign_machine.set_fault("unplugged", True)
    with pytest.raises(DeviceOfflineError):
        sign.show("请B003号到1号窗口")
    sign.want("请B004号到1号窗口")
    for _ in range(8):
        clock.advance(31.0)
        assert sign.tick().shown is None
    sign_machine.set_fault("unplugged", False)
    clock.advance(31.0)
    assert sign.tick().shown == "请B004号到1号窗口"
    assert sign_machine.text == "请B004号到1号窗口"


def test_a_refused_text_leaves_the_one_before(sign: OnbonSign, sign_machine: OnbonSimulator) -> None:
    sign.show(CALL)
    with pytest.raises(TextRefusedError):
        sign.show("请王䶮到3号窗口")
    assert sign.health.wanted == CALL
    assert sign_machine.text == CALL


def test_nothing_wanted_means_only_pings(sign: OnbonSign, sign_machine: OnbonSimulator, clock: HandClock) -> None:
    assert sign.tick().link is LinkState.READY
    clock.advance(11.0)
    sign.tick()
    wait_until(lambda: sign_machine.frames_received == 2)
    assert sign_machine.texts() == ()


def test_answers_of_another_card_do_not_count(tmp_path: Path) -> None:
    machine = OnbonSimulator(tmp_path / "led", screen=7)
    sign = OnbonSign(Serial(machine.path), screen=3, answer_timeout_s=0.05)
    try:
        with pytest.raises(DeviceOfflineError):
            sign.show(CALL)
        assert machine.frames_received == 0
    finally:
        sign.close()
        machine.close()


def test_a_steady_sign_is_not_written_to_at_every_tick(sign: OnbonSign, sign_machine: OnbonSimulator) -> None:
    sign.show(CALL)
    for _ in range(50):
        sign.tick()
    assert sign_machine.frames_received == 1
