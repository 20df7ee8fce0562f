"""Reading a file of results, CSV or JSON: all of them, or all mistakes at once; names are masked at once."""

import re
from dataclasses import dataclass
from datetime import date

from queue_server.bulletin.masking import masked
from queue_server.cells import read_date, read_yes
from queue_server.contract.bulletin import PublicResult
from queue_server.contract.plan import Plan
from queue_server.rows import Column, Kind, Rows, csv_rows, json_rows

MOST_AT_ONCE = 2000
RECEIPT = re.compile(r"[A-Za-z0-9〔〕（）()\-_/号第]{2,40}")
PERSONAL = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{15}|\d{17}[\dXx])(?!\d)")
"""Numbers of mobile phones and identity cards."""
LONGEST_MATTER, LONGEST_RESULT, LONGEST_NAME = 40, 12, 40


@dataclass(frozen=True)
class Entry:
    """A result to be public, or, `withdrawn`, not any more."""

    result: PublicResult
    withdrawn: bool


def read_csv(content: bytes, plan: Plan) -> list[Entry]:
    """The results in a CSV file; see `csv_rows`.

    Raises:
        RowsError: with every mistake.
    """
    return _entries(csv_rows(RESULTS, content, plan))


def read_json(content: bytes, plan: Plan) -> list[Entry]:
    """The results in a JSON list; see `json_rows`.

    Raises:
        RowsError: with every mistake.
    """
    return _entries(json_rows(RESULTS, content, plan))


def _entries(found: Rows) -> list[Entry]:
    entries = []
    for row in found.rows:
        values = dict(row.values)
        withdrawn = values.pop("withdrawn")
        entries.append(Entry(PublicResult(**values), withdrawn))
    return entries


def _impersonal(text: str, longest: int) -> str:
    if PERSONAL.search(text):
        raise ValueError("里面有手机号或身份证号，不能公示")
    if len(text) > longest:
        raise ValueError(f"太长，最多 {longest} 个字")
    if any(ord(sign) < 32 for sign in text):
        raise ValueError("不能有换行或控制字符")
    return text


def _matter(plan: Plan, text: str) -> str:
    """The name; a code of the plan's stands for its matter."""
    known = plan.matters.get(text)
    return known.name if known else _impersonal(text, LONGEST_MATTER)


def _receipt(_plan: Plan, text: str) -> str:
    if not RECEIPT.fullmatch(text) or PERSONAL.search(text):
        raise ValueError("是 2 到 40 位字母、数字或连字符，不能是手机号或身份证号")
    return text


def _result(_plan: Plan, text: str) -> str:
    return _impersonal(text, LONGEST_RESULT)


def _date(_plan: Plan, text: str) -> str:
    day: date = read_date(text)
    return day.isoformat()


def _name(_plan: Plan, text: str) -> str:
    return masked(_impersonal(text, LONGEST_NAME))


def _withdrawn(_plan: Plan, text: str) -> bool:
    return read_yes(text, "撤下", "已撤下")


COLUMNS = (
    Column("matter", "事项", "事项编码或名称", _matter),
    Column("receipt", "受理号", "受理通知书上的编号", _receipt),
    Column("result", "结果", "如 准予、办结、不予许可", _result),
    Column("date", "办结日期", "2026-11-24", _date),
    Column("name", "申请人", "姓名；只保存姓，其余用 * 代替，可以空着", _name, required=False),
    Column("withdrawn", "撤下", "不再公示的写“是”", _withdrawn, required=False),
)


def _stranger(heading: str) -> str:
    headings = "、".join(column.heading for column in COLUMNS)
    return f"没有这一列，可以有{headings}；联系方式和证件号码不能公示，请删掉"


RESULTS = Kind("结果", COLUMNS, _stranger, MOST_AT_ONCE, f"一次最多导入 {MOST_AT_ONCE} 条结果，请分几次")
