"""Printer profiles in files: read, checked as a whole, and every fault told at once in Chinese, by its key."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from devices.errors import SetupError
from devices.printer.profile import PrinterProfile

FOLDER = Path(__file__).parents[2] / "assets" / "printers"
KEYS = {
    "machine": "机器的中文名称，一行文字",
    "width_dots": "可打印宽度的点数，96 到 2048 的整数",
    "columns": "每行的半角字符数，8 到 160 的整数",
    "width_mm": "纸宽毫米数，25 到 220 的整数",
    "dpi": "打印头分辨率，100 到 600 的整数",
    "charset": "gb18030、gbk、utf-8、ascii 之一",
    "code_system": "FS C 的编号，0 到 255 的整数",
    "cut": "part（半切）、full（全切）、none（没有切刀）之一",
    "answers_in_order": "true 或 false",
    "near_end": "true 或 false",
    "black_mark": "true 或 false",
    "automatic_status": "on、off、unset 之一",
    "full_status": "true 或 false",
    "presenter": "none、steps、ejector、eu_t400 之一",
    "present_steps": "出纸步数，0 到 255 的整数",
    "retract_after_s": "几秒后收回没人取的号票，0 到 255，0 表示不收回",
    "loop": "on、off、unset 之一",
}
"""What each key has to be; `name` is the file's name."""


class ProfileError(SetupError):
    """A profile cannot be used.

    Attributes:
        problems: Chinese sentences, one for each fault.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@cache
def profile_named(name: str, folder: Path = FOLDER) -> PrinterProfile:
    """The profile of a model.

    Raises:
        ProfileError: there is no such file, or it is wrong.
    """
    path = folder / f"{name}.toml"
    if path not in folder.glob("*.toml"):
        known = "、".join(profile_names(folder))
        raise ProfileError((f"没有名为“{name}”的打印机型号文件，现有：{known}",))
    return load_profile(path)


def profile_names(folder: Path = FOLDER) -> tuple[str, ...]:
    """The models there are files for."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def load_profile(path: Path) -> PrinterProfile:
    """The profile in a file.

    Raises:
        ProfileError: all that is wrong with it.
    """
    try:
        table = tomllib.loads(path.read_text())
    except OSError as error:
        raise ProfileError((f"{path.name} 读不出来：{error.strerror}",)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError((f"{path.name} 不是正确的 TOML 文件：{error}",)) from error
    problems = tuple(f"{path.name}：{problem}" for problem in _problems(table))
    if problems:
        raise ProfileError(problems)
    return msgspec.convert({"name": path.stem, **table}, PrinterProfile)


def _problems(table: dict[str, object]) -> list[str]:
    problems = [f"{key} 不是打印机型号文件的项目" for key in table if key not in KEYS]
    for field in msgspec.structs.fields(PrinterProfile):
        if field.name == "name":
            continue
        if field.name not in table:
            if field.required:
                problems.append(f"缺少 {field.name}（{KEYS[field.name]}）")
            continue
        try:
            msgspec.convert(table[field.name], field.type)
        except msgspec.ValidationError:
            problems.append(f"{field.name} 应为{KEYS[field.name]}，现在是 {table[field.name]!r}")
    return problems or _contradictions(msgspec.convert({"name": "", **table}, PrinterProfile))


def _contradictions(profile: PrinterProfile) -> list[str]:
    problems = []
    if profile.columns * 12 > profile.width_dots:
        problems.append(
            f"columns 太大：{profile.columns} 个字符要 {profile.columns * 12} 点，纸上只有 {profile.width_dots} 点"
        )
    if profile.retract_after_s and profile.presenter in ("none", "eu_t400"):
        problems.append("retract_after_s 需要能收回号票的出纸机构（presenter 为 steps 或 ejector）")
    if profile.retract_after_s and profile.presenter == "steps" and not profile.full_status:
        problems.append("retract_after_s 需要 full_status：不知道出纸口有没有纸就不能收回")
    return problems
