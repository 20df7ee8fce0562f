"""The schema for editors says what the plan's reading says: the sample is right, and mistakes of shape are marked."""

import tomllib

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from queue_server.contract.plan import json_schema
from tests.contract.plan.test_mistakes import SAMPLE, SHAPE, Case, edited

VALIDATOR = Draft202012Validator(json_schema.document())
READABLE = [case for case in SHAPE if case[2] != "hall.toml"]
"""What an editor is asked about: TOML, however wrong."""


def test_the_committed_schema_is_the_generated_one() -> None:
    committed = json_schema.FILE.read_text(encoding="utf-8")
    assert committed == json_schema.text(), "python -m queue_server.contract.plan.json_schema"
    Draft202012Validator.check_schema(json_schema.document())


def test_the_sample_hall_is_right_and_names_the_schema() -> None:
    assert list(VALIDATOR.iter_errors(tomllib.loads(SAMPLE))) == []
    assert SAMPLE.startswith("#:schema ../contract/plan.schema.json\n")


@pytest.mark.parametrize("case", READABLE, ids=[case[2] for case in READABLE])
def test_a_mistake_of_shape_is_marked_where_it_is(case: Case) -> None:
    was, becomes, key, _ = case
    errors = list(VALIDATOR.iter_errors(tomllib.loads(edited(was, becomes))))
    assert errors
    assert any(key.split("[")[0].split(".")[0] in f"{list(error.absolute_path)} {error.message}" for error in errors)
