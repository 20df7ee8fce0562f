"""The reader's driver against the simulated reader."""

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from devices.link import LinkState
from devices.reader import Code, SerialReader
from devices.simulator import ReaderSimulator
from devices.transport import Serial
from tests.devices.clock import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def reader(reader_machine: ReaderSimulator, clock: HandClock) -> Iterator[SerialReader]:
    reader = SerialReader(Serial(reader_machine.path, baud=9600), clock=clock)
    reader.read_codes(0)
    yield reader
    reader.close()


def test_a_scanned_code_arrives(reader: SerialReader, reader_machine: ReaderSimulator) -> None:
    assert reader_machine.scan("]Q1http://hall/t/A012")
    assert reader.read_codes(2) == [Code("http://hall/t/A012", "qr")]
    assert reader.read_codes(0) == []


def test_two_codes_in_one_read_both_arrive(reader: SerialReader, reader_machine: ReaderSimulator) -> None:
    reader_machine.send(b"A012\rB003\r")
    assert [code.text for code in reader.read_codes(2)] == ["A012", "B003"]


def test_a_code_held_before_the_reader_counts_once(
    reader: SerialReader, reader_machine: ReaderSimulator, clock: HandClock
) -> None:
    seen = []
    for wait_s in (0.0, 0.3, 0.6, 2.0):
        clock.advance(wait_s)
        reader_machine.scan("A012")
        seen.append(len(reader.read_codes(2)))
    assert seen == [1, 0, 0, 1]


def test_a_line_cut_off_does_not_join_the_next_code(
    reader: SerialReader, reader_machine: ReaderSimulator, clock: HandClock
) -> None:
    reader_machine.send(b"A0")
    assert reader.read_codes(2) == []
    clock.advance(5.0)
    reader_machine.scan("B003")
    assert reader.read_codes(2) == [Code("B003")]


def test_a_flood_without_end_does_no_harm(reader: SerialReader, reader_machine: ReaderSimulator) -> None:
    for _ in range(20):
        assert reader_machine.send(b"X" * 500)
        assert reader.read_codes(2) == []
    reader_machine.send(b"\rA012\r")
    assert reader.read_codes(2) == [Code("A012")]
    assert reader.health.refused == 1


def test_a_replugged_reader_reads_again_and_is_logged_once(
    reader: SerialReader, reader_machine: ReaderSimulator, clock: HandClock
) -> None:
    with capture_logs() as logs:
        reader_machine.set_fault("unplugged", True)
        assert not reader_machine.scan("A012")
        for _ in range(4):
            clock.advance(31.0)
            assert reader.read_codes(0) == []
        assert reader.health.link is LinkState.ERROR
        reader_machine.set_fault("unplugged", False)
        assert reader.read_codes(0) == [], "the back-off has not passed yet"
        clock.advance(31.0)
        assert reader.read_codes(0) == []
        reader_machine.scan("A012")
        assert reader.read_codes(2) == [Code("A012")]
    assert [entry["event"] for entry in logs] == ["device down", "device up"]
