"""A display shows and speaks the calls of its own windows only."""

from typing import Any

from msgspec.structs import replace

from queue_server.contract.plan import Plan
from queue_server.showing.scope import Scope
from tests.showing.boards import NOW, board, call, service, window
from tests.showing.halls import SAMPLE, display, face, told

ZONED: Plan = replace(SAMPLE, window=tuple(replace(one, zone="东西"[one.number > 2]) for one in SAMPLE.window))
"""Windows 1 and 2 are in the east, 3 and 4 in the west; J is served at all."""


def scope(**more: Any) -> Scope:
    return Scope.of_display(ZONED, display(**more))


def test_a_hall_without_zones_has_one_scope_with_everything() -> None:
    assert scope() == Scope(frozenset({1, 2, 3, 4, 5}), frozenset("ABCDFJ"))


def test_a_zone_has_its_windows_and_the_services_that_they_serve() -> None:
    assert scope(zone="东") == Scope(frozenset({1, 2}), frozenset("ABJ"))
    assert scope(zone="西") == Scope(frozenset({3, 4, 5}), frozenset("CDFJ"))


def test_a_display_of_a_zone_says_which() -> None:
    shown = face(ZONED, display(zone="西")).shown(told(ZONED), NOW)
    assert shown.hall == "蒲阳镇便民服务大厅 西"


def test_services_choose_their_windows_within_a_zone_too() -> None:
    assert scope(services=("A", "C")) == Scope(frozenset({1, 3}), frozenset("AC"))
    assert scope(zone="西", services=("J",)) == Scope(frozenset({3, 4}), frozenset("J"))


def test_of_a_board_only_what_is_there_is_left_and_the_revision_stays_the_halls() -> None:
    calls = [call("A001", 1, 1), call("C001", 3, 2), call("J001", 4, 3)]
    whole = board(
        *calls,
        windows=tuple(replace(window(one.window, one), services=(one.number[0],)) for one in calls),
        services=tuple(replace(service(), service=prefix) for prefix in "ABCDJ"),
        missed=("A009", "C009", "J009"),
        revision=50,
    )
    west = scope(zone="西").of(whole)
    assert [one.number for one in west.calls] == ["J001", "C001"]
    assert [one.window for one in west.windows] == [3, 4]
    assert [one.service for one in west.services] == ["C", "D", "J"]
    assert (west.missed, west.revision) == (("C009", "J009"), 50)


def test_a_service_that_was_moved_for_the_day_is_shown_where_it_is_now() -> None:
    moved = replace(window(4, None), services=("A", "J"))
    whole = board(call("A001", 4, 1), windows=(moved,), services=(replace(service(), service="A"),))
    of_farming = scope(services=("A",)).of(whole)
    assert [one.number for one in of_farming.calls] == ["A001"]
    assert [one.service for one in scope(zone="西").of(whole).services] == ["A"]
