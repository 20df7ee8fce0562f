"""What is handed to the journal to keep, and how an event becomes a row and back."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

import msgspec

from queue_server.queueing.events import Event
from queue_server.queueing.live import Live

KINDS = frozenset(kind.__name__ for kind in get_args(Event))
"""The kinds of events that this release knows; what the next one recorded beyond them changes nothing here."""
FIRST_HASH = ""
"""What the first event's hash chains to."""

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a hall; `request_id` is empty where time alone caused it, `by` where no account asked for it."""

    seq: int
    at: datetime
    event: Event
    request_id: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply to be given again, byte for byte, whenever `client` asks with `request_id` again."""

    client: str
    request_id: str
    seq: int
    body: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class Batch:
    """What is recorded in one transaction: events in sequence, replies, and the tickets as they are after them."""

    entries: tuple[Entry, ...]
    answers: tuple[Answer, ...]
    tickets: tuple[Live, ...]


def kind_of(event: Event) -> str:
    """The event's name in the journal."""
    return type(event).__name__


def body_of(event: Event) -> str:
    """The event as JSON text."""
    return _encoder.encode(event).decode()


def event_of(body: str) -> Event:
    """The event in the JSON text.

    Raises:
        msgspec.DecodeError: it is none.
    """
    return _decoder.decode(body)


def chained(previous: str, *, hall: str, seq: int, at: str, kind: str, body: str, request_id: str, by: str) -> str:
    """The hash of an event: SHA-256 over the hash before it and all that the row says.

    Where nobody in particular asked it is the hash of the time when rows did not say who.
    """
    said = (previous, hall, seq, at, kind, body, request_id)
    return hashlib.sha256(_encoder.encode((*said, by) if by else said)).hexdigest()
