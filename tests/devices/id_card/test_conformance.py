"""Readers of resident ID cards against their vectors and the simulated reader."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from devices.driver import Setting
from devices.id_card.card import IdCard, UnknownFormat, card_in, text_block
from devices.id_card.drivers import DRIVERS
from devices.id_card.sam_frame import Reply, body_decoder, encode, reply_in
from devices.id_card.sam_reader import FIND_S, REMEDIES, SamReader, Trouble
from devices.link import LinkState
from devices.simulator.id_card import HOLDER, IdCardSimulator, card_reply
from devices.transport import Serial
from tests.devices.clock import HandClock
from tests.devices.vectors import Vector, vectors

VECTORS = vectors(Path(__file__).parent / "vectors/sam_v.json")
VALID = [vector for vector in VECTORS if vector.decoded is not None]
CONFORMING = ("sam_v",)
"""The drivers that this suite runs over."""
SYNTHETIC_SHA256 = "005c90459135dd65375d96f20f93e2b9197adf101a9149a6dbd8fb40e1f41c4d"


class Bench:
    """A driver at the simulated reader, its clock moved by hand."""

    def __init__(self, folder: Path) -> None:
        self.clock = HandClock()
        self.machine = IdCardSimulator(folder / "id")
        wire = Serial(self.machine.path, baud=DRIVERS[0].baud)
        self.reader = SamReader(wire, find_timeout_s=0.1, read_timeout_s=0.1, clock=self.clock)

    def look(self) -> IdCard | UnknownFormat | Trouble | None:
        self.clock.advance(FIND_S)
        return self.reader.poll()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.reader.close()
    bench.machine.close()


def link_of(bench: Bench) -> LinkState:
    return bench.reader.health.link


def bodies(stream: bytes) -> list[bytes]:
    return list(body_decoder().feed(stream))


def test_the_suite_runs_over_every_driver() -> None:
    assert tuple(driver.name for driver in DRIVERS) == CONFORMING
    built = DRIVERS[0].build(Setting(name="id"), Serial("/dev/null"))
    assert built.health.link is LinkState.CLOSED


@pytest.mark.parametrize("vector", VALID, ids=lambda vector: vector.name)
def test_a_vector_decodes_and_encodes(vector: Vector) -> None:
    assert vector.decoded is not None
    (body,) = bodies(vector.content)
    assert body.hex() == vector.decoded["body"]
    assert encode(body) == vector.content


@pytest.mark.parametrize("vector", VALID, ids=lambda vector: vector.name)
def test_a_frame_split_at_every_byte_two_in_one_read_and_after_garbage_is_understood(vector: Vector) -> None:
    (body,) = bodies(vector.content)
    for cut in range(len(vector.content)):
        decoder = body_decoder()
        assert [*decoder.feed(vector.content[:cut]), *decoder.feed(vector.content[cut:])] == [body]
    assert bodies(vector.content * 2) == [body, body]
    for garbage in (b"\xaa\xaa", b"\xaa\xaa\xaa\x96\x00", b"\x00\xff", b"\xaa\xaa\xaa\x96\x69\xff\xff"):
        assert bodies(garbage + vector.content)[-1] == body


def test_frames_that_must_be_refused_are() -> None:
    refused = [vector for vector in VECTORS if vector.decoded is None]
    assert refused
    for vector in refused:
        assert bodies(vector.content) == [], vector.name


def test_the_published_card_is_built_by_its_rule_and_read_back() -> None:
    content = card_reply(HOLDER)
    assert len(content) == 1295
    assert hashlib.sha256(content).hexdigest() == SYNTHETIC_SHA256
    assert content.startswith(bytes.fromhex("AA AA AA 96 69 05 08 00 00 90 01 00 04 00 20 5F 09 4E 20 00"))
    (body,) = bodies(content)
    answer = reply_in(body)
    assert answer is not None
    assert "张三" not in repr(answer)
    card = card_in(answer.data[4:260])
    assert isinstance(card, IdCard)
    assert (card.name.reveal(), card.sex, card.nation) == ("张三", "男", "汉")
    assert (card.address.reveal(), card.valid_to) == (HOLDER["address"], "长期")


def test_a_card_is_read_once_and_again_after_it_was_taken_away(bench: Bench) -> None:
    assert bench.look() is None
    bench.machine.press("put")
    card = bench.look()
    assert isinstance(card, IdCard)
    assert card.number.reveal() == HOLDER["number"]
    assert [bench.look() for _ in range(3)] == [None] * 3, "it lies there still"
    bench.machine.press("take")
    assert bench.look() is None
    bench.machine.press("put")
    assert isinstance(bench.look(), IdCard)


def test_between_two_looks_nothing_is_asked(bench: Bench) -> None:
    bench.look()
    bench.machine.press("put")
    assert bench.reader.poll() is None
    assert isinstance(bench.look(), IdCard)


def test_a_newer_kind_of_card_is_not_guessed_at(bench: Bench) -> None:
    bench.machine.press("put_permit")
    seen = bench.look()
    assert isinstance(seen, UnknownFormat)
    assert "张三" not in repr(seen)
    assert len(seen.raw.reveal()) == 256


@pytest.mark.parametrize(
    ("fault", "trouble"), [("auth_fail", Trouble.AUTHENTICATION), ("read_fail", Trouble.UNREADABLE)]
)
def test_a_card_that_cannot_be_read_is_told_once_with_what_to_do(bench: Bench, fault: str, trouble: Trouble) -> None:
    bench.machine.set_fault(fault, True)
    bench.machine.press("put")
    assert bench.look() is trouble
    assert bench.look() is None
    assert "请" in REMEDIES[trouble]
    bench.machine.set_fault(fault, False)
    assert isinstance(bench.look(), IdCard)


def test_every_trouble_has_its_remedy() -> None:
    assert REMEDIES.keys() == set(Trouble)


def test_a_module_that_is_not_ready_says_so(bench: Bench) -> None:
    bench.machine.set_fault("not_ready", True)
    assert bench.reader.probe() is False
    assert bench.reader.health.ready is False
    bench.machine.set_fault("not_ready", False)
    assert bench.reader.probe() is True


@pytest.mark.parametrize("fault", ["silent", "bad_checksum"])
def test_silence_is_unknown_at_first_then_away_and_over_when_it_speaks(bench: Bench, fault: str) -> None:
    bench.look()
    with capture_logs() as logs:
        bench.machine.set_fault(fault, True)
        bench.look()
        assert link_of(bench) is LinkState.READY, "once may be chance"
        for _ in range(6):
            bench.clock.advance(31)
            bench.look()
        assert link_of(bench) is LinkState.ERROR
        assert bench.reader.health.ready is None
        bench.machine.set_fault(fault, False)
        bench.clock.advance(31)
        bench.machine.press("put")
        assert isinstance(bench.look(), IdCard)
    assert [entry["event"] for entry in logs] == ["device down", "device up"]


@pytest.mark.parametrize("fault", ["unplugged", "power_cycle"])
def test_a_reader_that_was_away_reads_again(bench: Bench, fault: str) -> None:
    bench.look()
    bench.machine.set_fault(fault, True)
    for _ in range(4):
        bench.clock.advance(31)
        assert bench.look() is None
    assert bench.reader.health.link is LinkState.ERROR
    bench.machine.set_fault(fault, False)
    bench.machine.press("put")
    bench.clock.advance(31)
    assert isinstance(bench.look(), IdCard)


@settings(max_examples=50)
@given(st.binary(max_size=300))
def test_noise_never_breaks_the_decoder(noise: bytes) -> None:
    for body in bodies(noise):
        assert reply_in(body) is None or isinstance(reply_in(body), Reply)


@settings(max_examples=50)
@given(st.binary(min_size=2, max_size=400), st.integers(1, 50))
def test_any_body_survives_the_line_in_any_pieces(body: bytes, piece: int) -> None:
    wire = encode(body)
    decoder = body_decoder()
    parts = [wire[start : start + piece] for start in range(0, len(wire), piece)]
    assert [got for part in parts for got in decoder.feed(part)] == [body]


@settings(max_examples=50)
@given(st.binary(max_size=300))
def test_a_garbled_text_block_is_no_card(block: bytes) -> None:
    assert isinstance(card_in(block), UnknownFormat)


def test_a_field_longer_than_its_place_is_refused() -> None:
    with pytest.raises(ValueError, match="name"):
        text_block(name="长" * 16)
