"""The columns of a file of bookings: what each is called in both languages, and how its cells are read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from queue_server.contract.plan import Plan
from queue_server.contract.refusals import refuse
from queue_server.queueing.bookings import is_code

DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0{1,2}:00(?::00)?)?|(\d{4})(\d\d)(\d\d)"
)
TIME = re.compile(r"(\d{1,2})\s*[:：]\s*(\d{2})(?:[:：]00)?")
YES = ("是", "1", "true", "yes", "取消", "已取消")
NO = ("", "否", "0", "false", "no")
NAMES_OF_PEOPLE = re.compile(
    r"姓名|名字|申请人|预约人|联系人|经办人|手机|电话|联系方式|身份|证件|住址|地址|微信|邮箱"
    r"|name|person|phone|mobile|tel|contact|id.?(card|number|no)|identity|passport|address|mail|wechat",
    re.IGNORECASE,
)
"""Headings of what a booking has no use for."""

Read = Callable[[Plan, str], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its two headings; `read` makes of a cell's text what it means, or raises ValueError in Chinese."""

    field: str
    heading: str
    hint: str
    read: Read
    required: bool = True


def looks_personal(heading: str) -> bool:
    """Whether a column of that heading would tell who somebody is."""
    return NAMES_OF_PEOPLE.search(heading) is not None


def _code(_plan: Plan, text: str) -> str:
    if not is_code(text):
        raise ValueError(refuse("booking_code").sentence)
    return text


def _matter(plan: Plan, text: str) -> str:
    found = [matter.code for matter in plan.matter if text in (matter.code, matter.name)]
    if len(found) != 1:
        raise ValueError(refuse("unknown_matter", matter=text).sentence)
    return found[0]


def _date(_plan: Plan, text: str) -> date:
    found = DATE.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"“{text}”不是日期，应当像 2026-11-24") from None


def _time(_plan: Plan, text: str) -> time:
    found = TIME.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        return time(int(found[1]), int(found[2]))
    except ValueError:
        raise ValueError(f"“{text}”不是时间，应当像 10:30") from None


def _priority(plan: Plan, text: str) -> str:
    if not text:
        return ""
    found = next((one.id for one in plan.priority if text in (one.id, one.name)), None)
    if found is None:
        raise ValueError(refuse("unknown_priority", priority=text).sentence)
    return found


def _cancelled(_plan: Plan, text: str) -> bool:
    if text.lower() not in (*YES, *NO):
        raise ValueError(f"“{text}”看不懂，只能是“是”或“否”")
    return text.lower() in YES


COLUMNS = (
    Column("code", "预约号", "4 到 40 位字母、数字或连字符，不能是手机号或身份证号", _code),
    Column("matter", "事项", "事项编码或事项名称", _matter),
    Column("date", "日期", "2026-11-24", _date),
    Column("time", "时间", "10:30", _time),
    Column("priority", "优先", "优先类别，没有就空着", _priority, required=False),
    Column("cancelled", "取消", "取消的写“是”", _cancelled, required=False),
)
