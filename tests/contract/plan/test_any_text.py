"""Whatever people make of a plan, it is a plan or its mistakes are told: nothing else may come out."""

import tomllib
from typing import Any

import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queue_server.contract.plan import Plan, PlanError, parse
from tests.contract.plan.test_mistakes import SAMPLE

ODD = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.booleans(),
    st.text(max_size=20),
    st.sampled_from(["", "[::", "http://[", "24:00", "Asia", "/", "..", "\x00", "A", "kiosk-1", "agent"]),
    st.lists(st.one_of(st.integers(-5, 5), st.text(max_size=5)), max_size=3),
    st.lists(st.lists(st.text(max_size=5), max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=5), st.integers(0, 9), max_size=2),
    st.dates(),
    st.datetimes(),
    st.times(),
)


def well_or_told(text: str) -> None:
    """The text is a plan, or every mistake has a key and a sentence."""
    try:
        plan = parse(text)
    except PlanError as error:
        told = error.mistakes
    else:
        assert isinstance(plan, Plan)
        return
    assert told
    assert all(mistake.key and mistake.sentence for mistake in told)


def places(raw: Any) -> list[tuple[Any, Any]]:
    """Every place in a parsed plan: a container and its key or position."""
    keys = list(raw) if isinstance(raw, dict) else range(len(raw)) if isinstance(raw, list) else ()
    return [found for key in keys for found in [(raw, key), *places(raw[key])]]


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_a_plan_with_anything_put_anywhere_is_a_plan_or_told(data: st.DataObject) -> None:
    raw = tomllib.loads(SAMPLE)
    for _ in range(data.draw(st.integers(1, 4))):
        container, key = data.draw(st.sampled_from(places(raw)))
        match data.draw(st.sampled_from(["change", "drop", "double", "rename"])):
            case "change":
                container[key] = data.draw(ODD)
            case "drop":
                del container[key]
            case "double" if isinstance(container, list):
                container.append(container[key])
            case _ if isinstance(container, dict):
                container[data.draw(st.text(max_size=8))] = container.pop(key)
    well_or_told(tomli_w.dumps(raw))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(SAMPLE)), st.integers(0, 60), st.text(max_size=8))
def test_a_plan_with_a_piece_typed_over_is_a_plan_or_told(start: int, length: int, typed: str) -> None:
    well_or_told(SAMPLE[:start] + typed + SAMPLE[start + length :])


@given(st.text(max_size=100))
def test_any_text_is_a_plan_or_told(text: str) -> None:
    well_or_told(text)


def test_a_text_nested_without_end_is_told() -> None:
    well_or_told("a = " + "[" * 100_000)
