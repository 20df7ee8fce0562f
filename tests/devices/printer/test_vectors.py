"""Every published byte string of the printers: built as published, and read as published."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from escpos.printer import Dummy

from devices.printer import PAPER_80_MM, Document, Line, PrinterStatus, encode, presenter
from devices.printer.answers import Answer, AnswerDecoder, AutomaticAnswer, FlowControl, FullAnswer, RealTimeAnswer
from devices.printer.automatic import AUTOMATIC_OFF, AUTOMATIC_ON, FULL_STATUS_QUESTION, with_automatic, with_full
from devices.printer.commands import (
    CHINESE_OFF,
    CHINESE_ON,
    CUSTOM_VKP80_IDS,
    FEED_TO_MARK,
    REMAINING_PAPER_QUESTION,
    automatic_full_status,
    code_system,
    identity_in,
    identity_question,
    remaining_paper_cm,
)
from devices.printer.status import IN_ORDER_QUESTION, PAPER_SENSOR_QUESTION, Question, question_bytes, with_answer
from devices.simulator.escpos_stream import Command, EscposStream
from tests.devices.vectors import Vector, vectors

VECTORS = vectors(Path(__file__).parent / "vectors" / "escpos.json")
ASKED = [one for one in VECTORS if one.direction == "host to printer"]
ANSWERED = [one for one in VECTORS if one.direction == "printer to host"]
FRAMED = [
    one for one in ANSWERED if one.decoded and one.decoded["answer"] in ("real_time", "automatic", "full", "flow")
]


def name_of(vector: Vector) -> str:
    return vector.name


def native_qr(content: str) -> bytes:
    """Our slips print QR codes as dots, so python-escpos is the one that builds this; the stream must read it."""
    printer = Dummy()
    printer.qr(content, native=True, ec=0, size=3, model=2)
    output: bytes = printer.output
    return output


BUILT: dict[str, Callable[..., bytes]] = {
    "question": lambda number: question_bytes(Question(number)),
    "automatic": lambda on: AUTOMATIC_ON if on else AUTOMATIC_OFF,
    "in_order": lambda: IN_ORDER_QUESTION,
    "paper_sensor": lambda: PAPER_SENSOR_QUESTION,
    "identity": identity_question,
    "present": presenter.present,
    "retract": lambda: presenter.RETRACT,
    "eject": lambda: presenter.EJECT,
    "loop": lambda on: presenter.LOOP_ON if on else presenter.LOOP_OFF,
    "full_status": lambda: FULL_STATUS_QUESTION,
    "automatic_full": automatic_full_status,
    "remaining": lambda: REMAINING_PAPER_QUESTION,
    "ejector": presenter.ejector,
    "eu_t400_cut": lambda: presenter.EU_T400_CUT,
    "eu_t400_loop": lambda on: presenter.EU_T400_LOOP_ON if on else presenter.EU_T400_LOOP_OFF,
    "feed_to_mark": lambda: FEED_TO_MARK,
    "chinese": lambda on: CHINESE_ON if on else CHINESE_OFF,
    "code_system": code_system,
    "native_qr": native_qr,
}


@pytest.mark.parametrize(
    "vector", [one for one in ASKED if one.decoded and one.decoded["command"] in BUILT], ids=name_of
)
def test_a_command_is_built_as_published(vector: Vector) -> None:
    assert vector.decoded is not None
    parameters = {key: value for key, value in vector.decoded.items() if key != "command"}
    built = BUILT[str(vector.decoded["command"])](**parameters)
    assert built == vector.content or built == b"\x1b@" + vector.content


def test_a_chinese_line_is_built_as_published() -> None:
    (vector,) = [one for one in ASKED if one.decoded and one.decoded["command"] == "line"]
    assert vector.decoded is not None
    built = encode(Document((Line(str(vector.decoded["text"])),)), PAPER_80_MM)
    # Ours sets the look of the line (alignment, size, weight) between the reset and the text.
    assert re.sub(rb"\x1ba.|\x1d!.|\x1bE.", b"", built) == vector.content


@pytest.mark.parametrize("vector", ASKED, ids=name_of)
def test_the_simulated_printer_reads_every_command_in_any_pieces(vector: Vector) -> None:
    whole = [token for token, _ in EscposStream().feed(vector.content)]
    assert whole
    assert Command("unknown", vector.content[:2]) not in whole
    for cut in range(len(vector.content) + 1):
        stream = EscposStream()
        tokens = [*stream.feed(vector.content[:cut]), *stream.feed(vector.content[cut:])]
        assert [token for token, _ in tokens] == whole or "text" in str(vector.decoded)
        assert stream.pending == b""


def decoded(vector: Vector, *pieces: bytes) -> list[Answer]:
    assert vector.decoded is not None
    decoder = AnswerDecoder()
    decoder.expects_full = vector.decoded["answer"] == "full"
    return [answer for piece in pieces or (vector.content,) for answer in decoder.feed(piece)]


def status_of(vector: Vector, answer: Answer) -> PrinterStatus:
    assert vector.decoded is not None
    match answer:
        case RealTimeAnswer(byte=byte):
            number = vector.decoded["number"]
            assert isinstance(number, int)
            return with_answer(PrinterStatus(), Question(number), byte)
        case AutomaticAnswer():
            return with_automatic(PrinterStatus(), answer)
        case FullAnswer():
            return with_full(PrinterStatus(), answer)
    raise AssertionError(f"{answer} is no status")


@pytest.mark.parametrize("vector", FRAMED, ids=name_of)
def test_an_answer_is_read_as_published(vector: Vector) -> None:
    assert vector.decoded is not None
    (answer,) = decoded(vector)
    if isinstance(answer, FlowControl):
        assert answer.full is vector.decoded["full"]
        return
    expected = vector.decoded["status"]
    assert isinstance(expected, dict)
    status = status_of(vector, answer)
    for field, value in expected.items():
        told = getattr(status, field)
        assert (told.value if field == "paper" else told) == value


@pytest.mark.parametrize("vector", FRAMED, ids=name_of)
def test_an_answer_is_read_in_any_pieces_and_twice_in_one(vector: Vector) -> None:
    whole = decoded(vector)
    for cut in range(len(vector.content) + 1):
        assert decoded(vector, vector.content[:cut], vector.content[cut:]) == whole
    assert decoded(vector, vector.content * 2) == whole * 2


@pytest.mark.parametrize("vector", FRAMED, ids=name_of)
def test_an_answer_is_found_after_garbage(vector: Vector) -> None:
    assert decoded(vector, b"\x10\x00\x80\xff\x18\x91" + vector.content)[-1:] == decoded(vector)


def test_the_remaining_paper_is_read_as_published() -> None:
    (vector,) = [one for one in ANSWERED if one.decoded and one.decoded["answer"] == "remaining"]
    assert vector.decoded is not None
    assert remaining_paper_cm(vector.content) == vector.decoded["cm"]
    assert remaining_paper_cm(b"\x13" + vector.content[:2] + b"\x11" + vector.content[2:]) == 510
    assert remaining_paper_cm(b"") is None


def test_the_model_of_a_vkp80_is_read_as_published() -> None:
    found = [one for one in ANSWERED if one.decoded and one.decoded["answer"] == "identity"]
    assert {one.content[0] for one in found} == CUSTOM_VKP80_IDS
    for vector in found:
        assert vector.decoded is not None
        assert identity_in(vector.content) == vector.decoded["text"]
    assert identity_in(b"_TM-T88V\x00") == "TM-T88V"
    assert identity_in(b"\x11") is None
