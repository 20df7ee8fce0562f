"""The guide's version: a short name of everything that it says, the same on kiosk, print and web."""

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from queue_server.contract.plan import Matter

SHOWN_DIGITS = 8


def full_version(matters: Iterable[Matter]) -> str:
    """SHA-256 (hex) over the matters by code; their order and what is left at its default say nothing."""
    said = [_said(matter) for matter in sorted(matters, key=lambda matter: matter.code)]
    return hashlib.sha256(msgspec.json.encode(said, order="sorted")).hexdigest()


def version(matters: Iterable[Matter]) -> str:
    """The first digits of `full_version`, as people see it."""
    return full_version(matters)[:SHOWN_DIGITS]


def _said(matter: Matter) -> dict[str, Any]:
    return {
        field.name: getattr(matter, field.name)
        for field in msgspec.structs.fields(Matter)
        if field.required or getattr(matter, field.name) != field.default
    }
