"""Readers of resident ID cards against their vectors and the simulated reader."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from devices.driver import Setting
from devices.errors import DeviceOfflineError
from devices.id_card.card import IdCard, UnknownFormat
from devices.id_card.drivers import DRIVERS
from devices.id_card.sam_frame import (
    Command,
    Said,
    body_decoder,
    reply,
    reply_in,
    request,
)
from devices.id_card.sam_reader import FIND_S, SamReader, Trouble
from devices.id_card.trouble import MEANINGS, REMEDIES, trouble_of
from devices.link import LinkState
from devices.simulator.id_card import HOLDER, MODULE, IdCardSimulator, card_reply
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
        self.reader = SamReader(wire, find_timeout_s=0.2, read_timeout_s=0.2, clock=self.clock, wait=self.pass_by)
        self.while_waiting: Callable[[], None] = lambda: None

    def pass_by(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.while_waiting()

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
    match vector.decoded:
        case {"command": str(name), "data": str(content)}:
            assert (Command(int.from_bytes(body[:2], "big")).name, body[2:].hex()) == (name, content)
            assert request(Command[name], bytes.fromhex(content)) == vector.content
        case {"said": str(name), "data": str(content)}:
            answer = reply_in(body)
            assert answer is not None
            assert (Said(answer.said).name, answer.data.reveal().hex()) == (name, content)
            assert reply(Said[name], bytes.fromhex(content)) == vector.content
        case {"said": "OK", "card": dict(fields)}:
            assert card_reply(fields) == vector.content
        case unknown:
            pytest.fail(f"a vector that means nothing here: {unknown}")


@pytest.mark.parametrize("vector", VALID, ids=lambda vector: vector.name)
def test_a_frame_split_at_every_byte_two_in_one_read_and_after_garbage_is_understood(vector: Vector) -> None:
    (body,) = bodies(vector.content)
    for cut in range(len(vector.content)):
        decoder = body_decoder()
        assert [*decoder.feed(vector.content[:cut]), *decoder.feed(vector.content[cut:])] == [body]
    assert bodies(vector.content * 2) == [body, body]
    longest = bytes.fromhex("AA AA AA 96 69 09 0A") + vector.content * (3000 // len(vector.content) + 1)
    assert set(bodies(longest)) == {body}, "a false beginning costs nothing but time"
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
    assert content[-1] == 0x07
    assert content in [vector.content for vector in VECTORS]


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


def test_a_card_left_on_a_reader_that_keeps_finding_it_is_not_read_twice(bench: Bench) -> None:
    bench.machine.keeps_finding = True
    bench.machine.press("put")
    assert isinstance(bench.look(), IdCard)
    assert bench.look() is Trouble.LEFT_ON
    assert bench.look() is None, "told once"
    bench.machine.press("take")
    assert bench.look() is None
    bench.machine.press("put")
    assert isinstance(bench.look(), IdCard)


@pytest.mark.parametrize("faults", [["power_cycle"], ["power_cycle", "unplugged"]])
def test_a_card_forgotten_on_a_reader_is_not_read_again_after_a_power_cut(bench: Bench, faults: list[str]) -> None:
    bench.machine.press("put")
    assert isinstance(bench.look(), IdCard)
    for fault in faults:
        bench.machine.set_fault(fault, True)
    for _ in range(4):
        bench.clock.advance(31)
        assert bench.look() is None
    assert link_of(bench) is LinkState.ERROR
    for fault in faults:
        bench.machine.set_fault(fault, False)
    bench.clock.advance(31)
    assert bench.look() is Trouble.LEFT_ON
    bench.machine.press("take")
    assert bench.look() is None
    bench.machine.press("put")
    assert isinstance(bench.look(), IdCard)


def test_who_waits_for_a_card_gets_it_when_it_comes(bench: Bench) -> None:
    bench.while_waiting = lambda: bench.machine.press("put")
    assert isinstance(bench.reader.read(5.0), IdCard)


def test_who_waits_is_told_that_no_card_came_or_that_it_may_lie_there_still(bench: Bench) -> None:
    assert bench.reader.read(1.0) is None
    bench.machine.press("put")
    bench.clock.advance(FIND_S)
    assert isinstance(bench.reader.read(1.0), IdCard)
    bench.clock.advance(FIND_S)
    assert bench.reader.read(1.0) is Trouble.LEFT_ON


def test_who_waits_at_a_reader_that_is_away_is_told_at_once(bench: Bench) -> None:
    bench.machine.set_fault("unplugged", True)
    before = bench.clock()
    with pytest.raises(DeviceOfflineError) as caught:
        bench.reader.read(60.0)
    assert bench.clock() == before
    assert caught.value.retry_in_s > 0


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


@pytest.mark.parametrize("said", MEANINGS)
def test_every_published_refusal_is_told_with_its_remedy(bench: Bench, said: Said) -> None:
    bench.machine.refuses = said
    bench.machine.press("put")
    assert bench.look() is MEANINGS[said]
    bench.machine.refuses = None
    assert isinstance(bench.look(), IdCard)


def test_every_trouble_has_its_remedy_and_every_refusal_its_meaning() -> None:
    assert REMEDIES.keys() == set(Trouble)
    assert set(MEANINGS) == set(Said) - {Said.OK, Said.FOUND, Said.NOT_FOUND}
    assert set(MEANINGS.values()) == set(Trouble)
    assert trouble_of(0x77) is Trouble.UNREADABLE


def test_a_module_that_is_not_ready_says_so(bench: Bench) -> None:
    bench.machine.set_fault("not_ready", True)
    assert bench.reader.probe() is False
    assert bench.reader.health.ready is False
    bench.machine.press("put")
    assert bench.look() is Trouble.NOT_READY
    assert bench.look() is None
    bench.machine.set_fault("not_ready", False)
    assert isinstance(bench.look(), IdCard)
    assert bench.reader.health.ready is True


def test_the_number_of_the_module_is_known_after_it_was_asked(bench: Bench) -> None:
    assert bench.reader.health.module == ""
    assert bench.reader.probe() is True
    assert bench.reader.health.module == MODULE.hex()


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


@pytest.mark.parametrize("fault", ["unplugged", "power_cycle", "frozen"])
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
