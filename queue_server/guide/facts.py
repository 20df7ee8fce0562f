"""The eight public facts of a matter (八公开) and its particulars, as rows to read in either language."""

from typing import NamedTuple

from queue_server.contract.plan import Matter, MatterStep
from queue_server.contract.words import Language, catalogue, say

HANDLINGS = {"at_once": "即办", "promised": "承诺", "superior": "上报", "joint": "联办"}
KINDS = ("审批", "审核", "核准", "许可", "注册", "登记", "年检", "年审", "便民服务")
STANDING_WORDS = (
    *HANDLINGS.values(),
    *KINDS,
    "不收费",
    "受理",
    "审查",
    "审核",
    "决定",
    "公示",
    "送达",
    "办结",
    "当场办结",
)
"""Words of plans that have a fixed English; everything else of a fact stands as the hall wrote it."""


class Fact(NamedTuple):
    """A row; where there are several lines in `value` they are apart by a line break."""

    label: str
    value: str


def facts(matter: Matter, language: Language = "zh_CN") -> tuple[Fact, ...]:
    """The eight rows, always all of them and in the order that the rules give."""
    unknown = say(language, "未写明，请问窗口人员")
    rows = (
        (say(language, "事项名称"), name(matter, language)),
        (say(language, "设立依据"), matter.basis),
        (say(language, "申报材料"), "\n".join(papers(matter, language)) or say(language, "不需要材料")),
        (say(language, "办理程序"), "\n".join(_steps(matter.steps, language))),
        (say(language, "承诺期限"), _promise(matter, language)),
        (say(language, "收费标准"), _standing(matter.fee, language)),
        (say(language, "承办人及电话"), f"{matter.person} {matter.phone}".strip()),
        (say(language, "监督电话"), matter.supervision_phone),
    )
    return tuple(Fact(label, value or unknown) for label, value in rows)


def particulars(matter: Matter, language: Language = "zh_CN") -> tuple[Fact, ...]:
    """What else is stated: kind, department, handling, and where it is done."""
    where = say(language, "网上或现场") if matter.online else say(language, "现场")
    rows = (
        (say(language, "事项性质"), _standing(matter.kind, language)),
        (say(language, "主管部门"), matter.department),
        (say(language, "办理方式"), _standing(HANDLINGS.get(matter.handling, ""), language)),
        (say(language, "在哪里办"), where),
        (say(language, "网上办理地址"), matter.online),
    )
    return tuple(Fact(label, value) for label, value in rows if value)


def name(matter: Matter, language: Language) -> str:
    """The matter's name in the language."""
    return matter.name_en if language == "en" else matter.name


def group(matter: Matter, language: Language) -> str:
    """The group that the matter is browsed in; empty where none is stated."""
    return (matter.group_en if language == "en" else "") or matter.group


def papers(matter: Matter, language: Language) -> tuple[str, ...]:
    """The papers to bring, those that may follow marked so."""
    shown = matter.needs_en if language == "en" else matter.needs
    later = say(language, "（可以后补）")
    pairs = zip(matter.needs, shown, strict=False)
    return tuple(paper + (later if need in matter.deferrable else "") for need, paper in pairs)


def _steps(steps: tuple[MatterStep, ...], language: Language) -> list[str]:
    return [
        f"{number}. {_standing(step.name, language)}{_in_brackets(step.days, language)}"
        for number, step in enumerate(steps, 1)
    ]


def _in_brackets(days: int, language: Language) -> str:
    return say(language, "（当天）") if days == 0 else say(language, "（{days} 个工作日）", days=days)


def _promise(matter: Matter, language: Language) -> str:
    if matter.promise_days < 0:
        return ""
    promise = (
        say(language, "当天办结")
        if matter.promise_days == 0
        else say(language, "{days} 个工作日", days=matter.promise_days)
    )
    if matter.statutory_days < 0:
        return promise
    return promise + say(language, "（法定期限 {days} 个工作日）", days=matter.statutory_days)


def _standing(word: str, language: Language) -> str:
    return catalogue(language).gettext(word) if word in STANDING_WORDS else word
