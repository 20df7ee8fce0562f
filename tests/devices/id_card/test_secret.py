"""A personal value cannot get out by accident: every usual way out is tried."""

import copy
import json
import logging
import pickle
import pprint
import traceback

import msgspec
import pytest
import structlog
from structlog.testing import capture_logs

from devices.id_card.card import FIELDS, IdCard, UnknownFormat, card_in, text_block
from devices.id_card.sam_frame import body_decoder, reply_in
from devices.id_card.secret import Secret, secret_bytes, secret_name, secret_number
from devices.simulator.id_card import HOLDER, PERMIT, card_reply

NUMBER = HOLDER["number"]


@pytest.fixture
def card() -> IdCard:
    card = card_in(text_block(**HOLDER))
    assert isinstance(card, IdCard)
    return card


def tells(text: str) -> bool:
    return any(value in text for value in (HOLDER["name"], NUMBER, HOLDER["address"], HOLDER["birth"]))


def test_the_value_comes_only_when_asked_for(card: IdCard) -> None:
    assert card.number.reveal() == NUMBER
    assert card.name.reveal() == "张三"


def test_what_is_shown_is_masked() -> None:
    assert str(secret_number(NUMBER)) == "**************002X"
    assert str(secret_name("欧阳明")) == "欧**"
    assert str(secret_bytes(b"abc")) == "3 bytes"
    assert str(secret_name("")) == ""


def test_no_text_form_of_it_tells_it(card: IdCard) -> None:
    number = card.number
    forms = [f"{number}", f"{number!r}", f"{number:>30}", "{}".format(number), ascii(number)]  # noqa: UP032
    forms += [repr([number]), repr(card), str({"number": number}), str(card)]
    assert not any(tells(form) for form in forms)


def test_no_log_tells_it(card: IdCard, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        logging.getLogger("hall").info("read %s %r", card.number, card)
    with capture_logs() as logs:
        structlog.get_logger().info("read", card=card, number=card.number)
    rendered = structlog.processors.KeyValueRenderer()(None, "info", dict(logs[0]))
    assert not tells(caplog.text)
    assert not tells(str(rendered))


def test_no_traceback_tells_it(card: IdCard) -> None:
    with pytest.raises(ValueError, match="002X") as caught:
        raise ValueError(card.number, card)
    assert not tells("".join(traceback.format_exception(caught.value)))


def test_no_traceback_with_the_values_around_it_tells_it() -> None:
    held = card_in(text_block(**HOLDER))
    try:
        raise RuntimeError(held)
    except RuntimeError as error:
        shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "held = IdCard" in shown
    assert not tells(shown)


def test_what_writes_everything_it_does_not_know_as_text_writes_it_masked(card: IdCard) -> None:
    written = [
        json.dumps({"card": card, "number": card.number}, default=str),
        msgspec.json.encode(card, enc_hook=str).decode(),
        str(msgspec.to_builtins(card, enc_hook=repr)),
        str(msgspec.structs.asdict(card)),
        pprint.pformat(card),
        str(structlog.processors.JSONRenderer()(None, "info", {"card": card, "number": card.number})),
    ]
    assert not any(tells(text) for text in written)


def test_a_reply_and_a_card_of_unknown_format_tell_nothing() -> None:
    (body,) = body_decoder().feed(card_reply(HOLDER))
    unknown = card_in(text_block(**PERMIT))
    assert isinstance(unknown, UnknownFormat)
    start, size = FIELDS["name"]
    name = text_block(**HOLDER)[start : start + size].rstrip(b" \x00")
    for held in (reply_in(body), unknown):
        assert not tells(repr(held))
        assert repr(name)[2:-1] not in repr(held)
        for write in (msgspec.json.encode, msgspec.msgpack.encode, msgspec.to_builtins, pickle.dumps, copy.deepcopy):
            with pytest.raises(TypeError):
                write(held)


def test_it_is_not_encoded_copied_or_written(card: IdCard) -> None:
    for write in (
        lambda: json.dumps(card.number),
        lambda: json.dumps({"card": card.number}),
        lambda: msgspec.json.encode(card),
        lambda: msgspec.msgpack.encode(card.number),
        lambda: pickle.dumps(card.number),
        lambda: pickle.dumps(card),
        lambda: copy.deepcopy(card),
        lambda: hash(card.number),
        lambda: vars(card.number),
    ):
        with pytest.raises(TypeError):
            write()


def test_secrets_can_be_compared() -> None:
    assert secret_number(NUMBER) == secret_number(NUMBER)
    assert secret_number(NUMBER) != secret_number("412723199010050012")
    assert secret_number(NUMBER) != NUMBER
    assert Secret("a", "*") != Secret(b"b", "*")
