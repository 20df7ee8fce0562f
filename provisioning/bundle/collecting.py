"""What goes into a bundle: the tracked files, the plan with what it names beside itself, wheels, Debian packages."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.tags import sys_tags
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

from provisioning.debian.packages import INDEX
from queue_server.contract.plan import Plan
from queue_server.workdays import in_folder

NAMED = 5
"""So many missing wheels are named."""


class CollectError(Exception):
    """Something that a bundle needs is missing, or may not go into one; said in Chinese."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file on this machine and its path in the bundle."""

    path: str
    file: Path
    executable: bool = False


def software(repository: Path) -> list[Source]:
    """The tracked files, as they lie in the work tree.

    Raises:
        CollectError: this is no repository, or a link is tracked.
    """
    command = ["git", "-C", str(repository), "ls-files", "--stage", "-z"]
    listed = subprocess.run(command, capture_output=True, check=False, text=True, timeout=60)
    if listed.returncode:
        raise CollectError(f"{repository} 不是 git 仓库，安装包只能从仓库里做")
    found = []
    for line in listed.stdout.rstrip("\0").split("\0"):
        mode, _, _, name = re.split(r"[ \t]", line, maxsplit=3)
        if not mode.startswith("100"):
            raise CollectError(f"仓库里的 {name} 是链接，不能放进安装包")
        found.append(Source(f"software/{name}", repository / name, executable=mode == "100755"))
    return found


def plan_with_its_files(plan: Plan, path: Path) -> list[Source]:
    """The plan at `path`, and its calendar and voice packs, which lie in the same places seen from it.

    Raises:
        CollectError: a pack is missing or lies elsewhere.
        CalendarError: the calendar that the plan names cannot be used.
    """
    found = {"hall.toml": path}
    if plan.calendar.key:
        in_folder.load(plan, path.parent)
        found[plan.calendar.file] = path.parent / plan.calendar.file
    for pack in (voice.pack for voice in plan.voice if voice.pack):
        if PurePosixPath(pack).is_absolute() or ".." in PurePosixPath(pack).parts:
            raise CollectError(f"录音包 {pack} 要放在大厅配置所在的文件夹里面")
        files = sorted(file for file in (path.parent / pack).rglob("*") if file.is_file() or file.is_symlink())
        if not files:
            raise CollectError(f"找不到录音包 {path.parent / pack}")
        for file in files:
            if file.is_symlink():
                raise CollectError(f"{file} 是链接，不能放进安装包")
            found[str(file.relative_to(path.parent))] = file
    return [Source(f"plan/{name}", file) for name, file in found.items()]


def wheels(folder: Path, lock: str) -> list[Source]:
    """The wheels in `folder` of all that the text of a lock asks for on this machine; others are left where they are.

    Raises:
        CollectError: some are missing.
    """
    missing = {_key(asked) for asked in _asked(lock)}
    wanted, here, found = frozenset(missing), frozenset(sys_tags()), []
    for file in sorted(folder.glob("*.whl")):
        try:
            name, version, _, tags = parse_wheel_filename(file.name)
        except InvalidWheelFilename as error:
            raise CollectError(f"{file} 不是轮子文件") from error
        if (name, str(version)) in wanted and not here.isdisjoint(tags):
            missing.discard((name, str(version)))
            found.append(Source(f"wheels/{file.name}", file))
    if missing:
        names = sorted(f"{name} {version}" for name, version in missing)
        more = " 等" if len(names) > NAMED else ""
        raise CollectError(f"{folder} 里缺 {len(names)} 个轮子：{'、'.join(names[:NAMED])}{more}")
    return found


def debs(folder: Path) -> list[Source]:
    """The Debian packages in `folder` and their index, as `bundle debs` put them there.

    Raises:
        CollectError: there are none.
    """
    files = [folder / INDEX, *sorted(folder.glob("*.deb"))]
    if not files[0].is_file() or len(files) == 1:
        raise CollectError(f"{folder} 里没有 Debian 软件包，请先运行 bundle debs {folder}")
    return [Source(f"debs/{file.name}", file) for file in files]


def _asked(lock: str) -> Iterator[Requirement]:
    for line in re.findall(r"^[A-Za-z0-9].*?(?= \\$|$)", lock, re.MULTILINE):
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate():
            yield requirement


def _key(requirement: Requirement) -> tuple[str, str]:
    return canonicalize_name(requirement.name), str(requirement.specifier).removeprefix("==")
