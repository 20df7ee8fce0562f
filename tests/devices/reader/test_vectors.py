"""Every published frame of every family decodes to its meaning and is encoded from it."""

from pathlib import Path
from typing import Any

import pytest

from devices.reader import Code, em3095, newland, ssi
from devices.reader.drivers import DRIVERS
from devices.reader.plain import DATALOGIC, TRIGGERS, PlainLines
from devices.reader.protocol import Say
from devices.reader.reader import Answer
from devices.transport.input_event import InputEvent, InputEventDecoder, encode_event
from tests.devices.vectors import Vector, vectors

FOLDER = Path(__file__).parent / "vectors"


def of(driver: str) -> list[Any]:
    return [pytest.param(vector, id=vector.name) for vector in vectors(FOLDER / f"{driver}.json")]


def test_every_driver_has_vectors() -> None:
    assert {file.stem for file in FOLDER.glob("*.json")} == {driver.name for driver in DRIVERS}


@pytest.mark.parametrize("vector", of("serial_line"))
def test_a_plain_line_means_what_it_should(vector: Vector) -> None:
    match vector.decoded:
        case {"text": str(text), "kind": str() | None as kind}:
            assert list(PlainLines().feed(vector.content)) == [Code(text, kind)]
        case {"datalogic": str(command)}:
            assert DATALOGIC[command] == vector.content
        case _:
            assert vector.decoded is None
            lines = PlainLines()
            assert list(lines.feed(vector.content + b"\r")) == []
            assert lines.refused == 1


@pytest.mark.parametrize("vector", of("honeywell"))
def test_honeywell_frames(vector: Vector) -> None:
    match vector.decoded:
        case {"trigger": bool(on)}:
            command = PlainLines("honeywell").trigger(on)
            assert command is not None
            assert (command.content, command.answered) == (vector.content, False)
        case {"text": str(text), "kind": str(kind)}:
            assert list(PlainLines("honeywell").feed(vector.content)) == [Code(text, kind)]
        case _:
            pytest.fail("unknown form of vector")


@pytest.mark.parametrize("vector", of("newland"))
def test_newland_frames(vector: Vector) -> None:
    protocol = newland.NewlandProtocol()
    match vector.decoded:
        case {"command": str(tag), "lasting": bool(lasting)}:
            command = newland.TextCommand(tag, lasting)
            assert newland.encode_command(command) == vector.content
            assert newland.decode_command(vector.content) == command
        case {"answer": str(tag), "lasting": bool(lasting), "result": int(result), "means": str(means)}:
            answer = newland.TextAnswer(newland.TextCommand(tag, lasting), result)
            assert newland.encode_answer(answer) == vector.content
            assert newland.decode_answer(vector.content) == answer
            assert list(protocol.feed(vector.content)) == [Answer(means)]
        case {"legacy": str(number)}:
            assert newland.legacy_command(number) == vector.content
        case {"probe": True}:
            assert protocol.probe().content == vector.content
        case {"alive": True}:
            protocol.probe()
            assert list(protocol.feed(vector.content)) == [Answer.ACCEPTED]
        case {"means": str(means)}:
            assert list(protocol.feed(vector.content)) == [Answer(means)]
        case _:
            pytest.fail("unknown form of vector")


@pytest.mark.parametrize("vector", of("em3095"))
def test_em3095_frames(vector: Vector) -> None:
    heard = list(em3095.Em3095Protocol().feed(vector.content))
    match vector.decoded:
        case {"kind": int(kind), "zone": int(zone), "content": str(content), "checked": bool(checked)}:
            command = em3095.ZoneCommand(kind, zone, bytes.fromhex(content))
            assert em3095.encode_command(command, checked=checked) == vector.content
            assert em3095.decode_command(vector.content) == command
        case {"result": int(result), "content": str(content), "means": str(means)}:
            answer = em3095.ZoneAnswer(result, bytes.fromhex(content))
            assert em3095.encode_answer(answer) == vector.content
            assert em3095.decode_answer(vector.content) == answer
            assert heard == [Answer(means)]
        case {"text": str(text), "kind": None}:
            assert heard == [Code(text)]
        case _:
            assert vector.decoded is None
            assert em3095.decode_command(vector.content) is None
            assert em3095.decode_answer(vector.content) is None
            assert heard == []


@pytest.mark.parametrize("vector", of("ssi"))
def test_ssi_frames(vector: Vector) -> None:
    heard = list(ssi.SsiProtocol().feed(vector.content))
    match vector.decoded:
        case {"op": str(op), "content": str(content), "source": int(source), "status": int(status)}:
            packet = ssi.Packet(ssi.Op[op], bytes.fromhex(content), source, status)
            assert ssi.encode_packet(packet) == vector.content
            assert ssi.decode_packet(vector.content) == packet
            match vector.decoded:
                case {"text": str(text), "kind": str(kind)}:
                    assert heard == [Say(ssi.host_command(ssi.Op.ACK)), Code(text, kind)]
        case _:
            assert vector.decoded is None
            assert ssi.decode_packet(vector.content) is None
            assert heard == [Say(ssi.host_command(ssi.Op.NAK, ssi.RESEND))]


@pytest.mark.parametrize("vector", of("hid"))
def test_key_events(vector: Vector) -> None:
    match vector.decoded:
        case {"at_us": int(at_us), "type": int(kind), "code": int(key), "value": int(value)}:
            event = InputEvent(at_us, kind, key, value)
            assert encode_event(event) == vector.content
            assert list(InputEventDecoder().feed(vector.content)) == [event]
        case _:
            pytest.fail("unknown form of vector")


def test_the_published_triggers_are_the_ones_sent() -> None:
    assert TRIGGERS["honeywell"] is not None
    assert em3095.Em3095Protocol().trigger(True).content.hex(" ").upper() == "7E 00 08 01 00 02 01 AB CD"
    assert ssi.SsiProtocol().trigger(True).content.hex(" ").upper() == "04 E4 04 00 FF 14"
