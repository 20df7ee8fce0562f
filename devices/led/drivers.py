"""The LED boards that the house can drive."""

from devices.driver import Driver, Setting
from devices.led.onbon import OnbonCodec, OnbonOptions
from devices.led.sign import Sign
from devices.transport import Transport


def _onbon(setting: Setting, wire: Transport | None) -> Sign:
    assert isinstance(setting.options, OnbonOptions)
    return Sign(OnbonCodec(setting.address or 1, setting.options), name=setting.name, clock=setting.clock)


DRIVERS: tuple[Driver[Sign], ...] = (
    Driver(
        name="onbon",
        kind="led_board",
        machine="仰邦 BX-5K/6K 字库卡",
        protocol="Onbon BX-5K/6K user protocol 1.4",
        wires=("serial", "tcp"),
        options=OnbonOptions,
        baud=57600,
        build=_onbon,
    ),
)
