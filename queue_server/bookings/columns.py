"""The columns of a file of bookings: what each is called in both languages, and how its cells are read."""

import re
from datetime import date, time

from queue_server.cells import read_date, read_yes
from queue_server.contract.bookings import MOST_AT_ONCE
from queue_server.contract.plan import Plan
from queue_server.contract.refusals import refuse
from queue_server.queueing.bookings import is_code
from queue_server.rows import Column, Kind

TIME = re.compile(r"(\d{1,2})\s*[:：]\s*(\d{2})(?:[:：]00)?")
NAMES_OF_PEOPLE = re.compile(
    r"姓名|名字|申请人|预约人|联系人|经办人|手机|电话|联系方式|身份|证件|住址|地址|微信|邮箱"
    r"|name|person|phone|mobile|tel|contact|id.?(card|number|no)|identity|passport|address|mail|wechat",
    re.IGNORECASE,
)
"""Headings of what a booking has no use for."""


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
    return read_date(text)


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
    return read_yes(text, "取消", "已取消")


COLUMNS = (
    Column("code", "预约号", "4 到 40 位字母、数字或连字符，不能是手机号或身份证号", _code),
    Column("matter", "事项", "事项编码或事项名称", _matter),
    Column("date", "日期", "2026-11-24", _date),
    Column("time", "时间", "10:30", _time),
    Column("priority", "优先", "优先类别，没有就空着", _priority, required=False),
    Column("cancelled", "取消", "取消的写“是”", _cancelled, required=False),
)


def _stranger(heading: str) -> str:
    if looks_personal(heading):
        return "请删掉这一列：预约只要预约号、事项和时间，用不着个人信息，这里不收也不存"
    return f"没有这一列，可以有{'、'.join(column.heading for column in COLUMNS)}"


BOOKINGS = Kind("预约", COLUMNS, _stranger, MOST_AT_ONCE, refuse("too_many_bookings", most=MOST_AT_ONCE).sentence)
