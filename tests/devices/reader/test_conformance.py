"""What every barcode reader has to do, over all drivers of the kind."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from devices.driver import Setting
from devices.link import LinkState
from devices.reader import Answer, Code
from devices.reader.drivers import DRIVERS
from devices.reader.lines import MAX_LINE_BYTES
from devices.reader.protocol import ReaderProtocol
from tests.devices.reader.families import FAMILIES, Bound, Family, bind
from tests.devices.vectors import vectors
from tests.devices.waiting import wait_until

TEXTS = st.lists(
    st.text(alphabet="ABZaz0189-/:?=_. ", min_size=1, max_size=40).map(lambda text: f"A{text}1"), max_size=5
)
ALL = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
COMMANDED = pytest.mark.parametrize(
    "family", [one for one in FAMILIES if one.answers and one.triggered], ids=lambda family: family.name
)


@pytest.fixture
def bound(family: Family, tmp_path: Path) -> Iterator[Bound]:
    bound = bind(family, tmp_path)
    bound.reader.read_codes(0)
    wait_until(lambda: bound.health.link is LinkState.READY)
    yield bound
    bound.reader.close()
    bound.machine.close()


def texts(protocol: ReaderProtocol, content: bytes) -> list[str]:
    return [heard.text for heard in protocol.feed(content) if isinstance(heard, Code)]


def test_the_suite_runs_over_every_driver() -> None:
    assert [family.name for family in FAMILIES] == [driver.name for driver in DRIVERS]
    assert {driver.kind for driver in DRIVERS} == {"barcode_reader"}


@ALL
def test_default_options_build_a_closed_reader(family: Family, tmp_path: Path) -> None:
    machine = bind(family, tmp_path).machine
    built = family.driver.build(Setting(name="reader", options=family.driver.options()), family.wire(machine))
    assert built.health.link is LinkState.CLOSED
    machine.close()


@ALL
def test_a_repeat_window_out_of_range_is_refused(family: Family) -> None:
    with pytest.raises(ValueError, match="repeat_window_s"):
        type(family.options)(repeat_window_s=-1)


@ALL
def test_a_code_split_at_every_byte_is_one_code(family: Family) -> None:
    content = family.said("http://hall/t/A012", 1)
    for cut in range(len(content) + 1):
        protocol = family.protocol()
        assert texts(protocol, content[:cut]) + texts(protocol, content[cut:]) == ["http://hall/t/A012"]


@ALL
def test_two_codes_in_one_read_are_two(family: Family) -> None:
    assert texts(family.protocol(), family.said("A012", 1) + family.said("B003", 2)) == ["A012", "B003"]


@ALL
def test_garbage_before_a_code_does_it_no_harm(family: Family) -> None:
    protocol = family.protocol()
    assert texts(protocol, family.garbage + family.said("A012", 1) + family.said("B003", 2)) == ["A012", "B003"]


@ALL
def test_control_characters_are_refused_and_counted(family: Family) -> None:
    protocol = family.protocol()
    assert texts(protocol, family.control) == []
    assert protocol.refused == 1
    assert texts(protocol, family.said("B003", 2)) == ["B003"]


@ALL
def test_ten_thousand_bytes_without_end_are_bounded(family: Family) -> None:
    protocol = family.protocol()
    most = 0
    for start in range(0, len(family.flood), 480):
        assert texts(protocol, family.flood[start : start + 480]) == []
        most = max(most, protocol.buffered_bytes)
    assert most <= MAX_LINE_BYTES + 300
    # The pause before the next code already ends the flood of a reader that types.
    assert texts(protocol, family.said("X", 100)) in ([], ["X"])
    assert texts(protocol, family.said("A012", 200)) == ["A012"]


@ALL
def test_what_was_cut_off_is_forgotten(family: Family) -> None:
    protocol = family.protocol()
    content = family.said("A012", 1)
    assert texts(protocol, content[: len(content) // 2]) == []
    protocol.forget()
    assert protocol.buffered_bytes == 0
    assert texts(protocol, family.said("B003", 2)) == ["B003"]


@ALL
@settings(max_examples=25)
@given(written=TEXTS, piece=st.integers(1, 60))
def test_codes_survive_in_any_pieces(family: Family, written: list[str], piece: int) -> None:
    content = b"".join(family.said(text, number) for number, text in enumerate(written))
    protocol = family.protocol()
    pieces = [content[start : start + piece] for start in range(0, len(content), piece)]
    assert [text for part in pieces for text in texts(protocol, part)] == written


@ALL
@settings(max_examples=40)
@given(noise=st.binary(max_size=400))
def test_noise_gives_only_clean_text_and_never_breaks(family: Family, noise: bytes) -> None:
    protocol = family.protocol()
    for text in texts(protocol, noise + family.said("A012", 1)):
        assert text
        assert not any(unicodedata.category(character).startswith("C") for character in text)
    assert protocol.buffered_bytes <= MAX_LINE_BYTES


@ALL
def test_no_published_frame_breaks_another_family(family: Family) -> None:
    protocol = family.protocol()
    for file in sorted((Path(__file__).parent / "vectors").glob("*.json")):
        for vector in vectors(file):
            list(protocol.feed(vector.content))
    protocol.forget()
    assert texts(protocol, family.said("A012", 10)) == ["A012"]


@ALL
def test_a_scanned_code_arrives_once(bound: Bound) -> None:
    assert bound.machine.scan("A012")
    assert [code.text for code in bound.reader.read_codes(2)] == ["A012"]
    assert bound.reader.read_codes(0) == []


@ALL
def test_the_same_code_within_a_second_counts_once(bound: Bound) -> None:
    seen = []
    for wait_s in (0.0, 0.6, 0.9, 2.0):
        bound.clock.advance(wait_s)
        assert bound.machine.scan("A012")
        seen.append(len(bound.reader.read_codes(2)))
    assert seen == [1, 0, 0, 1]


@ALL
def test_a_reader_that_says_nothing_is_not_offline(bound: Bound) -> None:
    for _ in range(3):
        bound.clock.advance(600)
        assert bound.reader.read_codes(0) == []
    assert bound.health.link is LinkState.READY
    assert bound.health.why == ""


@ALL
def test_the_trigger_is_switched_or_known_to_be_missing(bound: Bound) -> None:
    for on in (True, False):
        answer = bound.reader.trigger(on)
        assert answer is (Answer.ACCEPTED if bound.family.answers else Answer.NOT_ASKED)
        wait_until(lambda on=on: bound.machine.triggered is (on and bound.family.triggered))  # type: ignore[misc]


@ALL
def test_a_sign_of_life_can_be_asked_for(bound: Bound) -> None:
    assert bound.reader.probe() is (Answer.ACCEPTED if bound.family.answers else Answer.NOT_ASKED)


@COMMANDED
def test_a_refused_command_is_told(bound: Bound) -> None:
    bound.machine.set_fault("refusing", True)
    assert bound.reader.trigger(True) is Answer.REFUSED
    assert bound.health.answer is Answer.REFUSED
    assert bound.health.link is LinkState.READY


@COMMANDED
@pytest.mark.parametrize("fault", ["silent", "frozen", "power_cycle"])
def test_no_answer_is_unknown_and_not_offline(bound: Bound, fault: str) -> None:
    bound.machine.set_fault(fault, True)
    assert bound.reader.trigger(True) is Answer.UNHEARD
    assert bound.health.link is LinkState.READY
    bound.machine.set_fault(fault, False)
    assert bound.reader.trigger(True) is Answer.ACCEPTED


@COMMANDED
def test_a_code_read_before_a_command_is_answered_is_not_lost(bound: Bound) -> None:
    bound.machine.scan("A012")
    assert bound.reader.trigger(True) is Answer.ACCEPTED
    assert [code.text for code in bound.reader.read_codes(0)] == ["A012"]


@ALL
def test_a_replugged_reader_reads_again_and_is_logged_once(bound: Bound) -> None:
    if bound.family.triggered:
        bound.reader.trigger(True)
        wait_until(lambda: bound.machine.triggered)
    with capture_logs() as logs:
        bound.machine.set_fault("unplugged", True)
        bound.machine.set_fault("power_cycle", True)
        assert not bound.machine.scan("A012")
        for _ in range(4):
            bound.clock.advance(31.0)
            assert bound.reader.read_codes(0) == []
        assert bound.health.link is LinkState.ERROR
        bound.machine.set_fault("power_cycle", False)
        bound.machine.set_fault("unplugged", False)
        bound.clock.advance(31.0)
        assert bound.reader.read_codes(0) == []
        bound.machine.scan("A012")
        assert [code.text for code in bound.reader.read_codes(2)] == ["A012"]
    assert [entry["event"] for entry in logs] == ["device down", "device up"]
    if bound.family.triggered and bound.family.name != "em3095":
        wait_until(lambda: bound.machine.triggered)


@ALL
def test_a_line_full_of_noise_is_read_to_the_next_code(bound: Bound) -> None:
    bound.machine.send(bound.family.flood[:2400])
    bound.reader.read_codes(2)
    bound.clock.advance(2.0)
    while bound.reader.read_codes(0.05):
        pass
    bound.clock.advance(2.0)
    bound.machine.scan("B003")
    wait_until(lambda: "B003" in [code.text for code in bound.reader.read_codes(0.2)])
