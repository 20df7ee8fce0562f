"""Whether a wish may be done: the screen runs without rights, so nothing that it says is taken on trust; pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from kiosk import door
from kiosk.clock import BUILD_DATE
from provisioning.box import Box, Part
from provisioning.wishes import FirstBox, JoinedBox, SetClock
from queue_server.contract.plan import Plan, PlanError, parse
from queue_server.contract.topics import SERVER
from queue_server.signing import read_public_key
from queue_server.web import pins
from queue_server.workdays.signed import read

PLAN_FILE = "hall.toml"
LONGEST_LIFE = timedelta(days=20 * 365)
"""No box with this program is set to a later moment."""


class WishRefusedError(Exception):
    """The wish is not done; the text is the sentence for the screen."""


def checked_box(wish: FirstBox | JoinedBox) -> Box:
    """What the box becomes by the wish, all of which is right.

    Raises:
        WishRefusedError: something in it is not.
    """
    plan = _plan(wish.plan)
    match wish:
        case FirstBox():
            if wish.parts.get("hall") != SERVER:
                raise WishRefusedError("大厅的第一台机器上要有总台")
            box = Box(parts=wish.parts)
            _check_pins(wish.pins, plan)
        case JoinedBox():
            if (wish.credential.client, wish.credential.hall) != (wish.client, plan.hall.id):
                raise WishRefusedError("大厅发的凭据不是给这台机器的，请重新加入")
            if wish.part == "hall":
                raise WishRefusedError("大厅的总台只在第一台机器上")
            box = Box(parts={wish.part: wish.client})
    for part, client in box.parts.items():
        _check_client(part, client, plan)
    if "kiosk" in box.parts and "display" in box.parts:
        raise WishRefusedError("一台机器只有一块屏幕：自助机和综合显示屏要用两台机器")
    _check_door(wish.door_pin, box)
    return box


def check_clock(wish: SetClock) -> None:
    """Passes a moment at which this program can be running.

    Raises:
        WishRefusedError: it is before the program was made, absurdly long after, or without a zone.
    """
    if wish.at.tzinfo is None or not BUILD_DATE <= wish.at <= BUILD_DATE + LONGEST_LIFE:
        raise WishRefusedError(f"时间不对：要在 {_day(BUILD_DATE)} 以后，请重新设定")


def _plan(files: Mapping[str, bytes]) -> Plan:
    for path in files:
        parts = PurePosixPath(path).parts
        if not path.isprintable() or PurePosixPath(path).is_absolute() or ".." in parts or not parts:
            raise WishRefusedError("大厅配置里有文件要放到别的地方去，没有用")
    try:
        plan = parse(files[PLAN_FILE].decode())
        if plan.calendar.key:
            read(files[plan.calendar.file], read_public_key(plan.calendar.key))
    except KeyError as error:
        raise WishRefusedError(f"大厅配置不完整，缺 {error.args[0]}") from error
    except (PlanError, UnicodeDecodeError, ValueError) as error:
        raise WishRefusedError(f"大厅配置不能用：{error}") from error
    return plan


def _check_pins(given: Mapping[str, str], plan: Plan) -> None:
    for clerk, pin in given.items():
        known = plan.clerks.get(clerk)
        if known is None:
            raise WishRefusedError(f"大厅配置里没有“{clerk}”这个人")
        try:
            pins.may_be(pin)
        except pins.PinError as error:
            raise WishRefusedError(f"{known.name}：{error}") from error


def _check_client(part: Part, client: str, plan: Plan) -> None:
    kiosks = {kiosk.id for kiosk in plan.kiosk}
    displays = {display.id for display in plan.display}
    services = {"server", "web", "agent", "forecaster", "bookings"}
    known = {
        "hall": {SERVER},
        "kiosk": kiosks,
        "display": displays,
        "window": set(plan.clients()) - kiosks - displays - services,
    }
    if client not in known[part]:
        raise WishRefusedError(f"大厅配置里没有“{client}”这台机器")


def _check_door(pin: str, box: Box) -> None:
    if "kiosk" not in box.parts:
        return
    try:
        door.may_be(pin)
    except door.PinError as error:
        raise WishRefusedError(str(error)) from error


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
