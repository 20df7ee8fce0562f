"""Every LED driver against its vectors and its simulated sign: one suite for all protocols."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from devices.errors import TextRefusedError
from devices.led.drivers import DRIVERS
from devices.link import LinkState
from devices.simulator.sign import SignCard
from tests.devices.clock import HandClock
from tests.devices.led import case_latin, case_onbon, case_strips
from tests.devices.led.standing_sign import Case, Standing, standing
from tests.devices.vectors import Vector, vectors

CASES = (case_onbon.CASE, *case_strips.STRIPS, *case_latin.LATIN)
OF_ALL = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
VECTORS = {case.driver: vectors(Path(__file__).parent / "vectors" / f"{case.driver}.json") for case in CASES}
VALID = [(case, vector) for case in CASES for vector in VECTORS[case.driver] if vector.decoded is not None]
OF_VALID = pytest.mark.parametrize(
    ("case", "vector"), VALID, ids=[f"{case.name}: {vector.name}" for case, vector in VALID]
)

NOON = datetime(2026, 11, 24, 12, 0, 0)


@pytest.fixture
def sign(case: Case, tmp_path: Path) -> Iterator[Standing]:
    with standing(case, tmp_path) as there:
        yield there


def test_every_driver_is_in_the_suite() -> None:
    assert {case.driver for case in CASES} == {driver.name for driver in DRIVERS}


@OF_VALID
def test_a_vector_decodes_to_its_meaning(case: Case, vector: Vector) -> None:
    assert case.decode(vector.content) == [vector.decoded]


@OF_VALID
def test_the_meaning_of_a_vector_encodes_to_its_bytes(case: Case, vector: Vector) -> None:
    assert vector.decoded is not None
    encoded = case.encode(vector.decoded)
    if encoded is not None:
        assert encoded.endswith(vector.content.lstrip(b"\xa5\x00"))


@OF_ALL
def test_frames_that_must_be_refused_are(case: Case) -> None:
    for vector in VECTORS[case.driver]:
        if vector.decoded is None:
            assert case.decode(vector.content) == [], vector.name


@OF_VALID
def test_two_frames_in_one_read_are_two_frames(case: Case, vector: Vector) -> None:
    assert case.decode(vector.content * 2) == [vector.decoded] * 2


@OF_ALL
def test_a_text_is_shown(case: Case, sign: Standing) -> None:
    for text in case.texts:
        sign.sign.want(text)
        sign.shows(text)
        assert sign.sign.health.shown == text
        assert sign.sign.health.link is LinkState.READY


def _prepared(case: Case) -> SignCard:
    """A machine that was told what its sign has to be told before its first text."""
    card = case.card()
    for exchange in case.build(HandClock()).codec.prepare(NOON):
        card.hear(exchange.content, frozenset())
    return card


@OF_ALL
def test_what_the_driver_says_is_understood_in_any_pieces_and_after_any_garbage(case: Case, tmp_path: Path) -> None:
    with standing(case, tmp_path) as there:
        codec = there.sign.codec
        said = b"".join(exchange.content for exchange in codec.pages(case.texts[0])[0])
    if case.network:
        return  # a datagram is whole or not there
    for cut in range(1, len(said)):
        card = _prepared(case)
        card.hear(said[:cut], frozenset())
        card.hear(said[cut:], frozenset())
        assert card.text == case.texts[0], cut
    for garbage in (b"\x00\xff\x5a\x5a", b"\xa5\xa5\x01\x02", said[: len(said) // 2], b"\x11\x13", b"\x7e\x7d"):
        card = _prepared(case)
        card.hear(garbage, frozenset())
        card.hear(said, frozenset())  # may be eaten with the garbage by a protocol without checks
        card.hear(said, frozenset())
        assert card.text == case.texts[0], garbage


@OF_ALL
def test_a_damaged_frame_never_shows_another_text(case: Case, tmp_path: Path) -> None:
    with standing(case, tmp_path) as there:
        said = b"".join(exchange.content for exchange in there.sign.codec.pages(case.texts[0])[0])
    if not case.checked:
        pytest.skip("this protocol has no checksum: nothing on the wire tells")
    for place in range(len(said)):
        card = _prepared(case)
        card.hear(said[:place] + bytes([said[place] ^ 0x01]) + said[place + 1 :], frozenset())
        assert card.text in ("", case.texts[0]), place


@OF_ALL
def test_an_empty_text_darkens_the_sign(case: Case, sign: Standing) -> None:
    sign.sign.want(case.texts[0])
    sign.shows(case.texts[0])
    if not case.darkens:
        with pytest.raises(TextRefusedError):
            sign.sign.want("")
        return
    sign.sign.want("")
    sign.shows("")


@OF_ALL
def test_a_refused_text_leaves_the_one_before(case: Case, sign: Standing) -> None:
    sign.sign.want(case.texts[0])
    for text in case.refused:
        with pytest.raises(TextRefusedError):
            sign.sign.want(text)
    assert sign.sign.health.wanted == case.texts[0]
    sign.shows(case.texts[0])


@OF_ALL
def test_of_several_texts_the_first_possible_is_taken(case: Case, sign: Standing) -> None:
    assert sign.sign.want(*case.refused, *case.texts) == case.texts[0]
    sign.shows(case.texts[0])


@OF_ALL
def test_a_long_text_is_paged_or_refused_and_never_cut(case: Case, sign: Standing) -> None:
    try:
        sign.sign.want(case.long)
    except TextRefusedError:
        return
    seen = set()
    for _ in range(len(case.long) + 1):
        sign.pass_time(sign.sign.codec.page_s)
        sign.heard_all()
        seen.add(sign.machine.text)
    assert len(seen) > 1
    assert set("".join(seen)) - {" "} == set(case.long) - {" "}
    assert all(page in case.long for page in seen)


@OF_ALL
def test_a_sign_that_lost_power_shows_its_text_again(case: Case, sign: Standing) -> None:
    sign.sign.want(case.texts[0])
    sign.shows(case.texts[0])
    sign.machine.set_fault("power_cycle", True)
    assert sign.machine.text == ""
    sign.machine.set_fault("power_cycle", False)
    sign.clock.advance(sign.sign.codec.refresh_s + 1)
    sign.shows(case.texts[0])


@OF_ALL
def test_the_picture_of_a_sign_is_another_with_another_text_and_dark_without_power(case: Case, sign: Standing) -> None:
    dark = sign.machine.pictures()[0].png
    seen = {dark}
    for text in case.texts[:2]:
        sign.sign.want(text)
        sign.shows(text)
        seen.add(sign.machine.pictures()[0].png)
    assert len(seen) == 3
    sign.machine.set_fault("power_cycle", True)
    assert sign.machine.pictures()[0].png == dark


@OF_ALL
def test_a_replugged_sign_gets_what_was_wanted_meanwhile_and_the_log_says_it_twice(case: Case, sign: Standing) -> None:
    sign.sign.want(case.texts[0])
    sign.shows(case.texts[0])
    with capture_logs() as logs:
        sign.machine.set_fault("unplugged", True)
        sign.sign.want(case.texts[1])
        for _ in range(4):
            sign.pass_time(31.0)
            sign.sign.want(case.texts[1])
            sign.settle()
        assert sign.sign.health.link is LinkState.ERROR
        assert sign.sign.health.shown is None
        assert sign.sign.health.why
        sign.machine.set_fault("unplugged", False)
        sign.pass_time(31.0)
        sign.pass_time(31.0)
        sign.shows(case.texts[1])
    assert [entry["event"] for entry in logs] == ["device down", "device up"]


@OF_ALL
def test_a_silent_sign_is_away_and_comes_back(case: Case, sign: Standing) -> None:
    if not sign.sign.codec.answers:
        assert "silent" not in {fault.name for fault in sign.machine.faults}
        return
    sign.machine.set_fault("silent", True)
    sign.sign.want(case.texts[0])
    sign.settle()
    assert sign.sign.health.link is LinkState.ERROR
    assert sign.sign.health.shown is None
    heard = sign.machine.frames_received
    sign.settle()
    assert sign.machine.frames_received == heard, "it is left alone until its wait is over"
    sign.machine.set_fault("silent", False)
    sign.pass_time(31.0)
    assert sign.sign.health.shown == case.texts[0]


@OF_ALL
def test_a_sign_that_can_be_asked_is_known_before_it_shows_anything(case: Case, sign: Standing) -> None:
    sign.settle()
    assert (sign.sign.health.link is LinkState.READY) == (sign.sign.codec.question is not None)
    assert sign.machine.text == ""
    assert sign.sign.health.shown is None


@OF_ALL
def test_a_sign_that_refuses_is_not_away(case: Case, sign: Standing) -> None:
    for fault in sign.machine.faults:
        if not fault.name.startswith("nack"):
            continue
        sign.machine.set_fault(fault.name, True)
        sign.sign.want(case.texts[0])
        sign.settle()
        assert sign.sign.health.link is LinkState.READY
        assert sign.sign.health.why
        assert sign.sign.health.shown is None
        sign.machine.set_fault(fault.name, False)
        sign.pass_time(3.0)
        sign.shows(case.texts[0])
        assert sign.sign.health.why == ""


@OF_ALL
def test_a_steady_sign_is_not_written_to_all_the_time(case: Case, sign: Standing) -> None:
    sign.sign.want(case.texts[0])
    sign.shows(case.texts[0])
    heard = sign.machine.frames_received
    for _ in range(20):
        sign.pass_time(sign.sign.codec.refresh_s / 30)
    assert sign.machine.frames_received == heard


@OF_ALL
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_over_its_pages_any_text_is_shown_whole_or_refused(case: Case, data: st.DataObject) -> None:
    text = data.draw(st.text(sorted(set("".join(case.texts))), max_size=30))
    card = _prepared(case)
    try:
        pages = case.build(HandClock()).codec.pages(text)
    except TextRefusedError:
        return
    shown = ""
    for page in pages:
        for exchange in page:
            card.hear(exchange.content, frozenset())
        shown += card.text
    shown, text = shown.replace(" ", ""), text.replace(" ", "")
    if not case.leading_zeros:
        shown, text = shown.lstrip("0"), text.lstrip("0")
    assert shown == text


@OF_ALL
@settings(max_examples=40)
@given(noise=st.binary(max_size=200))
def test_noise_never_breaks_a_decoder(case: Case, noise: bytes) -> None:
    case.decode(noise)
    card = case.card()
    card.hear(noise, frozenset())
    assert isinstance(card.text, str)
