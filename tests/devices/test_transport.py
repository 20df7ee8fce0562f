"""Wires: every failure is `DeviceOfflineError`, nothing waits for ever, recordings replay."""

import os
import socket
from datetime import datetime
from pathlib import Path

import pytest

from devices.bus import Bus
from devices.errors import DeviceOfflineError, WrongAnswerError
from devices.led import OnbonCodec, Sign
from devices.simulator import OnbonSimulator, PrinterSimulator
from devices.simulator.udp_port import UdpPort
from devices.transport import (
    File,
    InputDevice,
    Recorded,
    Recorder,
    Rs485,
    Serial,
    Tcp,
    Transport,
    Udp,
    UsbPrinter,
    load_recording,
    open_later,
)
from tests.devices.waiting import wait_until


def test_a_missing_port_is_offline(tmp_path: Path) -> None:
    with pytest.raises(DeviceOfflineError, match="cannot be opened"):
        Serial(str(tmp_path / "nothing")).open()


def test_a_path_that_is_no_serial_port_is_offline(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DeviceOfflineError):
        Serial(str(tmp_path / "file")).open()


def test_a_port_belongs_to_one_opener(printer_machine: PrinterSimulator) -> None:
    first, second = Serial(printer_machine.path), Serial(printer_machine.path)
    first.open()
    with pytest.raises(DeviceOfflineError):
        second.open()
    first.close()
    second.open()
    second.close()


def test_a_line_that_cannot_switch_to_rs485_is_offline_and_left_free(printer_machine: PrinterSimulator) -> None:
    with pytest.raises(DeviceOfflineError, match="cannot be opened"):
        Serial(printer_machine.path, rs485=Rs485(before_send_s=0.001)).open()
    Serial(printer_machine.path).open()


def test_a_pulled_cable_is_offline_when_reading_and_when_writing(printer_machine: PrinterSimulator) -> None:
    wire = Serial(printer_machine.path)
    wire.open()
    printer_machine.set_fault("unplugged", True)
    with pytest.raises(DeviceOfflineError):
        wire.read(0.5)
    with pytest.raises(DeviceOfflineError) as caught:
        wire.write(b"x")
    assert caught.value.written == 0
    wire.close()
    wire.close()


def test_a_closed_wire_is_offline(tmp_path: Path) -> None:
    for wire in (Serial("/dev/null"), Tcp("127.0.0.1", 9), File(tmp_path / "f"), Recorded(())):
        with pytest.raises(DeviceOfflineError):
            wire.write(b"x")
        with pytest.raises(DeviceOfflineError):
            wire.read(0)


def test_a_line_nobody_reads_ends_the_write_and_counts_what_it_took(printer_machine: PrinterSimulator) -> None:
    printer_machine.set_fault("frozen", True)
    wire = Serial(printer_machine.path, stall_timeout_s=0.2)
    wire.open()
    with pytest.raises(DeviceOfflineError, match="takes no more") as caught:
        wire.write(bytes(1_000_000))
    assert 0 < caught.value.written < 1_000_000
    wire.close()


def test_a_tcp_machine_is_written_to_and_read() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        wire = Tcp("127.0.0.1", server.getsockname()[1])
        wire.open()
        peer, _ = server.accept()
        wire.write(b"question")
        assert peer.recv(100) == b"question"
        assert wire.read(0) == b""
        peer.sendall(b"answer")
        assert wire.read(2) == b"answer"
        peer.close()
        with pytest.raises(DeviceOfflineError, match="closed by the other side"):
            wire.read(2)
        wire.close()


def test_a_tcp_machine_that_is_not_there_is_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(DeviceOfflineError, match="cannot be reached"):
        Tcp("127.0.0.1", port).open()


def test_datagrams_arrive_answers_come_back_and_a_refused_one_is_offline() -> None:
    heard: list[bytes] = []
    machine = UdpPort(heard.append)
    wire = open_later(machine.path)
    wire.open()
    wire.write(b"one")
    wait_until(lambda: heard == [b"one"])
    assert machine.send(b"answer")
    assert wire.read(2) == b"answer"
    machine.unplug()
    with pytest.raises(DeviceOfflineError, match="refused"):
        wire.write(b"two")
    machine.plug()
    wire.write(b"three")
    wait_until(lambda: heard == [b"one", b"three"])
    wire.close()
    machine.close()


@pytest.mark.parametrize(
    ("port", "kind"),
    [
        ("/dev/serial/by-id/led", Serial),
        ("10.0.0.5:9100", Tcp),
        ("tcp://10.0.0.5:5005", Tcp),
        ("udp://10.0.0.5:8453", Udp),
        ("/dev/usb/lp0", UsbPrinter),
        ("/dev/input/by-id/reader-event-kbd", InputDevice),
        ("file:///tmp/slips", File),
    ],
)
def test_a_port_as_the_plan_writes_it_leads_to_its_wire(port: str, kind: type) -> None:
    assert isinstance(open_later(port), kind)


@pytest.mark.parametrize("port", ["udp://nowhere", "ftp://10.0.0.5:21", "tcp://10.0.0.5"])
def test_a_port_that_is_no_place_is_refused(port: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        open_later(port)


def test_a_file_is_appended_to(tmp_path: Path) -> None:
    wire = File(tmp_path / "out")
    wire.open()
    wire.write(b"one")
    wire.close()
    wire.open()
    wire.write(b"two")
    assert wire.read(0) == b""
    wire.close()
    assert (tmp_path / "out").read_bytes() == b"onetwo"


def test_a_full_pipe_cannot_hold_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reading = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    wire = File(tmp_path / "pipe", stall_timeout_s=0.1)
    wire.open()
    with pytest.raises(DeviceOfflineError) as caught:
        wire.write(bytes(500_000))
    assert caught.value.written > 0
    wire.close()
    os.close(reading)


def said_on(wire: Transport, text: str) -> Sign:
    sign = Sign(OnbonCodec(), wall_clock=lambda: datetime(2026, 11, 23, 9))
    bus = Bus(wire, [sign])
    sign.want(text)
    while bus.turn():
        pass
    bus.close()
    return sign


def test_a_recorded_conversation_replays_without_the_machine(sign_machine: OnbonSimulator, tmp_path: Path) -> None:
    recording = tmp_path / "sign.jsonl"
    said_on(Recorder(Serial(sign_machine.path), recording), "请A012到3号窗口")
    replay = Recorded(load_recording(recording))
    assert said_on(replay, "请A012到3号窗口").health.shown == "请A012到3号窗口"
    assert replay.finished


def test_a_replay_notices_a_driver_that_says_something_else(sign_machine: OnbonSimulator, tmp_path: Path) -> None:
    recording = tmp_path / "sign.jsonl"
    said_on(Recorder(Serial(sign_machine.path), recording), "请A012到3号窗口")
    with pytest.raises(WrongAnswerError, match="recording expects"):
        said_on(Recorded(load_recording(recording)), "请B003到1号窗口")
