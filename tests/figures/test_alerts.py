"""Alerts: a wait over the promise, a window where nothing happens, a broken device; and nothing else."""

from datetime import datetime, timedelta

from queue_server.contract import commands
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.replies import QueuesAre
from queue_server.figures.alerts import Alert, alerts
from tests.queueing.sample import Practice


def told(hall: Practice, *devices: DeviceHealth) -> tuple[Alert, ...]:
    """What is told now."""
    seen = hall.do(commands.GetQueues())
    assert isinstance(seen, QueuesAre)
    return alerts(hall.plan, seen, devices, hall.now)


def test_a_wait_is_told_from_the_moment_when_the_promise_is_over() -> None:
    hall = Practice()
    taken = hall.now
    hall.take("A")
    hall.wait(minutes=10)
    hall.take("A")
    hall.wait(minutes=20)
    assert told(hall) == ()
    hall.wait(seconds=1)
    over = taken + timedelta(minutes=30)
    assert told(hall) == (Alert(what="wait_over", since=over, service="A", number="A001", count=1),)
    hall.wait(minutes=10)
    assert told(hall)[0].count == 2


def test_a_window_is_silent_when_it_is_open_and_visitors_wait_and_nobody_is_served_there() -> None:
    hall = Practice()
    hall.open(1, "ann")
    opened = hall.now
    hall.wait(minutes=20)
    assert told(hall) == ()
    hall.take("B")
    assert told(hall) == ()
    hall.take("A")
    assert told(hall) == (Alert(what="window_silent", since=opened, window=1),)
    hall.call(1, "ann")
    hall.take("A")
    hall.wait(minutes=6)
    assert [alert.window for alert in told(hall)] == [1]
    hall.do(commands.Recall(window=1, clerk="ann"))
    assert told(hall) == ()
    hall.done(commands.StartService(window=1, clerk="ann"))
    hall.wait(minutes=6)
    assert told(hall) == ()
    hall.done(commands.CompleteTicket(window=1, clerk="ann"))
    hall.done(commands.PauseWindow(window=1, clerk="ann"))
    hall.wait(minutes=6)
    assert told(hall) == ()


def test_a_device_is_told_of_when_it_is_broken() -> None:
    hall = Practice()
    since = datetime.fromisoformat("2026-11-23T08:00:00+08:00")
    low = DeviceHealth(device="printer", state="attention", reason="纸快用完了", since=since)
    down = DeviceHealth(device="led-1", state="broken", reason="没有应答", remedy="检查网线", since=since)
    assert told(hall, low, down) == (
        Alert(what="device_down", since=since, device="led-1", reason="没有应答", remedy="检查网线"),
    )
