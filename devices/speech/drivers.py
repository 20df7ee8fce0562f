"""The speech modules that the house can drive."""

from devices.driver import Driver, Options, Setting, Wire
from devices.speech.module import Charset, SpeechModule
from devices.transport import Transport

LINE: tuple[Wire, ...] = ("serial", "tcp")


class SpeechOptions(Options, frozen=True, kw_only=True):
    """Attributes: `charset` that the module reads."""

    charset: Charset = "gbk"


def _built(setting: Setting, *, checked: bool) -> SpeechModule:
    assert isinstance(setting.options, SpeechOptions)
    return SpeechModule(checked=checked, charset=setting.options.charset, name=setting.name, clock=setting.clock)


def _syn6288(setting: Setting, wire: Transport | None) -> SpeechModule:
    return _built(setting, checked=True)


def _xfs5152(setting: Setting, wire: Transport | None) -> SpeechModule:
    return _built(setting, checked=False)


DRIVERS: tuple[Driver[SpeechModule], ...] = (
    Driver(
        name="syn6288",
        kind="speech",
        machine="SYN6288 语音合成模块",
        protocol="SYN6288 frames with exclusive or",
        wires=LINE,
        options=SpeechOptions,
        build=_syn6288,
    ),
    Driver(
        name="xfs5152",
        kind="speech",
        machine="XFS5152 类语音合成模块",
        protocol="XFS frames without checksum (uncertain)",
        wires=LINE,
        options=SpeechOptions,
        build=_xfs5152,
    ),
)
