"""Do a matter's public facts fit together? All eight or none, its days add up, its ways of being done are real."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from queue_server.contract.plan.matters import Matter
from queue_server.contract.plan.mistakes import Mistake
from queue_server.contract.plan.naming import named
from queue_server.contract.plan.schema import Plan

PHONE = re.compile(r"0\d{2,3}-[2-9]\d{6,7}(?:-\d{1,6})?|1[3-9]\d{9}|[48]00-\d{3}-\d{4}|1\d{2,4}|9\d{4,5}")
"""A landline with its area code, a mobile, a 400 or 800 number, a hotline such as 12345."""
LONGEST_DAYS = 3650
TEXTS = ("group", "group_en", "department", "basis", "fee", "person", "phone", "supervision_phone", "online")
FREE = "不收费"
NAMED = 5
"""So many matters are named in a warning."""
MOST_FEN = 100_000_00
FACTS = ("basis", "steps", "promise_days", "fee", "person", "phone", "supervision_phone")
"""The keys of the public facts beside the name and the papers, which every matter has; no papers at all is a fact."""


def states_facts(matter: Matter) -> bool:
    """Whether the matter states all its public facts."""
    return not list(_unstated(matter))


def facts_warnings(plan: Plan) -> list[str]:
    """A Chinese sentence where matters do not state the eight facts that must be public."""
    silent = [matter.name for matter in plan.matter if not states_facts(matter)]
    if not silent:
        return []
    named_ones = "、".join(silent[:NAMED]) + ("等" if len(silent) > NAMED else "")
    return [f"{len(silent)} 个事项没有写八项公开内容（依据、步骤、期限、收费、责任人、电话、监督电话）：{named_ones}"]


def matter_mistakes(matter: Matter) -> Iterator[Mistake]:
    """All mistakes of one matter's facts; the key is the matter's own (`steps[2].days`)."""
    unstated = list(_unstated(matter))
    if len(unstated) < len(FACTS):
        for key in unstated:
            yield Mistake(key, "八项公开内容要么都写，要么都不写，这一项还没有写")
    for key in TEXTS:
        if text := getattr(matter, key):
            yield from named(key, text)
    for key in ("needs", "needs_en", "deferrable"):
        for paper in getattr(matter, key):
            yield from named(key, paper)
    yield from _days(matter)
    yield from _fee(matter)
    for key in ("phone", "supervision_phone"):
        number = getattr(matter, key)
        if number and not PHONE.fullmatch(number):
            yield Mistake(key, f"“{number}”不像电话号码，应当像 0312-5550123 或 12345")
    if matter.online and not _is_https(matter.online):
        yield Mistake("online", "网上办理的地址应当以 https:// 开头")
    if not matter.onsite:
        yield Mistake(
            "onsite",
            "能网上办的事项，现场也要能办" if matter.online else "不能现场办，又没有网上办理的地址，没有地方办",
        )
    for paper in dict.fromkeys(matter.deferrable):
        if paper not in matter.needs:
            yield Mistake("deferrable", f"“{paper}”不在 needs 里，容缺材料要和申报材料写得一样")


def _unstated(matter: Matter) -> Iterator[str]:
    for key in FACTS:
        if getattr(matter, key) in ("", (), -1):
            yield key


def _fee(matter: Matter) -> Iterator[Mistake]:
    """What the public fee says in words and the amount that is asked for must be the same thing."""
    if not 0 <= matter.fee_fen <= MOST_FEN:
        yield Mistake("fee_fen", f"金额在 0 到 {MOST_FEN // 100} 元之间")
    elif matter.fee_fen and (not matter.fee or matter.fee.startswith(FREE)):
        yield Mistake("fee_fen", f"要收费，收费标准就不能空着或写“{FREE}”")
    elif matter.fee and not matter.fee_fen and not matter.fee.startswith(FREE):
        yield Mistake("fee_fen", f"收费标准不是“{FREE}”，就要写金额；大厅配置里单位是分，400 元写 40000")


def _days(matter: Matter) -> Iterator[Mistake]:
    promise, limit = matter.promise_days, matter.statutory_days
    for key, days in (("promise_days", promise), ("statutory_days", limit)):
        if not -1 <= days <= LONGEST_DAYS:
            yield Mistake(key, f"是 0 到 {LONGEST_DAYS} 个工作日，当天办结写 0")
    for index, step in enumerate(matter.steps, 1):
        yield from named(f"steps[{index}].name", step.name)
        if not 0 <= step.days <= LONGEST_DAYS:
            yield Mistake(f"steps[{index}].days", f"是 0 到 {LONGEST_DAYS} 个工作日，当天办完写 0")
    total = sum(step.days for step in matter.steps)
    if matter.steps and promise >= 0 and total != promise:
        yield Mistake("promise_days", f"各步骤加起来是 {total} 个工作日，承诺期限写的是 {promise}")
    if 0 <= limit < promise:
        yield Mistake("promise_days", f"承诺期限 {promise} 个工作日，超过了法定期限 {limit} 个工作日")
    if matter.handling == "at_once" and promise > 0:
        yield Mistake("promise_days", "即办的事项当天办结，承诺期限写 0")


def _is_https(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" and bool(parts.hostname) and parts.port != 0 and " " not in address
    except ValueError:
        return False
