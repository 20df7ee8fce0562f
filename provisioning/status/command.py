"""The command that says how this box is: one light, what is the matter, what to do, and where an update stands."""

import argparse
import sys
from datetime import UTC, datetime
from typing import Literal

import msgspec

from provisioning import places
from provisioning.box import load_box
from provisioning.bundle.unpacking import installed
from provisioning.status.light import Light, Trouble, light, troubles
from provisioning.status.looking import look
from provisioning.update.record import Record, Update
from queue_server.contract.plan import PlanError, load

LIGHTS: dict[Light, str] = {"green": "绿灯：一切正常", "yellow": "黄灯：有事要办", "red": "红灯：出了故障"}
PHASES = {"staged": "准备好了，没有人在办的时候换上", "switched": "换上了，正在看它正不正常"}


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A trouble as it is told."""

    what: str
    remedy: str


class Updating(msgspec.Struct, frozen=True, kw_only=True):
    """An update that is not decided."""

    version: str
    phase: Literal["staged", "switched"]


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """What `status --json` says; `update` is None where none is under way."""

    hall: str
    version: str
    light: Light
    troubles: tuple[Told, ...]
    update: Updating | None


def status(arguments: list[str]) -> int:
    """Runs `status [--json]`; exit code 1 where the light is red."""
    parser = argparse.ArgumentParser(prog="provisioning status", description="厅号：这台机器和大厅怎么样")
    parser.add_argument("--json", action="store_true", help="给别的程序读")
    as_json = parser.parse_args(arguments).json
    record = Record(places.UPDATE)
    try:
        update, box = record.update(), load_box(places.SETTINGS)
        looks = look(box, places.SETTINGS, places.PLAN, places.STATE, places.BACKUPS)
    except (OSError, msgspec.MsgspecError) as error:
        print(f"看不了这台机器（{error}），请用 root 运行（sudo）", file=sys.stderr)
        return 3
    found = troubles(looks, update, record.refusal(), datetime.now(UTC))
    said = told(_hall(), _version(), found, update)
    print(msgspec.json.encode(said).decode() if as_json else in_words(said), flush=True)
    return 1 if said.light == "red" else 0


def told(hall: str, version: str, found: tuple[Trouble, ...], update: Update | None) -> Status:
    """The status of these troubles."""
    return Status(
        hall=hall,
        version=version,
        light=light(found),
        troubles=tuple(Told(what=one.what, remedy=one.remedy) for one in found),
        update=_under_way(update),
    )


def in_words(said: Status) -> str:
    """The status for a person."""
    lines = [f"{said.hall or '还没有大厅'}  版本 {said.version or '没有装'}", LIGHTS[said.light]]
    lines += [f"· {one.what}\n  {one.remedy}" for one in said.troubles]
    if said.update is not None:
        lines.append(f"更新到 {said.update.version}：{PHASES[said.update.phase]}")
    return "\n".join(lines)


def _under_way(update: Update | None) -> Updating | None:
    if update is None or update.phase in ("good", "rolled_back"):
        return None
    return Updating(version=update.version, phase="staged" if update.phase == "staged" else "switched")


def _version() -> str:
    manifest = installed(places.SOFTWARE)
    return manifest.version if manifest else ""


def _hall() -> str:
    try:
        return load(places.PLAN).hall.id
    except PlanError:
        manifest = installed(places.SOFTWARE)
        return manifest.hall if manifest else ""
