"""The eight public facts read the same everywhere, in both languages, under one version."""

from pathlib import Path

import msgspec

from queue_server.contract.plan import load
from queue_server.guide.facts import facts, particulars
from queue_server.guide.version import full_version, version

PLAN = load(Path(__file__).parents[2] / "assets/halls/puyang.toml")
A02 = PLAN.matters["A02"]


def test_the_sample_hall_states_the_eight_facts_of_more_than_twenty_matters() -> None:
    assert len(PLAN.matter) >= 22
    for matter in PLAN.matter:
        assert len(facts(matter)) == 8
        assert all("未写明" not in value for _, value in facts(matter))
    assert sum(bool(matter.deferrable) for matter in PLAN.matter) >= 3
    assert sum(bool(matter.online) for matter in PLAN.matter) >= 2


def test_the_facts_stand_in_the_order_of_the_rules() -> None:
    assert [label for label, _ in facts(A02)] == [
        "事项名称", "设立依据", "申报材料", "办理程序", "承诺期限", "收费标准", "承办人及电话", "监督电话",
    ]  # fmt: skip
    rows = dict(facts(A02))
    assert rows["申报材料"].splitlines()[2] == "机具合格证和铭牌照片（可以后补）"
    assert rows["办理程序"].splitlines()[0] == "1. 受理（1 个工作日）"
    assert rows["承诺期限"] == "15 个工作日（法定期限 30 个工作日）"
    assert rows["承办人及电话"] == "王秀兰 0312-5550123"


def test_the_facts_are_told_in_english() -> None:
    rows = dict(facts(A02, "en"))
    assert rows["Matter"] == "Farm machinery subsidy"
    assert rows["What to bring"].splitlines()[2].endswith("plate (may be brought later)")
    assert rows["Procedure"].splitlines()[0] == "1. Acceptance (working days: 1)"
    assert rows["Fee"] == "No fee"
    assert dict(particulars(A02, "en"))["Where"] == "Online or here"


def test_what_is_not_stated_is_said_to_be_so() -> None:
    bare = msgspec.structs.replace(A02, basis="", steps=(), promise_days=-1, needs=(), needs_en=())
    rows = dict(facts(bare))
    assert rows["设立依据"] == rows["办理程序"] == rows["承诺期限"] == "未写明，请问窗口人员"
    assert rows["申报材料"] == "不需要材料"


def test_a_word_of_the_hall_may_have_braces() -> None:
    assert dict(facts(msgspec.structs.replace(A02, fee="{amount} 元")))["收费标准"] == "{amount} 元"


def test_the_version_changes_with_what_is_said_and_not_with_the_order() -> None:
    said = version(PLAN.matter)
    assert len(said) == 8
    assert full_version(PLAN.matter).startswith(said)
    assert version(tuple(reversed(PLAN.matter))) == said
    dearer = (msgspec.structs.replace(PLAN.matter[0], fee="10 元"), *PLAN.matter[1:])
    assert version(dearer) != said
