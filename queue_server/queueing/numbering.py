"""Numbers and page tokens: the next one of a prefix, and the unguessable address of its page."""

import hmac
from base64 import b32encode

from queue_server.contract import ranges
from queue_server.queueing.hall import HallState

TOKEN_LENGTH = 16
"""Characters of base32, five bits each: eighty bits cannot be guessed over a network."""


def next_count(hall: HallState, prefix: str) -> int | None:
    """The digits after the last given ones of `prefix`, or None when those of the desk are used up."""
    count = hall.counters.get(prefix, 0) + 1
    return count if count <= ranges.last_of_desk(hall.plan) else None


def number_of(hall: HallState, prefix: str, count: int) -> str:
    """`A012`: the prefix and the digits, padded as the plan says."""
    return ranges.number_of(hall.plan, prefix, count)


def page_token(hall: HallState, number: str) -> str:
    """The token of `number` today: a keyed hash, so nobody without the secret can make another ticket's."""
    text = f"{hall.plan.hall.id}/{hall.day}/{number}".encode()
    digest = hmac.digest(hall.page_secret, text, "sha256")
    return b32encode(digest[: TOKEN_LENGTH * 5 // 8]).decode("ascii").lower()
