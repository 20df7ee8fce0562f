"""What only Zebra's SSI has: acknowledgements, frames sent again, codes in several frames."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.reader import Code, WireReader
from devices.reader.ssi import DECODER, Op, Packet, SsiProtocol, Status, encode_packet, host_command
from devices.simulator.reader import ReaderSimulator
from devices.simulator.reader_ssi import RESENDS, SsiMachine
from devices.transport import Serial
from tests.devices.clock import HandClock
from tests.devices.waiting import wait_until


@pytest.fixture
def electronics() -> SsiMachine:
    return SsiMachine(resend_s=0.05)


@pytest.fixture
def machine(tmp_path: Path, electronics: SsiMachine) -> Iterator[ReaderSimulator]:
    machine = ReaderSimulator(tmp_path / "reader", electronics)
    yield machine
    machine.close()


@pytest.fixture
def reader(machine: ReaderSimulator) -> Iterator[WireReader]:
    reader = WireReader(Serial(machine.path), SsiProtocol(host_trigger=True), repeat_window_s=0.0, clock=HandClock())
    reader.read_codes(0)
    yield reader
    reader.close()


def test_every_code_is_acknowledged(reader: WireReader, machine: ReaderSimulator, electronics: SsiMachine) -> None:
    machine.scan("A012")
    assert reader.read_codes(2) == [Code("A012", "qr")]
    wait_until(lambda: electronics.acknowledged == 1)
    assert electronics.resent == 0


def test_a_code_whose_acknowledgement_is_lost_comes_again_and_counts_once(
    reader: WireReader, machine: ReaderSimulator, electronics: SsiMachine
) -> None:
    machine.set_fault("deaf", True)
    machine.scan("A012")
    seen = [code.text for _ in range(RESENDS + 1) for code in reader.read_codes(2)]
    assert seen == ["A012"]
    assert electronics.resent == RESENDS
    machine.set_fault("deaf", False)
    wait_until(lambda: machine.scan("B003"))
    wait_until(lambda: "B003" in [code.text for code in reader.read_codes(0.2)])


def test_a_code_that_waited_for_the_host_is_sent_again(
    reader: WireReader, machine: ReaderSimulator, electronics: SsiMachine
) -> None:
    machine.scan("A012")
    wait_until(lambda: electronics.resent > 0)
    assert [code.text for code in reader.read_codes(2)] == ["A012"]


def test_a_long_code_comes_in_several_frames(reader: WireReader, machine: ReaderSimulator) -> None:
    text = "http://hall/t/" + "0123456789" * 60
    machine.scan(text)
    wait_until(lambda: [code.text for code in reader.read_codes(0.2)] == [text])


def test_the_host_trigger_is_set_in_each_reader_that_is_connected(
    reader: WireReader, machine: ReaderSimulator, electronics: SsiMachine
) -> None:
    assert electronics.host_trigger


def test_a_broken_frame_is_asked_for_again() -> None:
    protocol = SsiProtocol()
    frame = encode_packet(Packet(Op.DECODE_DATA, b"\x03A012", DECODER))
    broken = frame[:5] + b"\x00" + frame[6:]
    heard = list(protocol.feed(broken + frame))
    assert heard[-1] == Code("A012", "code128")
    assert protocol.refused == 1
    assert [getattr(one, "content", b"")[:2] for one in heard[:2]] == [b"\x05\xd1", b"\x04\xd0"]


def test_the_same_code_held_again_is_a_new_one_but_a_repeated_frame_is_not() -> None:
    protocol = SsiProtocol()
    fresh = encode_packet(Packet(Op.DECODE_DATA, b"\x03A012", DECODER))
    again = encode_packet(Packet(Op.DECODE_DATA, b"\x03A012", DECODER, Status.AGAIN))
    codes = [one for one in protocol.feed(fresh + again + fresh) if isinstance(one, Code)]
    assert codes == [Code("A012", "code128")] * 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x03]Q1A012", Code("A012", "qr")),
        (b"\x1bA012", Code("A012", "datamatrix")),
        (b"\x11A012\r\n", Code("A012", "pdf417")),
        (b"\xeeA012", Code("A012")),
    ],
)
def test_the_kind_is_the_aim_identifier_or_the_code_type(content: bytes, code: Code) -> None:
    heard = list(SsiProtocol().feed(encode_packet(Packet(Op.DECODE_DATA, content, DECODER))))
    assert heard[1:] == [code]


@pytest.mark.parametrize("content", [b"", b"\x03", b"\x03\xff\xff"])
def test_a_frame_without_clean_text_is_acknowledged_and_refused(content: bytes) -> None:
    protocol = SsiProtocol()
    heard = list(protocol.feed(encode_packet(Packet(Op.DECODE_DATA, content, DECODER))))
    assert [getattr(one, "content", b"") for one in heard] == [host_command(Op.ACK)]
    assert protocol.refused == 1


def test_more_data_than_a_frame_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="251"):
        encode_packet(Packet(Op.DECODE_DATA, b"X" * 252))
