"""The status: three-valued, the same whether it was asked for or came by itself."""

import pytest

from devices.errors import PersonReason
from devices.printer import Paper, PrinterStatus
from devices.printer.answers import AutomaticAnswer, FullAnswer
from devices.printer.automatic import with_automatic, with_full
from devices.printer.changes import StatusChange, changes
from devices.printer.status import Question, in_order_paper, with_answer

Answers = dict[Question, int | None]


def status_from(answers: Answers) -> PrinterStatus:
    status = PrinterStatus()
    for question, answer in answers.items():
        status = with_answer(status, question, answer)
    return status


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


def test_the_in_order_answer_tells_the_paper() -> None:
    assert [in_order_paper(answer) for answer in (0x00, 0x03, 0x0C)] == [Paper.OK, Paper.LOW, Paper.OUT]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x10\x00\x00\x00", None),
        (b"\x18\x00\x0c\x00", PersonReason.PAPER_OUT),
        (b"\x38\x00\x00\x00", PersonReason.COVER_OPEN),
        (b"\x18\x08\x00\x00", PersonReason.CUTTER),
        (b"\x18\x20\x00\x00", PersonReason.BROKEN),
        (b"\x18\x40\x00\x00", PersonReason.HEAD_HOT),
    ],
)
def test_the_automatic_status_names_the_same_reasons(content: bytes, reason: PersonReason | None) -> None:
    assert with_automatic(PrinterStatus(), AutomaticAnswer(content)).person_needed is reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x00\x00\x00\x00", None),
        (b"\x01\x00\x00\x00", PersonReason.PAPER_OUT),
        (b"\x00\x01\x00\x00", PersonReason.COVER_OPEN),
        (b"\x00\x02\x00\x00", PersonReason.COVER_OPEN),
        (b"\x00\x00\x40\x00", PersonReason.PAPER_JAM),
        (b"\x00\x00\x01\x00", PersonReason.HEAD_HOT),
        (b"\x00\x00\x00\x01", PersonReason.CUTTER),
        (b"\x00\x00\x00\x40", PersonReason.BROKEN),
    ],
)
def test_the_full_status_names_a_jam_too(content: bytes, reason: PersonReason | None) -> None:
    assert with_full(PrinterStatus(), FullAnswer(content)).person_needed is reason


def test_only_what_differs_is_told() -> None:
    old = PrinterStatus(paper=Paper.OK, cover_open=False)
    assert changes(old, old) == ()
    new = PrinterStatus(paper=Paper.OUT, cover_open=False)
    assert changes(old, new) == (StatusChange("paper", Paper.OK, Paper.OUT),)
