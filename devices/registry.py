"""Every driver of the library, by kind and name, and how a table of the plan becomes one."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from devices.capture.drivers import DRIVERS as CAPTURE_DRIVERS
from devices.driver import Driver, Kind, Options, Setting, Wire
from devices.id_card.drivers import DRIVERS as ID_CARD_DRIVERS
from devices.keypad.drivers import DRIVERS as KEYPAD_DRIVERS
from devices.lamp.drivers import DRIVERS as LAMP_DRIVERS
from devices.led.drivers import DRIVERS as LED_DRIVERS
from devices.printer.drivers import DRIVERS as PRINTER_DRIVERS
from devices.reader.drivers import DRIVERS as READER_DRIVERS
from devices.speech.drivers import DRIVERS as SPEECH_DRIVERS
from devices.transport import Line, Transport, open_later

DRIVERS: tuple[Driver[Any], ...] = (
    *PRINTER_DRIVERS,
    *READER_DRIVERS,
    *LED_DRIVERS,
    *KEYPAD_DRIVERS,
    *ID_CARD_DRIVERS,
    *SPEECH_DRIVERS,
    *LAMP_DRIVERS,
    *CAPTURE_DRIVERS,
)
ON_A_BUS: frozenset[Kind] = frozenset({"led_board", "keypad", "evaluator", "speech"})
"""Kinds that share a line: their drivers are members of a `devices.bus.Bus`."""


OVER_A_TRANSPORT: frozenset[Wire] = frozenset({"serial", "tcp", "udp", "usb_printer", "input", "file"})


class BindingError(ValueError):
    """A device is bound in a way its driver does not take; the text is one plain Chinese sentence."""


class Binding(msgspec.Struct, frozen=True, kw_only=True):
    """A machine as somebody bound it: its driver, where it is, how it is set. The plan's tables have these fields.

    Attributes:
        baud: 0 for the driver's usual one.
    """

    id: str
    kind: str
    driver: str
    port: str
    baud: int = 0
    data_bits: Literal[7, 8] = 8
    parity: Literal["N", "E", "O"] = "N"
    address: int = 0
    options: Mapping[str, str | int | float | bool] = {}

    @property
    def line(self) -> Line:
        """How its serial line is set.

        Raises:
            BindingError: there is no such driver.
        """
        baud = self.baud or driver_of(self.kind, self.driver).baud
        return Line(baud=baud, data_bits=self.data_bits, parity=self.parity)

    @property
    def has_wire(self) -> bool:
        """Whether its driver speaks over a `Transport`; lamps, cameras and the like are opened by the system's own."""
        return bool(OVER_A_TRANSPORT & set(driver_of(self.kind, self.driver).wires))

    def wire(self) -> Transport:
        """The wire to it, still closed.

        Raises:
            BindingError: the port is no place, or there is no such driver.
        """
        try:
            return open_later(self.port, self.line)
        except BindingError:
            raise
        except ValueError as error:
            raise BindingError(f"port 写得不对：“{self.port}”，应当像 udp://10.0.0.9:8453") from error

    def build(self, wire: Transport | None) -> Any:
        """Its driver at `wire`; None for members of a bus.

        Raises:
            BindingError: there is no such driver, or it does not take these options.
        """
        driver = driver_of(self.kind, self.driver)
        options = options_of(driver, self.options)
        try:
            return driver.build(Setting(name=self.id, port=self.port, address=self.address, options=options), wire)
        except ValueError as error:
            raise BindingError(str(error)) from error


def binding_of(device: object) -> Binding:
    """The binding in anything with its fields, such as a device of the plan."""
    return msgspec.convert(device, Binding, from_attributes=True)


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
