"""The LED boards that the house can drive."""

from devices.driver import Driver, Setting, Wire
from devices.led.alpha import AlphaCodec, AlphaOptions
from devices.led.am03127 import Am03127Codec, Am03127Options
from devices.led.canned import CannedCodec, CannedOptions
from devices.led.codec import SignCodec
from devices.led.cxt import CxtCodec, CxtOptions
from devices.led.jqueue_0509 import JQueue0509Codec, StripOptions
from devices.led.jqueue_hdlc import HdlcOptions, JQueueHdlcCodec
from devices.led.modbus_digits import ModbusDigitsCodec, ModbusOptions
from devices.led.number_boards import ApertumBoardCodec, ApertumOptions, Sum8Codec, Sum8Options
from devices.led.onbon import OnbonCodec, OnbonOptions
from devices.led.sign import Sign
from devices.transport import Transport

LINE: tuple[Wire, ...] = ("serial", "tcp")
HIGHEST_ADDRESS = 0xFF


def _sign(setting: Setting, codec: SignCodec) -> Sign:
    return Sign(codec, name=setting.name, clock=setting.clock)


def _address(setting: Setting, usual: int, highest: int = HIGHEST_ADDRESS) -> int:
    if setting.address > highest:
        raise ValueError(f"address 最大是 {highest}")
    return setting.address or usual


def _onbon(setting: Setting, wire: Transport | None) -> Sign:
    assert isinstance(setting.options, OnbonOptions)
    return _sign(setting, OnbonCodec(_address(setting, 1, 0xFFFE), setting.options))


def _jqueue_0509(setting: Setting, wire: Transport | None) -> Sign:
    assert isinstance(setting.options, StripOptions)
    return _sign(setting, JQueue0509Codec(_address(setting, 0), setting.options))


def _jqueue_hdlc(setting: Setting, wire: Transport | None) -> Sign:
    assert isinstance(setting.options, HdlcOptions)
    return _sign(setting, JQueueHdlcCodec(_address(setting, 1), setting.options))


def _modbus_digits(setting: Setting, wire: Transport | None) -> Sign:
    assert isinstance(setting.options, ModbusOptions)
    return _sign(setting, ModbusDigitsCodec(_address(setting, 1, 247), setting.options))


def _cxt(setting: Setting, wire: Transport | None) -> Sign:
    assert isinstance(setting.options, CxtOptions)
    return _sign(setting, CxtCodec(setting.options))


def _sum8(setting: Setting, wire: Transport | None) -> Sign:
    assert isinstance(setting.options, Sum8Options)
    return _sign(setting, Sum8Codec(_address(setting, 1), setting.options))


def _am03127(setting: Setting, wire: Transport | None) -> Sign:
    assert isinstance(setting.options, Am03127Options)
    return _sign(setting, Am03127Codec(_address(setting, 1), setting.options))


def _alpha(setting: Setting, wire: Transport | None) -> Sign:
    assert isinstance(setting.options, AlphaOptions)
    return _sign(setting, AlphaCodec(_address(setting, 0), setting.options))


def _canned(setting: Setting, wire: Transport | None) -> Sign:
    assert isinstance(setting.options, CannedOptions)
    return _sign(setting, CannedCodec(_address(setting, 1), setting.options))


def _apertum_board(setting: Setting, wire: Transport | None) -> Sign:
    assert isinstance(setting.options, ApertumOptions)
    return _sign(setting, ApertumBoardCodec(_address(setting, 0x20), setting.options))


DRIVERS: tuple[Driver[Sign], ...] = (
    Driver(
        name="onbon",
        kind="led_board",
        machine="仰邦 BX-5K/6K 字库卡",
        protocol="Onbon BX-5K/6K user protocol 1.4",
        wires=LINE,
        options=OnbonOptions,
        baud=57600,
        build=_onbon,
    ),
    Driver(
        name="jqueue_0509",
        kind="led_board",
        machine="条屏，AA AA AA 4E 协议",
        protocol="“0509” strip of JQueue (SendLED_0509Message)",
        wires=LINE,
        options=StripOptions,
        baud=19200,
        build=_jqueue_0509,
    ),
    Driver(
        name="jqueue_hdlc",
        kind="led_board",
        machine="条屏，7E 协议",
        protocol="HDLC-like strip of JQueue (SendLEDMessage), FCS-16 of RFC 1662",
        wires=LINE,
        options=HdlcOptions,
        baud=19200,
        build=_jqueue_hdlc,
    ),
    Driver(
        name="modbus_digits",
        kind="led_board",
        machine="Modbus 数码管屏（LED-485）",
        protocol="Modbus RTU, registers of LED-485_setuptool",
        wires=LINE,
        options=ModbusOptions,
        build=_modbus_digits,
    ),
    Driver(
        name="cxt",
        kind="led_board",
        machine="CXT CX-H 网口屏",
        protocol="CXT CX-H datagrams, UDP 8453",
        wires=("udp",),
        options=CxtOptions,
        build=_cxt,
    ),
    Driver(
        name="sum8",
        kind="led_board",
        machine="数字屏，地址加两字节加和",
        protocol="RS-485 number board, ID hi lo sum8",
        wires=LINE,
        options=Sum8Options,
        build=_sum8,
    ),
    Driver(
        name="apertum_board",
        kind="led_board",
        machine="Apertum RS-485 屏",
        protocol="Apertum QSystem QIndicatorBoardRS",
        wires=LINE,
        options=ApertumOptions,
        build=_apertum_board,
    ),
    Driver(
        name="am03127",
        kind="led_board",
        machine="AM03127 移动字幕屏（只有英文）",
        protocol="Amplus AM004-03128/03127 v2.2",
        wires=LINE,
        options=Am03127Options,
        build=_am03127,
    ),
    Driver(
        name="alpha",
        kind="led_board",
        machine="Alpha（BetaBrite）屏，汉字用点阵",
        protocol="Alpha Sign Communications Protocol 9708-8061F",
        wires=LINE,
        options=AlphaOptions,
        build=_alpha,
    ),
    Driver(
        name="canned",
        kind="led_board",
        machine="别的条屏（自己写帧模板）",
        protocol="frames by a template in the plan",
        wires=("serial", "tcp", "udp"),
        options=CannedOptions,
        build=_canned,
    ),
)
