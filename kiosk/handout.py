"""What a visitor takes home without a number: the one-time list of what to bring (一次性告知), or an online address."""

from dataclasses import dataclass

from devices.printer import Cut, Document, Line, Part, QrCode, Rule, display_width
from queue_server.contract.plan import Matter, Plan
from queue_server.contract.words import Language, say
from queue_server.guide.facts import facts, name, papers
from queue_server.guide.version import version

QR_MM = 25.0
BOX = "□ "
"""Before each paper to bring, to be ticked with a pen."""


@dataclass(frozen=True)
class Handout:
    """One sheet: `sections` are headings with their lines, `address` is printed as a QR code over `hint`."""

    hall: str
    title: str
    matter: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    address: str
    hint: str
    version: str


def matter_address(plan: Plan, matter: Matter) -> str:
    """The page of the matter for a phone."""
    return f"{plan.hall.page_address}/m/{matter.code}"


def guide_handout(plan: Plan, matter: Matter, language: Language) -> Handout:
    """The eight facts, the papers to bring first with a box each."""
    rows = {fact.label: tuple(fact.value.splitlines()) for fact in facts(matter, language)}
    needed = tuple(BOX + paper for paper in papers(matter, language)) or (say(language, "不需要材料"),)
    rest = [
        (label, lines)
        for label, lines in rows.items()
        if label not in {say(language, "事项名称"), say(language, "申报材料")}
    ]
    return Handout(
        hall=plan.hall.name_en if language == "en" else plan.hall.name,
        title=say(language, "一次性告知单"),
        matter=name(matter, language),
        sections=((say(language, "请带齐这些材料"), needed), *rest),
        address=matter_address(plan, matter),
        hint=say(language, "手机扫码，看这件事的办事指南"),
        version=say(language, "指南版本 {version}", version=version(plan.matter)),
    )


def online_handout(plan: Plan, matter: Matter, language: Language) -> Handout:
    """Where the matter is done online."""
    return Handout(
        hall=plan.hall.name_en if language == "en" else plan.hall.name,
        title=say(language, "网上办理"),
        matter=name(matter, language),
        sections=((say(language, "网上办理地址"), (matter.online,)),),
        address=matter.online,
        hint=say(language, "手机扫码，在网上办这件事"),
        version=say(language, "指南版本 {version}", version=version(plan.matter)),
    )


def handout_document(handout: Handout, columns: int) -> Document:
    """The handout for slip paper of `columns` ASCII characters."""
    size = 2 if display_width(handout.matter) * 2 <= columns else 1
    parts: list[Part] = [
        Line(handout.hall, align="center"),
        Line(handout.title, align="center", width=2, height=2, bold=True),
        Line(handout.matter, align="center", width=size, height=size, bold=True),
        Rule(),
    ]
    for heading, lines in handout.sections:
        parts += [Line(heading, bold=True), *(Line(line) for line in lines)]
    parts += [
        Rule(),
        QrCode(handout.address, QR_MM),
        Line(handout.hint, align="center"),
        Line(handout.version, align="center"),
    ]
    return Document((*parts, Cut()))
