"""The way to the hall, over a real broker: there and back, a server that is away, nobody there at all."""

import pytest

from kiosk.selftest import Finding
from kiosk.selftest.hall_news import HallNews
from kiosk.selftest.own_clock import OwnClock
from kiosk.selftest.way_to_hall import NETWORK, SERVER, WayToHall
from queue_server.contract.messages import DeviceHealth, Health
from queue_server.contract.selftest import SelfTest
from queue_server.release import version
from tests.contract.sample_values import AT, FINDING
from tests.on_the_wire import OnTheWire
from tests.running_hall import wait_for

ZONE = "Asia/Shanghai"


def states(way: WayToHall) -> dict[str, str]:
    return {one.check: one.state for one in way.look() if isinstance(one, Finding)}


def test_there_and_back_tells_the_servers_clock_its_version_and_its_machines(served: OnTheWire) -> None:
    client, agent = served.client("kiosk-1"), served.client("agent")
    news = HallNews(client)
    board = DeviceHealth(device="led-1", state="ok", since=AT)
    agent.report_health(Health(client="agent", devices=(board,)))
    assert states(WayToHall(client, "127.0.0.1:1")) == {NETWORK: "ok", SERVER: "ok"}
    assert client.server_clock is not None
    clock = OwnClock(served.now, lambda: client.server_clock, ZONE, lambda: True)
    assert [one.state for one in clock.look() if isinstance(one, Finding)] == ["ok"]
    assert wait_for(lambda: news.version) == version()
    wait_for(lambda: news.machines() == (board,))
    assert states(WayToHall(client, "127.0.0.1:1", slow_ms=0.0)) == {NETWORK: "ok", SERVER: "attention"}


def test_a_broker_without_a_server_and_no_broker_at_all_are_two_findings(brokered: OnTheWire) -> None:
    client = brokered.client("kiosk-1")
    assert states(WayToHall(client, "127.0.0.1:1", answer_s=0.3)) == {NETWORK: "ok", SERVER: "broken"}
    brokered.stop_broker()
    wait_for(lambda: not client.connected)
    assert states(WayToHall(client, "127.0.0.1:1", connect_s=0.1)) == {NETWORK: "broken"}


def test_a_self_test_reaches_the_web_and_is_told_again_after_a_lost_link(brokered: OnTheWire) -> None:
    told: list[SelfTest] = []
    selftest = SelfTest(client="kiosk-1", at=AT, version="2026.12.1", findings=(FINDING,))
    kiosk = brokered.client("kiosk-1")
    kiosk.report_selftest(selftest)
    brokered.client("web").follow_selftests(told.append)
    wait_for(lambda: told == [selftest])
    brokered.stop_broker()
    wait_for(lambda: not kiosk.connected)
    (brokered.state.broker / "mosquitto.db").unlink(missing_ok=True)
    brokered.start_broker()
    wait_for(lambda: len(told) > 1)
    assert set(told) == {selftest}


@pytest.mark.parametrize("name", ["display-1", "agent"])
def test_others_do_not_read_self_tests(brokered: OnTheWire, name: str) -> None:
    told: list[SelfTest] = []
    brokered.client(name).follow_selftests(told.append)
    kiosk = brokered.client("kiosk-1")
    kiosk.report_selftest(SelfTest(client="kiosk-1", at=AT, version="1", findings=()))
    heard: list[Health] = []
    brokered.client(name).follow_health(heard.append)
    kiosk.report_health(Health(client="kiosk-1", devices=()))
    wait_for(lambda: heard)
    assert told == []
