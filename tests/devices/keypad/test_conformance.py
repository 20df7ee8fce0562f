"""Every keypad driver against its vectors and its simulated machine: one suite for all protocols."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from devices.bus import Bus
from devices.keypad.drivers import DRIVERS
from devices.keypad.ff68_frame import Frame, FrameDecoder, encode_frame
from devices.keypad.keys import Key, KeyPress
from devices.keypad.station import REFRESH_S
from devices.link import LinkState
from devices.simulator.keypad import KeypadSimulator
from devices.simulator.keypad_cards import Ff68Card
from devices.simulator.line import SimulatedLine
from devices.transport import open_later
from tests.devices.clock import HandClock
from tests.devices.keypad.cases import CASES, Case, Standing, standing
from tests.devices.vectors import Vector, vectors
from tests.devices.waiting import wait_until

NAMES = [f"{case.driver}-{number}" for number, case in enumerate(CASES)]
OF_ALL = pytest.mark.parametrize("case", CASES, ids=NAMES)
SHOWING = pytest.mark.parametrize("case", [case for case in CASES if case.shows], ids=lambda case: case.driver)
ACKNOWLEDGED = pytest.mark.parametrize("case", [c for c in CASES if c.acknowledged], ids=lambda case: case.driver)
FF68 = CASES[0]
VECTORS = {case.driver: vectors(Path(__file__).parent / "vectors" / f"{case.driver}.json") for case in CASES}
BY_DRIVER = {case.driver: case for case in reversed(CASES)}
PAIRS = [(case, vector) for case in BY_DRIVER.values() for vector in VECTORS[case.driver]]
OF_VECTORS = pytest.mark.parametrize(
    ("case", "vector"), PAIRS, ids=[f"{case.driver}: {vector.name}" for case, vector in PAIRS]
)


@pytest.fixture
def there(case: Case, tmp_path: Path) -> Iterator[Standing]:
    with standing(case, tmp_path) as there:
        yield there


def meaning(vector: Vector) -> list[dict[str, object]]:
    return [] if vector.decoded is None else [vector.decoded]


def test_every_driver_is_in_the_suite() -> None:
    assert {case.driver for case in CASES} == {driver.name for driver in DRIVERS if driver.kind == "keypad"}


@OF_VECTORS
def test_a_vector_decodes_to_its_meaning_and_back(case: Case, vector: Vector) -> None:
    assert case.decode(vector.content) == meaning(vector)
    if vector.decoded is not None and case.encode is not None:
        assert case.encode(vector.decoded) == vector.content


@OF_VECTORS
def test_two_frames_in_one_read_and_garbage_before_them(case: Case, vector: Vector) -> None:
    assert case.decode(vector.content * 2) == meaning(vector) * 2
    for garbage in (b"\x00\xfe\x55", b"\xff", b"\xff\x68\x03", b"\xff\xff\x68\x68", b"\x01\x02\x04"):
        if case.driver != "number_pad":  # the kernel's events are whole or not there
            assert case.decode(garbage + vector.content)[-1:] == meaning(vector), garbage


@OF_ALL
def test_every_key_is_told_once_and_acknowledged_at_once(case: Case, there: Standing) -> None:
    for names, press in case.means:
        there.press(*names)
        assert there.told[-1] == press
        there.clock.advance(2.0)
    assert len(there.told) == len(case.means)
    assert there.keypad.health.link is LinkState.READY
    assert there.keypad.health.heard


@OF_ALL
def test_a_key_split_at_every_byte_is_one_key(case: Case) -> None:
    for names, press in case.means:
        frame = b"".join((card := case.card()).press(name) for name in names[:1])
        frame += b"".join(card.press(name) for name in names[1:])
        for cut in range(len(frame)):
            keypad, told = case.build(HandClock()), list[KeyPress]()
            keypad.pressed(told.append)
            keypad.hear(frame[:cut], 1000.0)
            keypad.hear(frame[cut:], 1000.1)
            assert told == [press], (names, cut)


@ACKNOWLEDGED
def test_a_key_sent_again_is_acknowledged_again_but_told_once(case: Case, there: Standing) -> None:
    there.settle()
    there.machine.set_fault("deaf", True)
    there.machine.press("call")
    there.until(lambda: there.machine.sent >= 3)
    assert [press.key for press in there.told] == [Key.CALL]
    there.machine.set_fault("deaf", False)
    there.until(lambda: there.machine.unacknowledged == 0)
    assert len(there.told) == 1
    there.clock.advance(1.5)
    there.press("call")
    assert [press.key for press in there.told] == [Key.CALL, Key.CALL]


@ACKNOWLEDGED
def test_a_line_that_sends_everything_back_comes_to_rest(case: Case, there: Standing) -> None:
    class Echo:
        """A converter that hears itself."""

        def hear(self, received: bytes) -> None:
            there.line.send(received)

    there.line.attach(Echo())
    there.keypad.show(3, "A012")
    there.press("call")
    there.settle()
    assert len(there.told) == 1


@SHOWING
def test_digits_are_shown_kept_and_said_again_after_a_power_cut(case: Case, there: Standing) -> None:
    there.keypad.show(7, "A012")
    there.until(lambda: there.shown()[1] == "012")
    there.machine.set_fault("power_cycle", True)
    assert there.shown() == ("", "")
    there.machine.set_fault("power_cycle", False)
    there.clock.advance(REFRESH_S + 1)
    there.until(lambda: there.shown()[1] == "012")
    there.keypad.show(None, "")
    there.until(lambda: there.shown() == ("", ""))


@SHOWING
def test_a_number_with_too_many_digits_is_not_cut(case: Case, there: Standing) -> None:
    there.keypad.show(0, "A012")
    there.until(lambda: there.shown()[1] == "012")
    there.keypad.show(0, "A1012")
    there.until(lambda: there.shown()[1] == "")


@OF_ALL
def test_a_replugged_keypad_shows_what_was_wanted_and_its_keys_work(case: Case, there: Standing) -> None:
    there.settle()
    names, press = case.means[0]
    with capture_logs() as logs:
        there.machine.set_fault("unplugged", True)
        there.until(lambda: there.bus.state is LinkState.ERROR)
        there.keypad.show(1, "A034")
        for _ in range(3):
            there.clock.advance(31.0)
            there.settle()
        assert there.keypad.health.link is LinkState.ERROR
        assert there.keypad.health.why
        there.machine.set_fault("unplugged", False)
        there.clock.advance(31.0)
        there.until(lambda: there.bus.state is LinkState.READY)
        there.press(*names)
    assert there.told == [press]
    if case.shows:
        there.until(lambda: there.shown()[1] == "034")
    assert [entry["event"] for entry in logs] == ["device down", "device up"]


@OF_ALL
def test_a_keypad_that_never_speaks_is_unknown_and_not_offline(case: Case, there: Standing) -> None:
    there.machine.set_fault("silent", True)
    there.settle()
    for names, _ in case.means:
        for name in names:
            there.machine.press(name)
        there.settle()
    assert there.told == []
    assert there.keypad.health.link is LinkState.OPENING
    assert not there.keypad.health.heard


@OF_ALL
def test_it_beeps_where_it_can(case: Case, there: Standing) -> None:
    there.keypad.show(2, "")
    there.settle()
    there.keypad.beep(2)
    there.settle()
    if case.beeps:
        there.until(lambda: there.machine.beeps == 2)
    assert there.told == []


@OF_ALL
def test_a_quiet_keypad_is_not_written_to_all_the_time(case: Case, there: Standing) -> None:
    there.keypad.show(2, "A001")
    there.settle()
    for _ in range(9):
        there.clock.advance(REFRESH_S / 10 - 0.05)
        assert not there.bus.turn()


@OF_ALL
@settings(max_examples=40)
@given(noise=st.lists(st.binary(max_size=60), max_size=5))
def test_noise_never_breaks_a_driver(case: Case, noise: list[bytes]) -> None:
    keypad, now = case.build(HandClock()), 1000.0
    for piece in noise:
        keypad.hear(piece, now)
    told = list[KeyPress]()
    keypad.pressed(told.append)
    card = case.card()
    for name in case.means[0][0]:
        keypad.hear(card.press(name), now + 5.0)
    assert told[-1:] != []
    assert told[-1].key is case.means[0][1].key


@given(st.integers(0, 255), st.integers(0, 255), st.binary(max_size=10))
def test_any_ff68_frame_comes_out_as_it_went_in(address: int, command: int, content: bytes) -> None:
    frame = Frame(address, command, content)
    assert list(FrameDecoder().feed(encode_frame(frame))) == [frame]


def test_a_damaged_ff68_frame_is_dropped_and_counted() -> None:
    good = encode_frame(Frame(1, 1, b"\x0c"))
    for place in range(len(good)):
        decoder = FrameDecoder()
        damaged = good[:place] + bytes([good[place] ^ 0x10]) + good[place + 1 :]
        assert list(decoder.feed(damaged + good * 3))[-1:] == [Frame(1, 1, b"\x0c")], place
        assert decoder.dropped or place < 2


def test_keypads_on_one_line_each_hear_their_own(tmp_path: Path) -> None:
    clock, line = HandClock(), SimulatedLine(tmp_path / "line")
    machines = [KeypadSimulator(line, Ff68Card(address)) for address in (1, 2, 3)]
    keypads = [FF68.build(clock, address) for address in (1, 2, 3)]
    told: list[tuple[int, Key]] = []

    def listen(number: int) -> None:
        keypads[number - 1].pressed(lambda press: told.append((number, press.key)))
        keypads[number - 1].show(number, f"A00{number}")

    for number in (1, 2, 3):
        listen(number)
    bus = Bus(open_later(line.path), keypads, clock=clock, pause=clock.advance)

    def at_rest() -> bool:
        bus.turn()
        numbers = [machine.panel.number for machine in machines if machine.panel is not None]
        return numbers == ["001", "002", "003"] and not any(machine.unacknowledged for machine in machines)

    try:
        wait_until(at_rest)
        for machine in machines:
            machine.press("call")
        wait_until(lambda: at_rest() and len(told) == len(machines))
        assert sorted(told) == [(1, Key.CALL), (2, Key.CALL), (3, Key.CALL)]
    finally:
        bus.close()
        for machine in machines:
            machine.close()
