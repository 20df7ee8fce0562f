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
from devices.speech.drivers import DRIVERS
from devices.speech.frames import Order, encode_order, order_decoder
from devices.speech.module import LATE_S, MOST_WAITING, SpeechModule
from devices.transport import Serial
from tests.devices.clock import HandClock
from tests.devices.vectors import Vector, vectors
from tests.devices.waiting import wait_until

CHECKED = {"syn6288": True, "xfs5152": False}
VECTORS = {name: vectors(Path(__file__).parent / "vectors" / f"{name}.json") for name in CHECKED}
VALID = [(name, vector) for name in CHECKED for vector in VECTORS[name] if vector.decoded is not None]
OF_ALL = pytest.mark.parametrize("driver", CHECKED)
OF_VALID = pytest.mark.parametrize(("driver", "vector"), VALID, ids=[f"{name}: {one.name}" for name, one in VALID])
CALL = "请A012号到3号窗口"


class Bench:
    """A driver on its bus at a simulated module, driven by hand."""

    def __init__(self, name: str, folder: Path) -> None:
        self.clock = HandClock()
        self.machine = SpeechSimulator(folder / "speech", checked=CHECKED[name])
        driver = next(driver for driver in DRIVERS if driver.name == name)
        options = driver.options()
        self.module: SpeechModule = driver.build(Setting(name="speech", options=options, clock=self.clock), None)
        wire = Serial(self.machine.path, baud=driver.baud)
        self.bus = Bus(wire, [self.module], clock=self.clock, pause=self.clock.advance)

    @property
    def said(self) -> list[str]:
        return [sentence for sentence, _ in self.machine.said]

    def settle(self) -> None:
        while self.bus.turn():
            pass

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
    bench.module.say("请B003号到1号窗口")
    bench.settle()
    wait_until(lambda: bench.said == [CALL])
    bench.pass_time(1.0)
    assert bench.said == [CALL], "it is still being said"
    bench.pass_time(4.0)
    wait_until(lambda: bench.said == [CALL, "请B003号到1号窗口"])


@OF_ALL
def test_a_late_sentence_is_not_said_and_counted(driver: str, bench: Bench) -> None:
    bench.settle()
    bench.machine.set_fault("unplugged", True)
    bench.settle()
    bench.module.say(CALL)
    with capture_logs() as logs:
        for _ in range(3):
            bench.pass_time(LATE_S)
        assert bench.module.health.link is LinkState.ERROR
        assert bench.module.health.why
        bench.machine.set_fault("unplugged", False)
        bench.pass_time(31)
        bench.module.say("请B003号到1号窗口")
        bench.settle()
        wait_until(lambda: bench.said == ["请B003号到1号窗口"])
    assert bench.module.health.late == 1
    assert "device up" in [entry["event"] for entry in logs]


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
