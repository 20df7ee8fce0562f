"""The stream that comes back from a printer: answers, automatic status and flow control are told apart."""

from hypothesis import given
from hypothesis import strategies as st

from devices.printer.answers import (
    Answer,
    AnswerDecoder,
    AutomaticAnswer,
    FlowControl,
    FullAnswer,
    InOrderAnswer,
    RealTimeAnswer,
)

AUTOMATIC = b"\x18\x00\x0c\x00"
TAIL = st.integers(0, 255).map(lambda byte: byte & 0x6F)
MESSAGES = st.one_of(
    st.integers(0, 255).map(lambda byte: RealTimeAnswer(byte & 0x6C | 0x12)),
    st.tuples(st.integers(0, 255).map(lambda byte: byte & 0x6C | 0x10), TAIL, TAIL, TAIL).map(
        lambda content: AutomaticAnswer(bytes(content))
    ),
    st.booleans().map(FlowControl),
    TAIL.map(InOrderAnswer),
)


def bytes_of(answer: Answer) -> bytes:
    match answer:
        case RealTimeAnswer(byte=byte) | InOrderAnswer(byte=byte):
            return bytes([byte])
        case AutomaticAnswer(content=content):
            return content
        case FullAnswer(content=content):
            return b"\x10\x0f" + content
        case FlowControl(full=full):
            return b"\x13" if full else b"\x11"


def decoded(received: bytes) -> list[Answer]:
    return list(AnswerDecoder().feed(received))


@given(st.lists(MESSAGES, max_size=12), st.integers(1, 7))
def test_what_was_sent_is_what_is_read_in_any_pieces(messages: list[Answer], piece: int) -> None:
    content = b"".join(map(bytes_of, messages))
    decoder = AnswerDecoder()
    pieces = [content[start : start + piece] for start in range(0, len(content), piece)]
    assert [answer for one in pieces for answer in decoder.feed(one)] == messages
    assert decoder.dropped == 0


def test_flow_control_and_answers_are_found_inside_an_automatic_status() -> None:
    answers = decoded(b"\x18\x13\x00\x16\x0c\x11\x00")
    assert answers == [FlowControl(True), RealTimeAnswer(0x16), FlowControl(False), AutomaticAnswer(AUTOMATIC)]


def test_an_automatic_status_between_question_and_answer_is_no_answer() -> None:
    assert decoded(AUTOMATIC + b"\x12") == [AutomaticAnswer(AUTOMATIC), RealTimeAnswer(0x12)]
    assert decoded(AUTOMATIC + b"\x03") == [AutomaticAnswer(AUTOMATIC), InOrderAnswer(0x03)]


def test_a_broken_automatic_status_is_counted_and_the_next_one_is_read() -> None:
    decoder = AnswerDecoder()
    assert list(decoder.feed(AUTOMATIC[:2] + b"\x80" + AUTOMATIC[:3] + AUTOMATIC)) == [AutomaticAnswer(AUTOMATIC)]
    assert decoder.dropped == 6


def test_what_begins_like_the_full_status_is_one_only_when_it_was_asked_for() -> None:
    content = b"\x10\x0f\x20\x00\x00\x00"
    assert decoded(content) == [AutomaticAnswer(content[:4]), InOrderAnswer(0), InOrderAnswer(0)]
    decoder = AnswerDecoder()
    decoder.expects_full = True
    assert list(decoder.feed(content)) == [FullAnswer(content[2:])]


def test_after_the_line_was_down_nothing_begun_is_continued() -> None:
    decoder = AnswerDecoder()
    assert list(decoder.feed(AUTOMATIC[:3])) == []
    decoder.forget()
    assert list(decoder.feed(b"\x00")) == [InOrderAnswer(0)]
    assert decoder.dropped == 3


@given(st.binary(max_size=60))
def test_no_bytes_can_upset_it(received: bytes) -> None:
    for answer in decoded(received):
        assert len(bytes_of(answer)) in (1, 4)
