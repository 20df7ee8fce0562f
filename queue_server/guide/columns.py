"""The columns of the guide's workbook: which field of a matter, how it is written in a cell, and how it is read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from queue_server.contract.plan import Matter, MatterStep
from queue_server.guide.facts import HANDLINGS, KINDS

STEP = re.compile(r"(?P<name>.+?)\s*[：:]\s*(?P<days>\d{1,4})\s*(?:天|日|个?工作日)?")
DAYS = re.compile(r"(\d{1,4})\s*(?:天|日|个?工作日)?")
YUAN = re.compile(r"(\d{1,7})(?:\.(\d{1,2}))?\s*元?")
YES, NO = "是", "否"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `heading` and `hint` for the clerk, `write` a field to a cell's text and `read` it back.

    `choices` are offered as a list in Excel. `read` raises ValueError with a Chinese sentence.
    """

    field: str
    heading: str
    hint: str
    width: int
    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str
    choices: Sequence[str] = ()
    required: bool = False


def _lines(values: tuple[str, ...]) -> str:
    return "\n".join(values)


def _read_lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _steps(steps: tuple[MatterStep, ...]) -> str:
    return "\n".join(f"{step.name}：{step.days}" for step in steps)


def _read_steps(text: str) -> tuple[MatterStep, ...]:
    steps = []
    for line in _read_lines(text):
        found = STEP.fullmatch(line)
        if found is None:
            raise ValueError(f"“{line}”看不懂，一行一步，像“受理：1”，后面是工作日")
        steps.append(MatterStep(name=found["name"], days=int(found["days"])))
    return tuple(steps)


def _days(days: int) -> str:
    return "" if days < 0 else str(days)


def _read_days(text: str) -> int:
    if not text:
        return -1
    found = DAYS.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}”不是天数，写一个整数，当天办结写 0")
    return int(found[1])


def _yuan(fen: int) -> str:
    if not fen:
        return ""
    return f"{fen // 100}" if fen % 100 == 0 else f"{fen / 100:.2f}"


def _read_yuan(text: str) -> int:
    if not text:
        return 0
    found = YUAN.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}”不是金额，写多少元，如 400 或 12.50")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _handling(handling: str) -> str:
    return HANDLINGS.get(handling, "")


def _read_handling(text: str) -> str:
    if not text:
        return ""
    for handling, word in HANDLINGS.items():
        if word == text:
            return handling
    raise ValueError(f"“{text}”不行，只能是{'、'.join(HANDLINGS.values())}")


def _read_kind(text: str) -> str:
    if text and text not in KINDS:
        raise ValueError(f"“{text}”不行，只能是{'、'.join(KINDS)}")
    return text


def _yes(value: bool) -> str:
    return YES if value else NO


def _read_yes(text: str) -> bool:
    if text not in ("", YES, NO):
        raise ValueError(f"“{text}”不行，只能是{YES}或{NO}")
    return text != NO


LINES = "一行写一份，换行按 Alt+回车"
COLUMNS = (
    Column("code", "事项编码", "每个事项一个，不能重复，如 A01", 10, required=True),
    Column("name", "事项名称", "群众看到的名称", 28, required=True),
    Column("name_en", "英文名称", "外文界面上的名称", 28, required=True),
    Column("service", "业务字母", "取哪一种号，如 A", 10, required=True),
    Column("group", "分组", "自助机上按这个分组浏览", 18),
    Column("group_en", "分组英文", "分组的英文", 18),
    Column("kind", "事项性质", "从列表里选", 12, read=_read_kind, choices=KINDS),
    Column("department", "主管部门", "哪个部门的事项", 18),
    Column("handling", "办理方式", "从列表里选", 12, _handling, _read_handling, tuple(HANDLINGS.values())),
    Column("basis", "设立依据", "法律、法规或文件的名称和条款", 36),
    Column("needs", "申报材料", LINES, 30, _lines, _read_lines),
    Column("needs_en", "申报材料英文", "和申报材料一行对一行", 30, _lines, _read_lines),
    Column("deferrable", "容缺材料", "可以后补的，和申报材料写得一样；" + LINES, 24, _lines, _read_lines),
    Column("steps", "办理程序", "一行一步，像“受理：1”，后面是工作日", 22, _steps, _read_steps),
    Column("promise_days", "承诺期限", "工作日，等于各步骤相加，当天办结写 0", 12, _days, _read_days),
    Column("statutory_days", "法定期限", "工作日，没有规定就空着", 12, _days, _read_days),
    Column("fee", "收费标准", "金额和依据，或者“不收费”", 20),
    Column("fee_fen", "收费金额", "元，如 400 或 12.50，不收费就空着", 12, _yuan, _read_yuan),
    Column("person", "承办人", "姓名", 12),
    Column("phone", "承办电话", "如 0312-5550123", 18),
    Column("supervision_phone", "监督电话", "如 0312-5550100", 18),
    Column("online", "网上办理地址", "https:// 开头，不能网上办就空着", 32),
    Column("onsite", "现场办理", "是或否，空着就是“是”", 10, _yes, _read_yes, (YES, NO)),
)


def cells(matter: Matter) -> list[str]:
    """The matter as a row of texts, in the order of `COLUMNS`."""
    return [column.write(getattr(matter, column.field)) for column in COLUMNS]
