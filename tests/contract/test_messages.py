"""Every message looks on the wire exactly as it always has, and what is not a message is turned away."""

import contextlib
import inspect
from datetime import UTC
from types import ModuleType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.contract import (
    accounts,
    boards,
    bookings,
    boxes,
    bulletin,
    commands,
    concerns,
    credential,
    forecasts,
    messages,
    orders,
    payments,
    reasons,
    replies,
    selftest,
    tickets,
)
from queue_server.contract.codec import MAX_BYTES, MalformedError, decode, encode
from queue_server.contract.commands import AnyCommand, Command
from queue_server.contract.messages import Ask, Envelope, Reply
from queue_server.contract.replies import AnyOutcome, Outcome
from tests.contract.samples import GOLDEN, SAMPLES, golden_path, written

ROOMS: tuple[ModuleType, ...] = (
    accounts,
    boards,
    bookings,
    boxes,
    bulletin,
    commands,
    concerns,
    credential,
    forecasts,
    messages,
    orders,
    payments,
    reasons,
    replies,
    selftest,
    tickets,
)
BASES = (Command, Outcome)


def named(message: msgspec.Struct) -> str:
    """The name of a test's case."""
    return type(message).__name__


def within(kind: type, room: ModuleType) -> bool:
    """Whether the class is the room's own, or of a file of it."""
    return f"{kind.__module__}.".startswith(f"{room.__name__}.")


def every_message() -> set[type[msgspec.Struct]]:
    """All structs of the contract that travel."""
    return {
        kind
        for room in ROOMS
        for _, kind in inspect.getmembers(room, inspect.isclass)
        if issubclass(kind, msgspec.Struct) and within(kind, room) and kind not in BASES
    }


@pytest.mark.parametrize("message", SAMPLES, ids=named)
def test_a_message_looks_exactly_like_its_golden_json(message: msgspec.Struct) -> None:
    assert written(message) == golden_path(type(message)).read_text(encoding="utf-8")


@pytest.mark.parametrize("message", SAMPLES, ids=named)
def test_golden_json_is_read_as_the_same_message(message: msgspec.Struct) -> None:
    assert decode(type(message), golden_path(type(message)).read_bytes()) == message


def test_every_message_has_golden_json_and_nothing_else_has() -> None:
    assert {type(sample) for sample in SAMPLES} == every_message()
    assert {path.stem for path in GOLDEN.iterdir()} == {kind.__name__ for kind in every_message()}


def test_a_sample_leaves_no_field_at_its_default() -> None:
    left = {
        f"{named(sample)}.{field.name}"
        for sample in SAMPLES
        for field in msgspec.structs.fields(type(sample))
        if not field.required and getattr(sample, field.name) == field.default
    }
    assert left <= {"BoardIs.hall", "TicketView.ahead"}


def test_every_command_and_every_outcome_may_travel() -> None:
    assert set(get_args(AnyCommand)) == {kind for kind in every_message() if issubclass(kind, Command)}
    assert set(get_args(AnyOutcome)) == {kind for kind in every_message() if issubclass(kind, Outcome)}


@pytest.mark.parametrize("message", SAMPLES, ids=named)
def test_fields_that_newer_sides_add_are_ignored(message: msgspec.Struct) -> None:
    raw = msgspec.json.decode(encode(message))
    assert decode(type(message), msgspec.json.encode({"added_later": [1], **raw, "and_more": None})) == message


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b"{",
        b"{}",
        b'{"request_id": "1", "reply_to": "r"}',
        b'{"request_id": "", "reply_to": "r", "command": {"ask": "OpenDay"}}',
        b'{"request_id": "' + b"1" * 65 + b'", "reply_to": "r", "command": {"ask": "OpenDay"}}',
        b'{"request_id": 1, "reply_to": "r", "command": {"ask": "OpenDay"}}',
        b'{"request_id": "1", "reply_to": null, "command": {"ask": "OpenDay"}}',
        b'{"request_id": "1", "reply_to": "r", "command": {"ask": "Explode"}}',
        b'{"request_id": "1", "reply_to": "r", "command": {}}',
        b'{"request_id": "1", "reply_to": "r", "command": {"ask": "CallNext", "window": "3", "clerk": "wang"}}',
        b'{"request_id": "1", "reply_to": "r", "command": {"ask": "CallNext", "window": 3.5, "clerk": "wang"}}',
        b'{"request_id": "1", "reply_to": "r", "command": {"ask": "OpenDay"}} and more',
        b'{"request_id": "1", "reply_to": "r", "command": {"ask": "TakeTicket", "matter": "\xed\xa0\x80"}}',
        b'{"x": ' * 100_000,
        b" " * (MAX_BYTES + 1),
    ],
)
def test_what_is_not_an_ask_is_malformed(payload: bytes) -> None:
    with pytest.raises(MalformedError) as caught:
        decode(Ask, payload)
    assert str(caught.value)


@given(st.binary(max_size=200))
def test_any_bytes_are_an_envelope_or_malformed(payload: bytes) -> None:
    with contextlib.suppress(MalformedError):
        assert isinstance(decode(Envelope, payload), Envelope)


Message = TypeVar("Message", bound=msgspec.Struct)
WORDS = {str: st.text(max_size=40), int: st.integers(-(2**63), 2**63 - 1), bool: st.booleans()}


def any_value(kind: Any) -> st.SearchStrategy[Any]:
    """Anything a field of that type may hold."""
    if kind in WORDS:
        return WORDS[kind]
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) is Annotated:
        bounded = get_args(kind)[0] is int
        return st.integers(0, 1440) if bounded else st.datetimes(timezones=st.just(UTC))
    if get_origin(kind) is tuple:
        return st.lists(any_value(get_args(kind)[0]), max_size=3).map(tuple)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return any_of(kind)
    return st.one_of(*(st.none() if part is type(None) else any_value(part) for part in get_args(kind)))


def any_of(kind: type[Message]) -> st.SearchStrategy[Message]:
    """Any message of that kind."""
    return st.builds(kind, **{field.name: any_value(field.type) for field in msgspec.structs.fields(kind)})


@given(st.one_of(*(any_of(kind) for kind in get_args(AnyCommand))))
def test_a_command_comes_out_as_it_went_in(command: AnyCommand) -> None:
    ask = Ask(request_id="1", reply_to="hall/v1/puyang/reply/kiosk-1/0", command=command)
    assert decode(Ask, encode(ask)) == ask


@pytest.mark.parametrize("outcome", [s for s in SAMPLES if isinstance(s, Outcome)], ids=named)
def test_an_outcome_comes_back_in_its_reply(outcome: AnyOutcome) -> None:
    reply = Reply(request_id="1", revision=7, outcome=outcome)
    assert decode(Reply, encode(reply)) == reply
