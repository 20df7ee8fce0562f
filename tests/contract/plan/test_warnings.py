"""What a plan without mistakes is warned of: who is missing, what is taken for something else, what is at its end."""

from datetime import date

from msgspec.structs import replace

from queue_server.contract.plan import parse
from queue_server.contract.plan.authorisation_sense import authorisation_warnings
from queue_server.contract.plan.facts_sense import facts_warnings
from queue_server.contract.plan.letters_sense import letter_warnings
from queue_server.contract.plan.people_sense import people_warnings
from tests.contract.plan.test_mistakes import SAMPLE


def test_a_hall_without_a_manager_or_a_guide_is_warned_not_refused() -> None:
    assert people_warnings(parse(SAMPLE)) == []
    alone = SAMPLE.replace('roles = ["guide"]\n', "").replace('roles = ["manager"]\n', "")
    assert [warning[:8] for warning in people_warnings(parse(alone))] == ["没有值班长（ma", "没有导办员（gu"]


def test_a_window_with_one_clerk_and_a_reason_is_warned_not_refused() -> None:
    single = parse(SAMPLE.replace('clerks = ["wang", "li"]', 'clerks = ["wang"]\none_clerk = "编制只有一人"'))
    assert people_warnings(single) == ["1 号窗口只有一名工作人员（编制只有一人），人不在就要关窗"]


def test_letters_that_look_or_begin_alike_are_warned_of() -> None:
    plan = parse(SAMPLE)
    assert letter_warnings(plan) == []
    prefixes = {"A": "AB", "B": "A", "C": "O"}
    odd = replace(
        plan, service=tuple(replace(one, prefix=prefixes.get(one.prefix, one.prefix)) for one in plan.service)
    )
    assert [warning.split("，")[0] for warning in letter_warnings(odd)] == [
        "业务字母“O”容易看成数字“0”",
        "业务字母“A”和“AB”开头一样",
    ]


def test_matters_without_their_facts_and_authorisations_at_their_end_are_warned_of() -> None:
    plan = parse(SAMPLE)
    assert facts_warnings(plan) == []
    silent = replace(
        plan.matter[0], basis="", steps=(), promise_days=-1, fee="", person="", phone="", supervision_phone=""
    )
    (told,) = facts_warnings(replace(plan, matter=(silent, *plan.matter[1:])))
    assert told.startswith("1 个事项没有写八项公开内容")
    window = replace(plan.window[0], authorisation="蒲政授〔2026〕1号", authorised_until="2026-12-31")
    dated = replace(plan, window=(window, *plan.window[1:]))
    found = [authorisation_warnings(dated, date(2026, month, 15)) for month in (7, 12)]
    assert [bool(one) for one in found] == [False, True]
    assert "已经到期" in authorisation_warnings(dated, date(2027, 1, 1))[0]
