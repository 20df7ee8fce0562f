"""The lamps that the house can drive."""

from devices.driver import Driver, Options, Setting
from devices.lamp.lamp import Colour, Lamp
from devices.lamp.lines import GpiodLines
from devices.transport import Transport


class GpioOptions(Options, frozen=True, kw_only=True):
    """Attributes: the line of each colour, -1 where the lamp has none; `active_low` where a low level lights it."""

    green: int = 0
    red: int = -1
    active_low: bool = False

    def __post_init__(self) -> None:
        if not -1 <= self.green <= 1023 or not -1 <= self.red <= 1023 or self.green == self.red:
            raise ValueError("green 和 red 是两条不同的线号（0 到 1023），没有的写 -1")


def _gpio(setting: Setting, wire: Transport | None) -> Lamp:
    assert isinstance(setting.options, GpioOptions)
    lines: dict[Colour, int] = {"green": setting.options.green, "red": setting.options.red}
    offsets = {colour: line for colour, line in lines.items() if line >= 0}
    chip = GpiodLines(setting.port, tuple(offsets.values()), active_low=setting.options.active_low)
    return Lamp(chip, offsets, name=setting.name, clock=setting.clock)


DRIVERS: tuple[Driver[Lamp], ...] = (
    Driver(
        name="gpio",
        kind="lamp",
        machine="窗口指示灯（GPIO）",
        protocol="Linux GPIO character device through libgpiod 2",
        wires=("gpio",),
        options=GpioOptions,
        build=_gpio,
    ),
)
