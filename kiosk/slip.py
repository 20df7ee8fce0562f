"""A number on paper: what the slip says as a value, and its lines for paper of any width."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from devices.printer import Align, Cut, Document, Feed, Line, Part, QrCode, Row, Rule, display_width
from queue_server.contract.forecasts import Wait
from queue_server.contract.plan import Plan
from queue_server.contract.replies import TicketIssued
from queue_server.contract.waits import at_once, wait_words
from queue_server.contract.words import Language, say

QR_MM = 25.0
BOX = "□ "
LARGEST = 8
"""The largest multiple of the normal character that receipt printers know."""


@dataclass(frozen=True)
class Slip:
    """What a slip says. `ahead` is -1 and `address` empty where the desk was away: then they are left out.

    `taken_at` is the hall's local time, `address` the ticket's page, English only for English. `priority` is the class
    that the visitor says they belong to, `late` a booking whose time is over, `missing` main papers that were not
    scanned, `copy` a slip printed again, `practice` one that is worth nothing.
    """

    hall: str
    number: str
    matters: tuple[str, ...]
    ahead: int
    windows: tuple[int, ...]
    taken_at: str
    address: str
    hall_en: str = ""
    matters_en: tuple[str, ...] = ()
    wait: Wait | None = None
    priority: str = ""
    late: bool = False
    missing: tuple[str, ...] = ()
    copy: bool = False
    practice: bool = False


def slip_of(
    plan: Plan,
    issued: TicketIssued,
    language: Language,
    wait: Wait | None = None,
    *,
    priority: str = "",
    missing: tuple[str, ...] = (),
) -> Slip:
    """The slip of a number just given, with its `wait` as far as it is known; bilingual for who reads English.

    `priority` is the id of a class of the plan.
    """
    ticket = issued.ticket
    matters = [plan.matters[code] for code in (ticket.matter, *ticket.more) if code in plan.matters]
    known = plan.priorities.get(priority)
    english = language == "en"
    return Slip(
        hall=plan.hall.name,
        number=ticket.number,
        matters=tuple(matter.name for matter in matters) or (ticket.matter_name,),
        ahead=issued.ahead,
        windows=issued.windows,
        taken_at=ticket.taken_at.astimezone(ZoneInfo(plan.hall.timezone)).strftime("%Y-%m-%d %H:%M"),
        address=f"{plan.hall.page_address}/t/{ticket.token}" if ticket.token else "",
        hall_en=plan.hall.name_en if english else "",
        matters_en=tuple(matter.name_en for matter in matters) if english else (),
        wait=None if issued.ahead < 0 or at_once(issued.ahead, wait) else wait,
        priority=known.name if known else "",
        late=issued.late,
        missing=missing,
        practice=ticket.practice,
    )


def document(slip: Slip, columns: int) -> Document:
    """The slip's lines for paper of `columns` ASCII characters (48 on 80 mm, 32 on 58 mm)."""
    parts: list[Part] = [_widest(slip.hall, columns)]
    if slip.hall_en:
        parts.append(Line(slip.hall_en, align="center"))
    size = max(1, min(LARGEST, columns // max(1, display_width(slip.number))))
    parts += [
        Rule(),
        *_worthless(slip, columns),
        Line(_both(slip, "补打的号票" if slip.copy else "您的号"), align="center"),
        Line(slip.number, align="center", width=size, height=size, bold=True),
        Feed(),
        *_matters(slip, columns),
        Rule(),
        *_facts(slip),
        *_to_verify(slip),
        Rule(),
    ]
    if slip.address:
        parts += [QrCode(slip.address, QR_MM), *_centred(slip, "手机扫码，随时看排到哪里")]
    else:
        parts += _centred(slip, "现在连不上总台，号有效，请留意叫号", bold=True)
    parts += _centred(slip, "请到等候区就座，留意屏幕和广播")
    return Document((*parts, Cut()))


def _worthless(slip: Slip, columns: int) -> list[Part]:
    return [_widest(_both(slip, "练习号，不能办事"), columns), Feed()] if slip.practice else []


def _matters(slip: Slip, columns: int) -> list[Part]:
    """What the number is for; several matters of one visit have a line each."""
    if len(slip.matters) == 1:
        english: list[Part] = [Line(name, align="center") for name in slip.matters_en]
        return [_widest(slip.matters[0], columns), *english]
    told = _centred(slip, "一个号办这些事：")
    return [*told, *(Line(name, bold=True) for name in slip.matters), *(Line(name) for name in slip.matters_en)]


def _to_verify(slip: Slip) -> list[Part]:
    """What the clerk will look at: a priority that nobody has verified yet, and papers that are still missing."""
    parts: list[Part] = []
    if slip.priority:
        parts += [
            Rule(),
            *_centred(slip, "优先办理，请带证件给窗口核验", bold=True),
            Line(slip.priority, align="center"),
        ]
    if slip.late:
        parts += [Rule(), *_centred(slip, "预约的时间已过，按取号先后办理")]
    if slip.missing:
        parts += [Rule(), *_centred(slip, "还缺这些材料，办理时请带上", bold=True)]
        parts += [Line(f"{BOX}{paper}") for paper in slip.missing]
    return parts


def _facts(slip: Slip) -> list[Part]:
    """Where the visitor stands; a plain hyphen in the range: printers of GB2312 know no dash there."""
    soon = at_once(slip.ahead, slip.wait)
    ahead = say("zh_CN", "随到随办") if soon else say("zh_CN", "{count} 人", count=slip.ahead)
    facts: list[Part] = [Row(_both(slip, "前面等候"), ahead, bold=True)] if slip.ahead >= 0 else []
    late = slip.wait is not None and slip.wait.outlook == "not_today"
    if not late and (words := wait_words("zh_CN", slip.wait)):
        facts.append(Row(_both(slip, "预计等候"), words.replace("–", "-"), bold=True))
    if slip.wait and slip.wait.back_by:
        facts.append(Row(_both(slip, "暂时离开"), say("zh_CN", "{time} 前回来", time=slip.wait.back_by)))
    if slip.windows:
        windows = "、".join(str(window) for window in slip.windows)
        facts.append(Row(_both(slip, "办理窗口"), say("zh_CN", "{windows} 号窗口", windows=windows), bold=True))
    facts.append(Row(_both(slip, "取号时间"), slip.taken_at))
    return [*facts, Rule(), *_centred(slip, "今天下班前可能办不到，请问导办员", bold=True)] if late else facts


def _both(slip: Slip, sentence: str) -> str:
    return f"{sentence} {say('en', sentence)}" if slip.hall_en else sentence


def _centred(slip: Slip, sentence: str, *, bold: bool = False) -> list[Part]:
    align: Align = "center"
    lines: list[Part] = [Line(sentence, align=align, bold=bold)]
    if slip.hall_en:
        lines.append(Line(say("en", sentence), align=align))
    return lines


def _widest(text: str, columns: int) -> Line:
    size = 2 if display_width(text) * 2 <= columns else 1
    return Line(text, align="center", width=size, height=size, bold=True)
