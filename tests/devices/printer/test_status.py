"""The status codec: three-valued, deaf to what is not an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import PersonReason
from devices.printer import Paper, PrinterStatus
from devices.printer.status import Question, answer_in, in_order_answer_in, in_order_paper, question_bytes, with_answer

Answers = dict[Question, int | None]


def status_from(answers: Answers) -> PrinterStatus:
    status = PrinterStatus()
    for question, answer in answers.items():
        status = with_answer(status, question, answer)
    return status


def test_the_questions_are_the_published_bytes() -> None:
    assert [question_bytes(question).hex(" ") for question in Question] == [
        "10 04 01",
        "10 04 02",
        "10 04 03",
        "10 04 04",
    ]


def test_the_published_idle_answers_mean_nothing_is_wrong() -> None:
    answers: Answers = dict(zip(Question, (0x16, 0x12, 0x12, 0x12), strict=True))
    status = status_from(answers)
    assert status.person_needed is None
    assert status.paper is Paper.OK
    assert status.offline is False


def test_the_published_answers_at_paper_end_mean_paper_out() -> None:
    status = status_from({Question.PRINTER: 0x1A, Question.OFFLINE_CAUSE: 0x32, Question.PAPER: 0x7E})
    assert status.person_needed is PersonReason.PAPER_OUT
    assert status.offline is True


@pytest.mark.parametrize(
    ("question", "answer", "reason"),
    [
        (Question.PAPER, 0x72, PersonReason.PAPER_OUT),
        (Question.OFFLINE_CAUSE, 0x32, PersonReason.PAPER_OUT),
        (Question.OFFLINE_CAUSE, 0x16, PersonReason.COVER_OPEN),
        (Question.ERROR_CAUSE, 0x1A, PersonReason.CUTTER),
        (Question.ERROR_CAUSE, 0x32, PersonReason.BROKEN),
        (Question.ERROR_CAUSE, 0x52, PersonReason.HEAD_HOT),
        (Question.PRINTER, 0x1A, PersonReason.UNKNOWN),
        (Question.PAPER, 0x1E, None),
    ],
)
def test_one_answer_names_its_reason(question: Question, answer: int, reason: PersonReason | None) -> None:
    assert status_from({question: answer}).person_needed is reason


def test_silence_is_unknown_and_never_paper_out() -> None:
    status = status_from(dict.fromkeys(Question))
    assert status.paper is Paper.UNKNOWN
    assert status.person_needed is None
    assert not status.answered


def test_paper_running_low_is_said_but_stops_nothing() -> None:
    status = status_from({Question.PRINTER: 0x16, Question.PAPER: 0x1E})
    assert status.paper is Paper.LOW
    assert status.person_needed is None


def test_flow_control_and_automatic_status_are_not_answers() -> None:
    automatic = bytes([0x10, 0x00, 0x0C, 0x00])
    assert answer_in(b"\x11\x13" + automatic) is None
    assert answer_in(b"\x13" + automatic + b"\x16\x11") == 0x16


@given(st.binary(max_size=30))
def test_an_answer_always_has_its_fixed_bits(received: bytes) -> None:
    answer = answer_in(received)
    assert answer is None or answer & 0x93 == 0x12


def test_the_in_order_answer_is_told_from_other_bytes() -> None:
    assert in_order_answer_in(b"\x16\x11\x13") is None
    assert in_order_answer_in(bytes([0x10, 0x00, 0x0C, 0x00])) is None
    assert in_order_answer_in(bytes([0x10, 0x00, 0x0C, 0x00, 0x03])) == 0x03
    assert [in_order_paper(answer) for answer in (0x00, 0x03, 0x0C)] == [Paper.OK, Paper.LOW, Paper.OUT]
