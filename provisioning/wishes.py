"""What the first start's screen wishes done by root, and root's answer: two files in one folder (`places.SETUP`).

The screen writes `wish.json` as the kiosk's own unprivileged user; root does it and writes `done.json`, then takes the
wish away, for it holds PINs and a credential.
"""

import os
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from provisioning.box import Part
from queue_server.contract.credential import Credential
from queue_server.state_dir import write_private

WISH, DONE = "wish.json", "done.json"
MOST_BYTES = 256 << 20
"""A plan with its voice packs has room in it."""


class WishError(Exception):
    """What lies there is no whole wish; the text says so in Chinese."""


class _Wish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="wish"):
    """`id` is any new text, by which the answer is known; the same wish again is done once."""

    id: str


class FirstBox(_Wish, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="first_box"):
    """Make this box the hall's own.

    Args:
        plan: the files of the plan by their path beside `hall.toml`, which is one of them.
        parts: what runs on it and as which client (`box.Box`); `hall` is one of them.
        pins: every clerk's PIN by the clerk's id, which they change at their first login.
        door_pin: the technician's, of six to eight digits; "" where no kiosk is on the box.
    """

    plan: dict[str, bytes]
    parts: dict[Part, str]
    pins: dict[str, str] = {}
    door_pin: str = ""


class JoinedBox(_Wish, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="joined_box"):
    """Make this box the client `client` of a hall that is there, with the credential which the hall gave it."""

    client: str
    part: Part
    credential: Credential
    plan: dict[str, bytes]
    door_pin: str = ""


class SetClock(_Wish, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="set_clock"):
    """Set the box's clock to `at`, with its zone."""

    at: datetime


Wish = FirstBox | JoinedBox | SetClock


class Done(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What became of the wish of that id; `sentence` is Chinese and for the screen."""

    wish: str
    well: bool
    sentence: str


_Kind = TypeVar("_Kind")
_WISH: msgspec.json.Decoder[Wish] = msgspec.json.Decoder(Wish)
_DONE = msgspec.json.Decoder(Done)


def write_wish(folder: Path, wish: Wish) -> None:
    """Writes the wish whole or not at all, for its owner alone."""
    write_private(folder / WISH, msgspec.json.encode(wish))


def read_wish(folder: Path) -> Wish | None:
    """The wish in the folder, None where there is none.

    Raises:
        WishError: it came half, or is none.
        OSError: it cannot be read.
    """
    return _read(folder / WISH, _WISH)


def write_done(folder: Path, done: Done) -> None:
    """Writes the answer whole or not at all, for everybody who may enter the folder."""
    write_private(folder / DONE, msgspec.json.encode(done))
    (folder / DONE).chmod(0o644)


def read_done(folder: Path) -> Done | None:
    """The last answer in the folder, None where there is none.

    Raises:
        WishError: it is none.
        OSError: it cannot be read.
    """
    return _read(folder / DONE, _DONE)


def _read(path: Path, decoder: msgspec.json.Decoder[_Kind]) -> _Kind | None:
    """The file's content; a link is not followed, because who may write the folder is not root."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise WishError(f"{path.name} 太大了")
    try:
        return decoder.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise WishError(f"{path.name} 不完整") from error
