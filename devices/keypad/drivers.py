"""The keypads and evaluators that the house can drive."""

from devices.driver import Driver, Setting
from devices.keypad.apertum import ApertumConsole, ApertumOptions
from devices.keypad.byte_map import ByteMap, ByteMapOptions
from devices.keypad.codec import KeypadCodec
from devices.keypad.evaluator import Evaluator
from devices.keypad.ff68 import Ff68Evaluator, Ff68EvaluatorOptions, Ff68Keypad, Ff68KeypadOptions
from devices.keypad.keypad import Keypad
from devices.keypad.pad import NumberPad, NumberPadOptions
from devices.keypad.station import Station
from devices.transport import Transport

PROTOCOL = "FF 68 … 16 frames on RS-485 (JackQChen/QueueSystem, vendor's 21-key page)"
HIGHEST_ADDRESS = 0xFF


def _keypad(setting: Setting, codec: KeypadCodec) -> Keypad:
    return Keypad(codec, name=setting.name, clock=setting.clock)


def _ff68_address(setting: Setting) -> int:
    if not 0 <= setting.address <= HIGHEST_ADDRESS:
        raise ValueError("address 是 1 到 255")
    return setting.address or 1


def _ff68_keypad(setting: Setting, wire: Transport | None) -> Keypad:
    assert isinstance(setting.options, Ff68KeypadOptions)
    return _keypad(setting, Ff68Keypad(_ff68_address(setting), setting.options))


def _ff68_evaluator(setting: Setting, wire: Transport | None) -> Evaluator:
    assert isinstance(setting.options, Ff68EvaluatorOptions)
    return Evaluator(Ff68Evaluator(_ff68_address(setting), setting.options), name=setting.name, clock=setting.clock)


def _apertum(setting: Setting, wire: Transport | None) -> Keypad:
    assert isinstance(setting.options, ApertumOptions)
    return _keypad(setting, ApertumConsole(setting.address or 0x20, setting.options))


def _byte_map(setting: Setting, wire: Transport | None) -> Keypad:
    assert isinstance(setting.options, ByteMapOptions)
    return _keypad(setting, ByteMap(setting.options))


def _number_pad(setting: Setting, wire: Transport | None) -> Keypad:
    assert isinstance(setting.options, NumberPadOptions)
    return _keypad(setting, NumberPad(setting.options))


DRIVERS: tuple[Driver[Station], ...] = (
    Driver(
        name="ff68",
        kind="keypad",
        machine="FF 68 协议呼叫器（RS-485，21 键）",
        protocol=PROTOCOL,
        wires=("serial", "tcp"),
        options=Ff68KeypadOptions,
        build=_ff68_keypad,
    ),
    Driver(
        name="apertum_console",
        kind="keypad",
        machine="Apertum 按钮盒（RS-485）",
        protocol="Apertum QSystem button consoles (ub485)",
        wires=("serial", "tcp"),
        options=ApertumOptions,
        baud=57600,
        build=_apertum,
    ),
    Driver(
        name="number_pad",
        kind="keypad",
        machine="USB 数字小键盘",
        protocol="Linux input events, exclusive grab",
        wires=("input",),
        options=NumberPadOptions,
        build=_number_pad,
    ),
    Driver(
        name="byte_map",
        kind="keypad",
        machine="别的串口按键盒（自己填字节）",
        protocol="bytes or a pattern by options",
        wires=("serial", "tcp", "udp"),
        options=ByteMapOptions,
        build=_byte_map,
    ),
    Driver(
        name="ff68",
        kind="evaluator",
        machine="FF 68 协议评价器（RS-485，4 键）",
        protocol=PROTOCOL,
        wires=("serial", "tcp"),
        options=Ff68EvaluatorOptions,
        build=_ff68_evaluator,
    ),
)
