"""Every speech module's driver against its vectors and its simulated module: one suite for all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from devices.bus import Bus
from devices.driver import Setting
from devices.errors import TextRefusedError
from devices.link import LinkState
from devices.simulator.speech import SpeechSimulator
from devices.speech.drivers import DRIVERS, SpeechOptions
from devices.speech.frames import Order, Status, StatusListener, encode_order, order_decoder
from devices.speech.module import ASK_EVERY_S, MOST_WAITING, PER_CHARACTER_S, SpeechHealth, SpeechModule
from devices.transport import Serial
from tests.devices.clock import HandClock
from tests.devices.counted import Counted
from tests.devices.vectors import Vector, vectors
from tests.devices.waiting import wait_until

CHECKED = {"syn6288": True, "xfs5152": False}
VECTORS = {name: vectors(Path(__file__).parent / "vectors" / f"{name}.json") for name in CHECKED}
VALID = [(name, vector) for name in CHECKED for vector in VECTORS[name] if vector.decoded is not None]
OF_ALL = pytest.mark.parametrize("driver", CHECKED)
OF_VALID = pytest.mark.parametrize(("driver", "vector"), VALID, ids=[f"{name}: {one.name}" for name, one in VALID])
LATE_S = 15.0
CALL, OTHER_CALL = "请A012号到3号窗口", "请B003号到1号窗口"


class Bench:
    """A driver on its bus at a simulated module, driven by hand."""

    def __init__(self, name: str, folder: Path) -> None:
        self.clock = HandClock()
        self.machine = SpeechSimulator(folder / "speech", checked=CHECKED[name])
        driver = next(driver for driver in DRIVERS if driver.name == name)
        options = driver.options()
        self.module: SpeechModule = driver.build(Setting(name="speech", options=options, clock=self.clock), None)
        self._wire = Counted(Serial(self.machine.path, baud=driver.baud))
        self.bus = Bus(self._wire, [self.module], clock=self.clock, pause=self.clock.advance)

    @property
    def said(self) -> list[str]:
        return [sentence for sentence, _ in self.machine.said]

    def settle(self) -> None:
        while self.bus.turn():
            pass

    def heard_all(self) -> None:
        """Wait until the machine has taken in what was said."""
        wait_until(lambda: self.machine.heard_bytes == self._wire.said_bytes)

    def link(self) -> LinkState:
        return self.module.health.link

    def pass_time(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.settle()


@pytest.fixture
def bench(driver: str, tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(driver, tmp_path)
    yield bench
    bench.bus.close()
    bench.machine.close()


def orders(driver: str, stream: bytes) -> list[dict[str, object]]:
    found = []
    for order in order_decoder(checked=CHECKED[driver]).feed(stream):
        described: dict[str, object] = {"command": order.command}
        if order.text:
            described |= {"encoding": order.encoding, "text": order.text.decode("gbk")}
        found.append(described)
    return found


def test_the_suite_runs_over_every_driver() -> None:
    assert list(CHECKED) == [driver.name for driver in DRIVERS]


@OF_VALID
def test_a_vector_decodes_encodes_and_is_found_in_any_pieces(driver: str, vector: Vector) -> None:
    assert vector.decoded is not None
    assert orders(driver, vector.content) == [vector.decoded]
    assert orders(driver, vector.content * 2) == [vector.decoded] * 2
    (order,) = order_decoder(checked=CHECKED[driver]).feed(vector.content)
    assert encode_order(order, checked=CHECKED[driver]) == vector.content
    for cut in range(len(vector.content)):
        decoder = order_decoder(checked=CHECKED[driver])
        assert [*decoder.feed(vector.content[:cut]), *decoder.feed(vector.content[cut:])] == [order]
    for garbage in (b"\x00\xff", b"\xfd\x00\x00", b"\xfd\xff\xff"):
        assert orders(driver, garbage + vector.content) == [vector.decoded]


@OF_ALL
def test_frames_that_must_be_refused_are(driver: str) -> None:
    for vector in VECTORS[driver]:
        if vector.decoded is None:
            assert orders(driver, vector.content) == [], vector.name


@OF_ALL
def test_sentences_are_said_one_after_the_other_and_none_cuts_another(driver: str, bench: Bench) -> None:
    bench.module.say(CALL)
    bench.module.say(OTHER_CALL)
    bench.settle()
    wait_until(lambda: bench.said == [CALL])
    bench.pass_time(1.0)
    assert bench.said == [CALL], "it is still being said"
    bench.pass_time(4.0)
    wait_until(lambda: bench.said == [CALL, OTHER_CALL])


@OF_ALL
def test_a_sentence_that_waited_too_long_is_not_said_and_counted(driver: str, bench: Bench) -> None:
    bench.module.say("长" * 80)
    bench.module.say(CALL, LATE_S)
    bench.settle()
    bench.pass_time(LATE_S + 1)
    bench.pass_time(80 * PER_CHARACTER_S)
    bench.module.say(OTHER_CALL)
    bench.settle()
    wait_until(lambda: bench.said == ["长" * 80, OTHER_CALL])
    assert bench.module.health.late == 1


@OF_ALL
def test_after_an_outage_only_what_is_not_late_yet_is_said(driver: str, bench: Bench) -> None:
    bench.module.say(CALL, LATE_S)
    bench.settle()
    wait_until(lambda: bench.said == [CALL])
    with capture_logs() as logs:
        bench.machine.set_fault("unplugged", True)
        bench.settle()
        assert bench.link() is LinkState.ERROR
        assert bench.module.health.why
        bench.module.say("请A013号到3号窗口", LATE_S)
        bench.pass_time(8)
        bench.module.say(OTHER_CALL, LATE_S)
        bench.pass_time(8)
        bench.machine.set_fault("unplugged", False)
        bench.pass_time(1)
        bench.pass_time(5)
        assert bench.link() is LinkState.READY
        wait_until(lambda: bench.said == [CALL, OTHER_CALL])
        assert bench.module.health.late == 1
    assert [entry["event"] for entry in logs] == ["device down", "device up"]


@OF_ALL
def test_a_module_that_answers_is_well_and_is_asked_seldom(driver: str, bench: Bench) -> None:
    bench.settle()
    assert bench.module.health == SpeechHealth(LinkState.READY, answers=True, late=0, why="")
    bench.heard_all()
    heard = bench.machine.heard_bytes
    bench.pass_time(ASK_EVERY_S / 2)
    bench.heard_all()
    assert bench.machine.heard_bytes == heard
    bench.pass_time(ASK_EVERY_S)
    bench.heard_all()
    assert bench.machine.heard_bytes == heard + len(bench.module.question.content)


@OF_ALL
def test_of_a_module_that_never_answers_nobody_knows_and_it_speaks(driver: str, bench: Bench) -> None:
    bench.machine.set_fault("silent", True)
    bench.settle()
    assert bench.module.health == SpeechHealth(LinkState.READY, answers=False, late=0, why="")
    bench.module.say(CALL)
    bench.settle()
    wait_until(lambda: bench.said == [CALL])


@OF_ALL
def test_a_module_that_stops_answering_is_away_and_comes_back(driver: str, bench: Bench) -> None:
    bench.settle()
    bench.machine.set_fault("power_cycle", True)
    with capture_logs() as logs:
        bench.pass_time(ASK_EVERY_S)
        assert bench.link() is LinkState.ERROR
        bench.module.say(CALL)
        bench.settle()
        assert bench.module.waiting == 0, "it was said to nobody and will not be said later"
        bench.heard_all()
        bench.machine.set_fault("power_cycle", False)
        bench.pass_time(31)
        assert bench.link() is LinkState.READY
        bench.module.say(OTHER_CALL)
        bench.settle()
        wait_until(lambda: bench.said == [OTHER_CALL])
    assert [entry["event"] for entry in logs] == ["device down", "device up"]


@OF_ALL
def test_a_module_that_cannot_read_the_frames_is_there_and_says_so(driver: str, bench: Bench) -> None:
    bench.machine.set_fault("nack", True)
    bench.settle()
    assert bench.link() is LinkState.READY
    assert bench.module.health.why
    bench.machine.set_fault("nack", False)
    bench.pass_time(ASK_EVERY_S)
    assert bench.module.health.why == ""


@OF_ALL
def test_only_the_newest_sentences_wait(driver: str, bench: Bench) -> None:
    for number in range(MOST_WAITING + 2):
        bench.module.say(f"请A00{number}号到3号窗口")
    assert bench.module.health.late == 2
    bench.settle()
    wait_until(lambda: bench.said == ["请A002号到3号窗口"])


@OF_ALL
@pytest.mark.parametrize("sentence", ["", "a\x1bb", "请王䶮到3号窗口", "长" * 101])
def test_what_cannot_be_said_is_refused(driver: str, bench: Bench, sentence: str) -> None:
    with pytest.raises(TextRefusedError):
        bench.module.say(sentence)


def test_a_status_is_heard_among_other_bytes() -> None:
    assert StatusListener().feed(b"\x00\xff\x7e") is None
    for status in Status:
        verdict = StatusListener().feed(b"\x00" + bytes([status]))
        assert verdict is not None
        assert verdict.ok is (status is not Status.UNREADABLE)


def test_a_module_of_gb2312_refuses_what_only_gbk_has() -> None:
    options = SpeechOptions(charset="gb2312")
    module = DRIVERS[0].build(Setting(name="speech", options=options), None)
    module.say(CALL)
    with pytest.raises(TextRefusedError, match="镕"):
        module.say("请朱镕先生到3号窗口")


@settings(max_examples=60)
@given(st.sampled_from(sorted(CHECKED)), st.binary(max_size=150), st.integers(1, 20))
def test_any_text_survives_the_line_in_any_pieces(driver: str, text: bytes, piece: int) -> None:
    wire = encode_order(Order(1, text), checked=CHECKED[driver])
    decoder = order_decoder(checked=CHECKED[driver])
    parts = [wire[start : start + piece] for start in range(0, len(wire), piece)]
    assert [order.text for part in parts for order in decoder.feed(part)] == [text]


@settings(max_examples=60)
@given(st.sampled_from(sorted(CHECKED)), st.binary(max_size=200))
def test_noise_never_breaks_the_decoder(driver: str, noise: bytes) -> None:
    assert len(list(order_decoder(checked=CHECKED[driver]).feed(noise))) <= len(noise)
