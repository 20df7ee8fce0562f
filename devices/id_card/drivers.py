"""The readers of resident ID cards that the house can drive."""

from devices.driver import Driver, Setting
from devices.id_card.sam_reader import SamReader
from devices.transport import Transport


def _sam_v(setting: Setting, wire: Transport | None) -> SamReader:
    assert wire is not None
    return SamReader(wire, name=setting.name, clock=setting.clock)


DRIVERS: tuple[Driver[SamReader], ...] = (
    Driver(
        name="sam_v",
        kind="id_card_reader",
        machine="居民身份证阅读器（SAM_V 模块，串口）",
        protocol="SAM_V serial frames, text block of GA 450 cards",
        wires=("serial",),
        baud=115200,
        build=_sam_v,
    ),
)
