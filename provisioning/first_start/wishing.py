"""Asks root for what the screen may not do, and waits for the answer."""

import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import msgspec

from kiosk.setup.happenings import WorkDone, WorkFailed
from provisioning.wishes import Wish, WishError, read_done, read_wish, write_wish

PATIENCE_S = 180.0
LOOK_S = 0.1
NOT_ANSWERED = "机器自己的设置程序没有回音，请关机再开机，会接着做"


def new_id() -> str:
    """A wish's name."""
    return uuid4().hex


def ask(folder: Path, wish: Wish, patience_s: float = PATIENCE_S) -> WorkDone | WorkFailed:
    """Writes the wish and waits until it is answered; the same wish that lies there already is waited for."""
    try:
        lying = _lying(folder)
        if lying is not None and msgspec.structs.replace(lying, id=wish.id) == wish:
            wish = lying
        else:
            write_wish(folder, wish)
        return _answer(folder, wish.id, time.monotonic() + patience_s)
    except OSError as error:
        return WorkFailed((f"写不了要做的事（{error}），请关机再开机，再试一次",))


def _lying(folder: Path) -> Wish | None:
    try:
        return read_wish(folder)
    except WishError:
        return None


def _answer(folder: Path, id: str, until: float, clock: Callable[[], float] = time.monotonic) -> WorkDone | WorkFailed:
    while clock() < until:
        try:
            done = read_done(folder)
        except WishError:
            done = None
        if done is not None and done.wish == id:
            return WorkDone() if done.well else WorkFailed((done.sentence,))
        time.sleep(LOOK_S)
    return WorkFailed((NOT_ANSWERED,))
