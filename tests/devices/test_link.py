"""The life of a connection: states, back-off, insisting."""

import pytest

from devices.errors import DeviceOfflineError, PersonNeededError, PersonReason
from devices.link import BACKOFF_MAX_S, Link, LinkState
from devices.simulator import PrinterSimulator
from devices.transport import Serial
from tests.devices.clock import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def link(printer_machine: PrinterSimulator, clock: HandClock) -> Link:
    return Link(Serial(printer_machine.path), "printer", clock)


def state_of(link: Link) -> LinkState:
    return link.state


def fail(link: Link) -> float:
    with pytest.raises(DeviceOfflineError) as caught, link.exchange():
        raise AssertionError("the wire must not open")
    return caught.value.retry_in_s


def test_the_waits_double_from_half_a_second_to_thirty(
    link: Link, printer_machine: PrinterSimulator, clock: HandClock
) -> None:
    printer_machine.set_fault("unplugged", True)
    waits = []
    for _ in range(9):
        waits.append(fail(link))
        clock.advance(waits[-1])
    assert waits == [0.5, 1, 2, 4, 8, 16, BACKOFF_MAX_S, BACKOFF_MAX_S, BACKOFF_MAX_S]


def test_before_the_wait_is_over_nothing_is_tried_unless_insisted(
    link: Link, printer_machine: PrinterSimulator, clock: HandClock
) -> None:
    printer_machine.set_fault("unplugged", True)
    fail(link)
    printer_machine.set_fault("unplugged", False)
    clock.advance(0.2)
    assert fail(link) == pytest.approx(0.3)
    with link.exchange(insist=True):
        assert state_of(link) is LinkState.BUSY
    assert state_of(link) is LinkState.READY
    assert link.retry_in_s == 0


def test_a_machine_that_opens_and_breaks_at_once_does_not_start_the_waits_anew(link: Link, clock: HandClock) -> None:
    waits = []
    for _ in range(4):
        with pytest.raises(DeviceOfflineError) as caught, link.exchange():
            raise DeviceOfflineError("broke in the middle")
        waits.append(caught.value.retry_in_s)
        clock.advance(waits[-1])
    assert waits == [0.5, 1, 2, 4]
    with link.exchange():
        pass
    with pytest.raises(DeviceOfflineError) as caught, link.exchange():
        raise DeviceOfflineError("broke again")
    assert caught.value.retry_in_s == 0.5


def test_a_machine_that_needs_a_person_is_not_offline(link: Link) -> None:
    with pytest.raises(PersonNeededError), link.exchange():
        raise PersonNeededError(PersonReason.COVER_OPEN)
    assert state_of(link) is LinkState.READY


def test_a_closed_link_opens_again(link: Link) -> None:
    with link.exchange():
        pass
    link.close()
    assert state_of(link) is LinkState.CLOSED
    with link.exchange():
        assert state_of(link) is LinkState.BUSY
