"""Every driver of the library, by kind and name, and how a table of the plan becomes one."""

from collections.abc import Mapping
from typing import Any

import msgspec

from devices.driver import Driver, Kind, Options
from devices.led.drivers import DRIVERS as LED_DRIVERS

DRIVERS: tuple[Driver[Any], ...] = (*LED_DRIVERS,)
BY_NAME = {(driver.kind, driver.name): driver for driver in DRIVERS}
ON_A_BUS: frozenset[Kind] = frozenset({"led_board", "keypad", "evaluator", "speech"})
"""Kinds that share a line: their drivers are members of a `devices.bus.Bus`."""


class BindingError(ValueError):
    """A device is bound in a way its driver does not take; the text is one plain Chinese sentence."""


def driver_of(kind: str, name: str) -> Driver[Any]:
    """The driver that the plan names.

    Raises:
        BindingError: there is none.
    """
    for driver in DRIVERS:
        if (driver.kind, driver.name) == (kind, name):
            return driver
    known = "、".join(driver.name for driver in DRIVERS if driver.kind == kind) or "没有"
    raise BindingError(f"没有驱动“{name}”，这类设备可以用：{known}")


def options_of(driver: Driver[Any], given: Mapping[str, Any]) -> Options:
    """The driver's options from the plan's table.

    Raises:
        BindingError: an unknown option, or a value outside its range.
    """
    known = driver.options.__struct_fields__
    for name in given:
        if name not in known:
            raise BindingError(f"options 里没有“{name}”，可以写：{'、'.join(known) or '什么都不用写'}")
    try:
        return msgspec.convert(dict(given), driver.options)
    except msgspec.ValidationError as error:
        raise BindingError(f"options 写得不对：{error}") from error
