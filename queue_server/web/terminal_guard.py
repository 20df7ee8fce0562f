"""Terminals sign in over HTTPS (HTTP Basic) by the name and password that they have for the hall's wire."""

import base64
import binascii
import hmac
from collections.abc import Callable, Collection
from typing import Annotated

from fastapi import Header, HTTPException

from queue_server.state_dir import StateDir


def one_of(state: StateDir, clients: Collection[str]) -> Callable[[str], str]:
    """A dependency that gives the client's name, for `clients` only; a password that was changed is no good at once."""

    def client(authorization: Annotated[str, Header()] = "") -> str:
        name, password = _signed(authorization)
        known = state.password(name) if name in clients else ""
        if not known or not hmac.compare_digest(known.encode(), password.encode()):
            raise HTTPException(401, "terminal", {"WWW-Authenticate": "Basic"})
        return name

    return client


def _signed(authorization: str) -> tuple[str, str]:
    kind, _, encoded = authorization.partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, password
