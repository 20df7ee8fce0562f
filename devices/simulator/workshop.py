"""A simulated machine for every driver that has one, where its binding says; several on one line where they are."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from devices.led.alpha import AlphaOptions
from devices.led.am03127 import Am03127Options
from devices.led.canned import CannedOptions
from devices.registry import Binding, driver_of, options_of
from devices.simulator.alpha import AlphaCard
from devices.simulator.answering_cards import Am03127Card, canned_card
from devices.simulator.dropping import DroppingScanner
from devices.simulator.id_card import IdCardSimulator
from devices.simulator.keypad import KeypadSimulator
from devices.simulator.keypad_cards import ApertumCard, ByteCard, Ff68Card, Ff68EvaluatorCard, PadCard
from devices.simulator.line import SimulatedLine
from devices.simulator.onbon import OnbonSimulator
from devices.simulator.printer import PrinterSimulator
from devices.simulator.reader import ReaderSimulator
from devices.simulator.reader_machines import Em3095Machine, LineMachine, NewlandMachine, TypingMachine
from devices.simulator.reader_ssi import SsiMachine
from devices.simulator.sign import SignSimulator
from devices.simulator.simulated import Simulator
from devices.simulator.snapshot_camera import SnapshotCameraSimulator
from devices.simulator.speech import SpeechSimulator
from devices.simulator.strip_cards import (
    LineCard,
    ModbusCard,
    apertum_card,
    cxt_card,
    jqueue_0509_card,
    jqueue_hdlc_card,
    sum8_card,
)

OnALine = Callable[[SimulatedLine, Binding], Simulator]
Alone = Callable[[Path, Binding], Simulator]


def _am03127(bound: Binding) -> Am03127Card:
    options = options_of(driver_of(bound.kind, bound.driver), bound.options)
    assert isinstance(options, Am03127Options)
    return Am03127Card(bound.address or 1, options.columns)


def _alpha(bound: Binding) -> AlphaCard:
    options = options_of(driver_of(bound.kind, bound.driver), bound.options)
    assert isinstance(options, AlphaOptions)
    return AlphaCard(bound.address, options.width_px, options.height_px)


def _canned(bound: Binding) -> LineCard:
    options = options_of(driver_of(bound.kind, bound.driver), bound.options)
    assert isinstance(options, CannedOptions)
    return canned_card(options.template, bound.address or 1, options.columns, options.charset)


ON_A_LINE: dict[tuple[str, str], OnALine] = {
    ("led_board", "onbon"): lambda line, bound: OnbonSimulator(line, screen=bound.address or 1),
    ("led_board", "jqueue_0509"): lambda line, bound: SignSimulator(line, jqueue_0509_card(bound.address)),
    ("led_board", "jqueue_hdlc"): lambda line, bound: SignSimulator(line, jqueue_hdlc_card(bound.address or 1)),
    ("led_board", "modbus_digits"): lambda line, bound: SignSimulator(line, ModbusCard(bound.address or 1)),
    ("led_board", "am03127"): lambda line, bound: SignSimulator(line, _am03127(bound)),
    ("led_board", "alpha"): lambda line, bound: SignSimulator(line, _alpha(bound)),
    ("led_board", "canned"): lambda line, bound: SignSimulator(line, _canned(bound)),
    ("led_board", "cxt"): lambda line, bound: SignSimulator(line, cxt_card()),
    ("led_board", "sum8"): lambda line, bound: SignSimulator(line, sum8_card(bound.address or 1)),
    ("led_board", "apertum_board"): lambda line, bound: SignSimulator(line, apertum_card(bound.address or 0x20)),
    ("speech", "syn6288"): lambda line, bound: SpeechSimulator(line),
    ("speech", "xfs5152"): lambda line, bound: SpeechSimulator(line, checked=False),
    ("keypad", "ff68"): lambda line, bound: KeypadSimulator(line, Ff68Card(bound.address or 1)),
    ("keypad", "apertum_console"): lambda line, bound: KeypadSimulator(line, ApertumCard(bound.address or 0x20)),
    ("evaluator", "ff68"): lambda line, bound: KeypadSimulator(line, Ff68EvaluatorCard(bound.address or 1)),
}
"""Machines that may share a line."""
ALONE: dict[tuple[str, str], Alone] = {
    ("keypad", "number_pad"): lambda path, bound: KeypadSimulator(path, PadCard()),
    ("keypad", "byte_map"): lambda path, bound: KeypadSimulator(path, ByteCard({"call": b"\r"})),
    ("id_card_reader", "sam_v"): lambda path, bound: IdCardSimulator(path),
    ("slip_printer", "escpos"): lambda path, bound: PrinterSimulator(path),
    ("barcode_reader", "serial_line"): lambda path, bound: ReaderSimulator(path),
    ("barcode_reader", "newland"): lambda path, bound: ReaderSimulator(path, NewlandMachine()),
    ("barcode_reader", "honeywell"): lambda path, bound: ReaderSimulator(path, LineMachine("honeywell")),
    ("barcode_reader", "em3095"): lambda path, bound: ReaderSimulator(path, Em3095Machine()),
    ("barcode_reader", "ssi"): lambda path, bound: ReaderSimulator(path, SsiMachine()),
    ("barcode_reader", "hid"): lambda path, bound: ReaderSimulator(path, TypingMachine()),
    ("document_camera", "snapshot"): lambda path, bound: SnapshotCameraSimulator(),
    ("scanner", "folder"): lambda path, bound: DroppingScanner(path),
}
"""Machines with a port of their own."""
BY_DATAGRAMS = {("led_board", "cxt")}


def simulated_drivers() -> frozenset[tuple[str, str]]:
    """Kind and name of every driver that has a simulated machine on a wire."""
    return frozenset(ON_A_LINE | ALONE)


def simulators(bindings: Iterable[Binding], folder: Path) -> dict[str, Simulator]:
    """A machine for each binding by its id, its serial lines in `folder`.

    Raises:
        KeyError: there is no simulated machine for a driver.
    """
    lines: dict[str, SimulatedLine] = {}
    made: dict[str, Simulator] = {}
    for binding in bindings:
        key = (binding.kind, binding.driver)
        path = folder / binding.port.rpartition("/")[2]
        if binding.port not in lines:
            _clear(path)
        if key in ALONE:
            made[binding.id] = ALONE[key](path, binding)
            continue
        if binding.port not in lines:
            lines[binding.port] = SimulatedLine(datagrams=True) if key in BY_DATAGRAMS else SimulatedLine(path)
        made[binding.id] = ON_A_LINE[key](lines[binding.port], binding)
    return made


def _clear(path: Path) -> None:
    """Takes away what an earlier practice left there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
