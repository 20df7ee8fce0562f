"""The numbers that kiosks keep for themselves leave the desk at least half of all."""

import pytest

from queue_server.contract.plan import PlanError, parse
from tests.running_hall import ROOT

PUYANG = (ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8")


def with_policy(offline_numbers: int) -> str:
    return PUYANG.replace("[policy]", f"[policy]\noffline_numbers = {offline_numbers}", 1)


@pytest.mark.parametrize("offline_numbers", [0, 50, 499])
def test_half_of_the_numbers_is_the_most(offline_numbers: int) -> None:
    assert parse(with_policy(offline_numbers)).policy.offline_numbers == offline_numbers


@pytest.mark.parametrize("offline_numbers", [-1, 500, 1000])
def test_more_than_half_is_a_mistake_that_names_its_key(offline_numbers: int) -> None:
    with pytest.raises(PlanError) as found:
        parse(with_policy(offline_numbers))
    assert {mistake.key for mistake in found.value.mistakes} == {"policy.offline_numbers"}
