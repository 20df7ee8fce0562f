"""The one page that a self-test prints: what shows at a glance whether printer and terminal are set right."""

from dataclasses import dataclass

from devices.printer import Cut, Document, Feed, Line, Part, QrCode, Row, Rule, display_width

COMMON = ("永东国酬爱郁灵鹰袋便民服务大厅", "一二三四五六七八九十，。；：“”？！")
RARE = ("䶮 𠮷 㐂 喆 堃 淼 玥 祎 翀 旻 昇 犇", "赟 玮 㛃 龑 甯 迺 𬱖 𬍡 䴉 㙍 燚 彧")
"""Characters of names: GB 18030 has all, the fonts of many printers not; where they lack one it is drawn."""
QR_MM = 25.0
LINE = "请拿这张纸给扫码的地方看一看"


@dataclass(frozen=True)
class TestPage:
    """What the page says; `at` is the hall's local time, `code` what is to be read back and nothing else.

    `calendar` says until when working days are known, empty where the hall has no calendar; `pattern` is what the LED
    boards show meanwhile.
    """

    __test__ = False

    hall: str
    terminal: str
    at: str
    code: str
    version: str
    hall_version: str = ""
    calendar: str = ""
    pattern: str = ""


def page_document(page: TestPage, columns: int) -> Document:
    """The page's lines for paper of `columns` ASCII characters (48 on 80 mm, 32 on 58 mm)."""
    size = 2 if display_width(page.hall) * 2 <= columns else 1
    parts: list[Part] = [
        Line(page.hall, align="center", width=size, height=size, bold=True),
        Line("终端自检", align="center", width=2, height=2, bold=True),
        Rule("="),
        Row("终端", page.terminal),
        Row("时间", page.at),
        Row("程序", page.version),
    ]
    facts = (("总台程序", page.hall_version), ("工作日历到", page.calendar), ("窗口屏显示", page.pattern))
    parts += [Row(name, words) for name, words in facts if words]
    parts += [
        Rule(),
        Line("常用字，要个个清楚："),
        *(Line(text) for text in COMMON),
        Line("人名用字 GB18030，要一个不缺："),
        *(Line(text) for text in RARE),
        Row("靠左", "靠右"),
        Rule(),
        Line(LINE, align="center", bold=True),
        QrCode(page.code, QR_MM),
        Line(page.code, align="center"),
        Feed(),
        Cut(),
    ]
    return Document(tuple(parts))
