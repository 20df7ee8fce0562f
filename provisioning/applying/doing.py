"""Doing a wish: step by step, what the box is being the last of them, so that a power cut leaves a box that asks again.

The wish stays in its folder until it is answered; one that a power cut broke off is done again at the next start.
"""

import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol, assert_never

import msgspec

from kiosk import door
from provisioning.applying.checking import WishRefusedError, check_clock, checked_box
from provisioning.applying.owners import HALL, SCREENS, own_folder, rights_of
from provisioning.box import FILE, Box, load_box
from provisioning.installing.making import make
from provisioning.installing.steps import inside, unit_files
from provisioning.installing.wanted import screens_of, units_of, wanted
from provisioning.places import CREDENTIALS, KEY, PLAN, SETTINGS, SETUP, SOFTWARE, STATE
from provisioning.wishes import (
    WISH,
    Done,
    FirstBox,
    JoinedBox,
    SetClock,
    Wish,
    WishError,
    read_done,
    read_wish,
    write_done,
)
from queue_server.state_dir import write_private
from queue_server.web import pins

WELL = "好了"


class Hands(Protocol):
    """What is done to the running machine; each raises OSError where it cannot."""

    def seal(self, secret: bytes) -> bytes: ...

    def set_clock(self, at: datetime) -> None: ...

    def start(self, units: Sequence[str]) -> None: ...


def apply(root: Path, hands: Hands) -> Done | None:
    """Does the wish that lies there and answers it; None where there is none.

    Raises:
        OSError: the folder of wishes cannot be written.
    """
    setup = inside(root, SETUP)
    try:
        wish = read_wish(setup)
    except (WishError, OSError) as error:
        done = Done(wish="", well=False, sentence=f"没有收全（{error}），请再选一次")
    else:
        if wish is None:
            return None
        done = _answered_before(setup, wish) or _answer(wish, root, hands)
    write_done(setup, done)
    (setup / WISH).unlink()
    return done


def _answered_before(setup: Path, wish: Wish) -> Done | None:
    try:
        done = read_done(setup)
    except WishError:
        return None
    return done if done is not None and done.wish == wish.id and done.well else None


def _answer(wish: Wish, root: Path, hands: Hands) -> Done:
    try:
        match wish:
            case SetClock():
                check_clock(wish)
                hands.set_clock(wish.at)
            case FirstBox() | JoinedBox():
                _become(checked_box(wish), wish, root, hands)
            case _:
                assert_never(wish)
    except WishRefusedError as error:
        return Done(wish=wish.id, well=False, sentence=str(error))
    except OSError as error:
        return Done(wish=wish.id, well=False, sentence=f"没有做成（{error}），请再试一次")
    return Done(wish=wish.id, well=True, sentence=WELL)


def _become(box: Box, wish: FirstBox | JoinedBox, root: Path, hands: Hands) -> None:
    settings = inside(root, SETTINGS)
    before = load_box(settings)
    if before is None:
        _put_plan(wish.plan, inside(root, PLAN).parent)
        if isinstance(wish, FirstBox):
            _put_pins(wish.pins, inside(root, STATE))
        else:
            secret = hands.seal(msgspec.json.encode(wish.credential))
            write_private(inside(root, CREDENTIALS) / f"{wish.client}.cred", secret)
        if "kiosk" in box.parts:
            _put_door_pin(wish.door_pin, inside(root, STATE.with_name(f"tinghao-{box.parts['kiosk']}")))
        release = inside(root, SOFTWARE) / "current"
        make(root, wanted(unit_files(release), inside(root, KEY).read_text(), box))
        write_private(settings / FILE, msgspec.json.encode(box))
        (settings / FILE).chmod(0o644)
    elif before != box:
        raise WishRefusedError("这台机器已经装成别的了，要重来请先运行 tinghao uninstall --purge")
    screens = screens_of(box)
    hands.start([unit for unit in units_of(box) if unit not in screens])


def _put_plan(files: Mapping[str, bytes], folder: Path) -> None:
    """The whole plan takes the place of the one before."""
    fresh = folder.with_name(f"{folder.name}.new")
    with rights_of(HALL):
        shutil.rmtree(fresh, ignore_errors=True)
        for name, content in files.items():
            file = fresh / name
            file.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            write_private(file, content)
            file.chmod(0o644)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.replace(folder)


def _put_pins(given: Mapping[str, str], state: Path) -> None:
    with rights_of(HALL):
        for clerk, pin in given.items():
            pins.set_pin(state, clerk, pin, must_change=True)


def _put_door_pin(pin: str, state: Path) -> None:
    own_folder(state, SCREENS, 0o700)
    with rights_of(SCREENS):
        door.set_pin(state, pin)
