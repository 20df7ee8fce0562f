"""Messages to bytes and back: JSON by msgspec, strict, with a size limit and one error."""

from typing import TypeVar

import msgspec

MAX_BYTES = 4 * 1024 * 1024
"""Longer payloads are not looked at; a hall where five thousand wait is told in one."""

Message = TypeVar("Message", bound=msgspec.Struct)

_encoder = msgspec.json.Encoder()
_decoders: dict[type[msgspec.Struct], msgspec.json.Decoder[msgspec.Struct]] = {}


class MalformedError(ValueError):
    """The bytes are not the message that their topic carries; the text says where."""


def encode(message: msgspec.Struct) -> bytes:
    """The message as UTF-8 JSON."""
    return _encoder.encode(message)


def decode(kind: type[Message], payload: bytes) -> Message:
    """The message of `kind` in `payload`; unknown fields are ignored so that newer sides may add some.

    Raises:
        MalformedError: not JSON, not that message, or longer than `MAX_BYTES`.
    """
    if len(payload) > MAX_BYTES:
        raise MalformedError(f"{len(payload)} bytes, at most {MAX_BYTES}")
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    try:
        message = decoder.decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedError(str(error)) from error
    assert isinstance(message, kind)
    return message
