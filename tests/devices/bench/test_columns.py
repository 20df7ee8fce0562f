"""Tables on a terminal where Chinese characters are two columns wide."""

from devices.bench.columns import table, width
from devices.bench.listing import driver_list
from devices.bench.outcome import PERSON
from devices.bench.words import KINDS, WIRES
from devices.errors import PersonReason
from devices.registry import DRIVERS


def test_chinese_characters_are_two_columns_wide() -> None:
    assert width("窗口 A012，") == 4 + 1 + 4 + 2


def test_columns_begin_one_below_the_other() -> None:
    first, second = table([("屏", "一"), ("ab cd", "二")])
    assert width(first[: first.index("一")]) == width(second[: second.index("二")])


def test_every_driver_is_listed_within_eighty_columns() -> None:
    lines = driver_list()
    assert {line.split()[0] for line in lines if line.startswith("  ")} == {driver.name for driver in DRIVERS}
    assert max(map(width, lines)) <= 80


def test_every_kind_wire_and_reason_has_its_chinese_word() -> None:
    assert {driver.kind for driver in DRIVERS} <= KINDS.keys()
    assert {wire for driver in DRIVERS for wire in driver.wires} <= WIRES.keys()
    assert set(PersonReason) == PERSON.keys()
