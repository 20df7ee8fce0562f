"""The simulated network socket: what a driver sees when the cable is pulled or the machine hangs."""

import threading
from collections.abc import Iterator

import pytest

from devices.errors import DeviceOfflineError
from devices.simulator.tcp_port import TcpPort
from devices.transport import Tcp
from tests.devices.waiting import wait_until


class Machine:
    def __init__(self) -> None:
        self.heard = b""
        self.port = TcpPort(self.hear)

    def hear(self, content: bytes) -> None:
        self.heard += content


@pytest.fixture
def machine() -> Iterator[Machine]:
    made = Machine()
    yield made
    made.port.close()


def wire_to(machine: Machine) -> Tcp:
    host, port = machine.port.path.split(":")
    return Tcp(host, int(port), stall_timeout_s=0.2)


def test_bytes_go_both_ways_and_the_next_client_waits_for_the_first(machine: Machine) -> None:
    first, second = wire_to(machine), wire_to(machine)
    first.open()
    first.write(b"one")
    wait_until(lambda: machine.heard == b"one")
    assert machine.port.send(b"answer")
    assert first.read(2) == b"answer"
    second.open()
    second.write(b"two")
    first.close()
    wait_until(lambda: machine.heard == b"onetwo")
    second.close()


def test_a_pulled_cable_breaks_the_wire_and_the_address_works_again_afterwards(machine: Machine) -> None:
    path = machine.port.path
    for _ in range(5):
        wire = wire_to(machine)
        wire.open()
        wire.write(b"x")
        wait_until(lambda: machine.heard.endswith(b"x"))
        machine.port.unplug()
        machine.port.unplug()
        with pytest.raises(DeviceOfflineError):
            wire.read(2)
        wire.close()
        with pytest.raises(DeviceOfflineError):
            wire.open()
        assert not machine.port.send(b"nobody")
        machine.heard = b""
        machine.port.plug()
        assert machine.port.path == path


def test_a_hanging_machine_takes_no_more_and_goes_on_afterwards(machine: Machine) -> None:
    wire = wire_to(machine)
    wire.open()
    wire.write(b"x")
    wait_until(lambda: machine.heard == b"x")
    machine.port.hold(True)
    with pytest.raises(DeviceOfflineError) as caught:
        wire.write(bytes(20_000_000))
    assert caught.value.written > 0
    machine.port.hold(False)
    wait_until(lambda: len(machine.heard) > 1)
    wire.close()


def test_closing_ends_the_thread_and_may_be_repeated() -> None:
    machine = Machine()
    machine.port.close()
    machine.port.close()
    assert not any(thread.name.endswith(machine.port.path) for thread in threading.enumerate())
