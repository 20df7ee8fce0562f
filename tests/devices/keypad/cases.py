"""The keypads as the conformance suite needs them: driver, simulated machine, and the words of their vectors."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from devices.bus import Bus
from devices.driver import Driver, Options, Setting
from devices.keypad import apertum_frame, ff68
from devices.keypad.byte_map import ByteMap, ByteMapOptions
from devices.keypad.codec import Heard, KeypadCodec
from devices.keypad.drivers import DRIVERS
from devices.keypad.ff68_frame import Frame, FrameDecoder, encode_frame
from devices.keypad.keypad import Keypad
from devices.keypad.keys import Key, KeyPress
from devices.keypad.pad import NumberPad
from devices.simulator.keypad import KeypadSimulator
from devices.simulator.keypad_cards import ApertumCard, ByteCard, Ff68Card, KeypadCard, PadCard
from devices.simulator.line import SimulatedLine
from devices.transport import InputDevice, Line, Transport, open_later
from tests.devices.clock import HandClock
from tests.devices.waiting import wait_until

Decoded = dict[str, object]
BOX = {"call": "AA01", "recall": "AA02", "transfer": "AA03", "1": "AA31", "2": "AA32"}


def plain(press: KeyPress | None) -> Decoded:
    """A press in the words of a vector."""
    if press is None:
        return {}
    words: Decoded = {"key": str(press.key)}
    return words | {"digits": press.digits} if press.digits else words


def decode_ff68(stream: bytes) -> list[Decoded]:
    scores = ff68.scores(ff68.Ff68EvaluatorOptions().levels)
    told: list[Decoded] = []
    for frame in FrameDecoder().feed(stream):
        words: Decoded = {"address": frame.address, "command": frame.command, "data": frame.data.hex(" ").upper()}
        heard = ff68.Ff68Keypad(frame.address).feed(encode_frame(frame))
        if frame.command == ff68.RATED:
            words["score"] = scores[frame.data[0]]
        told.append(words | (plain(heard[0].press) if heard else {}))
    return told


def encode_ff68(decoded: Decoded) -> bytes:
    frame = msgspec.convert({name: decoded[name] for name in ("address", "command")} | {"data": b""}, Frame)
    return encode_frame(msgspec.structs.replace(frame, data=bytes.fromhex(str(decoded["data"]))))


def decode_console(stream: bytes) -> list[Decoded]:
    keys = {0x31: "call_or_recall", 0x32: "start", 0x33: "transfer", 0x34: "complete"}
    told: list[Decoded] = []
    for message in apertum_frame.ConsoleDecoder().feed(stream):
        match message:
            case apertum_frame.Signal(address, code):
                told.append({"signal": code, "address": address} | ({"key": keys[code]} if code in keys else {}))
            case apertum_frame.Text(address, text, blink):
                told.append({"address": address, "text": text, "blink": blink})
            case apertum_frame.Question(address):
                told.append({"address": address, "question": True})
    return told


def encode_console(decoded: Decoded) -> bytes:
    kinds = {"signal": apertum_frame.Signal, "text": apertum_frame.Text, "question": apertum_frame.Question}
    kind = next(kind for word, kind in kinds.items() if word in decoded)
    fields = {
        name.replace("signal", "code"): value for name, value in decoded.items() if name not in ("key", "question")
    }
    return apertum_frame.encode(msgspec.convert(fields, kind))


def presses(codec: KeypadCodec, stream: bytes) -> list[Decoded]:
    heard: list[Heard] = codec.feed(stream)
    return [plain(one.press) for one in heard if one.press is not None]


class Case(msgspec.Struct, frozen=True):
    """What the suite has to know of one driver.

    Attributes:
        means: what each press of the simulated machine's keys, in order, has to tell.
        encode: the bytes of a vector's meaning; None where we never say or simulate them by meaning.
        shows: it has digits.
    """

    driver: str
    card: Callable[[], KeypadCard]
    decode: Callable[[bytes], list[Decoded]]
    encode: Callable[[Decoded], bytes] | None
    means: tuple[tuple[tuple[str, ...], KeyPress], ...]
    address: int = 1
    options: Options | None = None
    input_device: bool = False
    shows: bool = False
    beeps: bool = False
    acknowledged: bool = False

    @property
    def entry(self) -> Driver[Keypad]:
        found = next(driver for driver in DRIVERS if (driver.kind, driver.name) == ("keypad", self.driver))
        assert found.kind == "keypad"
        return found  # type: ignore[return-value]

    def build(self, clock: HandClock, address: int = 0) -> Keypad:
        options = self.options if self.options is not None else self.entry.options()
        setting = Setting(name="keypad", address=address or self.address, options=options, clock=clock)
        return self.entry.build(setting, None)

    def wire(self, path: str) -> Transport:
        if self.input_device:
            return InputDevice(path, grabbing=lambda fd: None)
        return open_later(path, Line(baud=self.entry.baud))


BOX_OPTIONS = ByteMapOptions(keys=" ".join(f"{name}={digits}" for name, digits in BOX.items()), beep="AA7F")
ECHO_OPTIONS = ByteMapOptions(
    keys="call=N recall=R", pattern=r"\x02(?P<digits>\d*)(?P<key>[A-Z])\x03", echo=True, beep="07"
)
CASES = (
    Case(
        "ff68", Ff68Card, decode_ff68, encode_ff68,
        ((("call",), KeyPress(Key.CALL)), (("recall",), KeyPress(Key.RECALL)), (("no_show",), KeyPress(Key.NO_SHOW)),
         (("park",), KeyPress(Key.PARK)), (("0", "1", "2", "call_back"), KeyPress(Key.CALL_BACK, "012")),
         (("2", "transfer"), KeyPress(Key.TRANSFER, "2")), (("pause",), KeyPress(Key.PAUSE)),
         (("confirm",), KeyPress(Key.CONFIRM)), (("cancel",), KeyPress(Key.CANCEL)),
         (("one_metre",), KeyPress(Key.ONE_METRE)), (("evaluate",), KeyPress(Key.EVALUATE))),
        shows=True, beeps=True, acknowledged=True,
    ),
    Case(
        "apertum_console", ApertumCard, decode_console, encode_console,
        ((("1",), KeyPress(Key.CALL_OR_RECALL)), (("2",), KeyPress(Key.START)), (("3",), KeyPress(Key.TRANSFER)),
         (("4",), KeyPress(Key.COMPLETE))),
        address=0x20, shows=True, beeps=True,
    ),
    Case(
        "number_pad", PadCard, lambda stream: presses(NumberPad(), stream), None,
        ((("enter",), KeyPress(Key.CALL)), (("plus",), KeyPress(Key.RECALL)), (("minus",), KeyPress(Key.NO_SHOW)),
         (("star",), KeyPress(Key.PARK)), (("1", "2", "backspace", "slash"), KeyPress(Key.TRANSFER, "1")),
         (("dot",), KeyPress(Key.PAUSE))),
        input_device=True,
    ),
    Case(
        "byte_map", lambda: ByteCard({name: bytes.fromhex(digits) for name, digits in BOX.items()}, beep=b"\xaa\x7f"),
        lambda stream: presses(ByteMap(BOX_OPTIONS), stream), None,
        ((("call",), KeyPress(Key.CALL)), (("recall",), KeyPress(Key.RECALL)),
         (("1", "1", "transfer"), KeyPress(Key.TRANSFER, "11"))),
        options=BOX_OPTIONS, beeps=True,
    ),
    Case(
        "byte_map", lambda: ByteCard({"call": b"\x02N\x03", "12": b"\x0212R\x03"}, acknowledged=True, beep=b"\x07"),
        lambda stream: presses(ByteMap(BOX_OPTIONS), stream), None,
        ((("call",), KeyPress(Key.CALL)), (("12",), KeyPress(Key.RECALL, "12"))),
        options=ECHO_OPTIONS, beeps=True, acknowledged=True,
    ),
)  # fmt: skip


class Standing:
    """A keypad on its bus at a simulated machine, driven by hand."""

    def __init__(self, case: Case, path: Path) -> None:
        self.clock = HandClock()
        self.line = SimulatedLine(path)
        self.machine = KeypadSimulator(self.line, case.card(), resend_s=0.02)
        self.keypad = case.build(self.clock)
        self.told: list[KeyPress] = []
        self.keypad.pressed(self.told.append)
        self.bus = Bus(case.wire(self.line.path), [self.keypad], clock=self.clock, pause=self.clock.advance)

    def settle(self) -> None:
        """Let the bus do everything that is due now."""
        for _ in range(200):
            if not self.bus.turn():
                return
        raise AssertionError("the bus never comes to rest")

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the bus work until the condition holds."""

        def worked() -> bool:
            self.settle()
            return condition()

        wait_until(worked)

    def press(self, *names: str) -> None:
        """Press keys, and wait until the last one was told."""
        self.settle()
        before = len(self.told)
        for name in names:
            self.machine.press(name)
        self.until(lambda: len(self.told) > before and not self.machine.unacknowledged)

    def shown(self) -> tuple[str, str]:
        """Waiting and number on the machine, without blanks."""
        panel = self.machine.panel
        assert panel is not None
        return panel.waiting.strip(), panel.number.strip()

    def close(self) -> None:
        self.bus.close()
        self.machine.close()


@contextmanager
def standing(case: Case, folder: Path) -> Iterator[Standing]:
    """A keypad for the time of a test."""
    there = Standing(case, folder / "keypad")
    try:
        yield there
    finally:
        there.close()
