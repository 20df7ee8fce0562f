"""A matter's public facts: all or none, days that add up, phones and addresses that can be real."""

import tomllib

import pytest
import tomli_w

from queue_server.contract.plan import Matter, MatterStep, PlanError, parse
from queue_server.contract.plan.facts_sense import PHONE, matter_mistakes, states_facts
from tests.contract.plan.test_mistakes import SAMPLE

Case = tuple[str, str, str, str]

CASES: list[Case] = [
    ('fee = "不收费"\n', "", "matter[1].fee", "要么都写，要么都不写"),
    ('phone = "0312-5550123"\n', "", "matter[1].phone", "还没有写"),
    ('fee = "不收费"', 'fee = "不\\n收费"', "matter[1].fee", "换行"),
    ('fee = "不收费"', 'fee = "10 元"', "matter[1].fee_fen", "就要写金额"),
    ('fee = "不收费"', 'fee = "不收费"\nfee_fen = 1000', "matter[1].fee_fen", "收费标准就不能空着或写“不收费”"),
    ('fee = "不收费"', 'fee = "10 元"\nfee_fen = -1', "matter[1].fee_fen", "金额在 0 到 100000 元之间"),
    ("promise_days = 15", "promise_days = 14", "matter[1].promise_days", "加起来是 15 个工作日，承诺期限写的是 14"),
    ("statutory_days = 30", "statutory_days = 10", "matter[1].promise_days", "超过了法定期限 10"),
    ("promise_days = 15", "promise_days = -2", "matter[1].promise_days", "是 0 到 3650 个工作日"),
    ("days = 5 }", "days = -5 }", "matter[1].steps[2].days", "是 0 到 3650"),
    ('{ name = "核查"', '{ name = ""', "matter[1].steps[2].name", "不能是空的"),
    ("days = 5 }", "day = 5 }", "matter[1].steps[2].day", "是不是“days”"),
    ('handling = "promised"', 'handling = "at_once"', "matter[1].promise_days", "当天办结"),
    (
        'handling = "promised"',
        'handling = "soon"',
        "matter[1].handling",
        "at_once、promised、superior、joint",
    ),
    ('kind = "登记"', 'kind = "大事"', "matter[1].kind", "其中之一：审批、审核、"),
    ('phone = "0312-5550123"', 'phone = "5550123 转 2"', "matter[1].phone", "不像电话号码"),
    ('online = "https:', 'online = "http:', "matter[2].online", "https://"),
    ('online = "https://guide', 'onsite = false\nonline = "https://guide', "matter[2].onsite", "现场也要能办"),
    ('kind = "登记"', 'onsite = false\nkind = "登记"', "matter[1].onsite", "没有地方办"),
    ('deferrable = ["机具合格证和铭牌照片"]', 'deferrable = ["合格证"]', "matter[2].deferrable", "不在 needs 里"),
]


@pytest.mark.parametrize(("was", "becomes", "key", "piece"), CASES)
def test_a_mistake_in_the_facts_is_told_at_its_key(was: str, becomes: str, key: str, piece: str) -> None:
    assert was in SAMPLE
    with pytest.raises(PlanError) as caught:
        parse(SAMPLE.replace(was, becomes, 1))
    found = [(mistake.key, mistake.sentence) for mistake in caught.value.mistakes]
    assert any(key == at and piece in sentence for at, sentence in found), found


def test_a_plan_without_any_facts_is_as_good_as_before() -> None:
    raw = tomllib.loads(SAMPLE)
    known = ("code", "name", "name_en", "service", "needs", "needs_en")
    raw["matter"] = [{key: matter[key] for key in known} for matter in raw["matter"]]
    plan = parse(tomli_w.dumps(raw))
    assert not any(states_facts(matter) for matter in plan.matter)
    assert all(states_facts(matter) for matter in parse(SAMPLE).matter)


def test_no_papers_and_a_same_day_promise_are_facts() -> None:
    matter = Matter(
        code="X01",
        name="查询",
        name_en="Look up",
        service="X",
        needs=(),
        needs_en=(),
        basis="《政府信息公开条例》",
        steps=(MatterStep(name="当场办结", days=0),),
        promise_days=0,
        fee="不收费",
        person="张敏",
        phone="12345",
        supervision_phone="0312-5550100",
    )
    assert states_facts(matter)
    assert list(matter_mistakes(matter)) == []


@pytest.mark.parametrize(
    "number", ["0312-5550123", "010-65550123", "0312-5550123-802", "13900000000", "12345", "400-555-0123"]
)
def test_real_kinds_of_phone_numbers_pass(number: str) -> None:
    assert PHONE.fullmatch(number)


@pytest.mark.parametrize("number", ["5550123", "0312 5550123", "0312-0550123", "12900000000", "0312-55501", "12345a"])
def test_what_cannot_be_dialled_does_not(number: str) -> None:
    assert not PHONE.fullmatch(number)
