"""The envelopes that travel: an `Ask` to the desk, a `Reply` back, and every client's `Presence`."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from queue_server.contract.commands import AnyCommand
from queue_server.contract.replies import AnyOutcome


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """What every ask has, whatever it asks: its identity, and the topic of the answer (MQTT 5's response topic too)."""

    request_id: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    reply_to: str


class Ask(Envelope, frozen=True, kw_only=True):
    """A command with its identity: the same `request_id` is decided once and answered alike however often it comes.

    `by` is the account on whose behalf the web asks; empty for a client's own asks.
    """

    command: AnyCommand
    by: str = ""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to the ask of the same `request_id`; `revision` is the hall's after it.

    `at` is the server's clock when it was sent, by which a terminal sees whether its own is right.
    """

    request_id: str
    revision: int
    outcome: AnyOutcome
    at: datetime | None = None


class Presence(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a client is there: sent retained at connection, and by the broker (last will) when it is lost.

    `session` is new at every start of the client's process, so an old will cannot bury a new birth. `version` is that
    of its program.
    """

    client: str
    session: str
    state: Literal["here", "gone"]
    since: datetime
    version: str = ""


class DeviceHealth(msgspec.Struct, frozen=True, kw_only=True):
    """How one device is, since when, and what to do about it in plain Chinese; `device` is its id in the plan."""

    device: str
    state: Literal["ok", "attention", "broken", "unknown"]
    reason: str = ""
    remedy: str = ""
    since: datetime


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How all devices of a client are; retained, sent whole whenever one changes."""

    client: str
    devices: tuple[DeviceHealth, ...]
