"""Everybody is seen to come and to go, however they go."""

import subprocess
import sys
from collections.abc import Callable

from queue_server.contract.messages import DeviceHealth, Health, Presence
from tests.contract.sample_values import AT
from tests.on_the_wire import OnTheWire
from tests.running_hall import DEADLINE_S, ROOT, wait_for


def seen_by(hall: OnTheWire) -> Callable[[str], list[Presence]]:
    """What the web has seen of a client so far, oldest first."""
    heard: list[Presence] = []
    hall.client("web").follow_presence(heard.append)
    return lambda client: [presence for presence in heard if presence.client == client]


def test_a_client_is_here_and_says_goodbye(brokered: OnTheWire) -> None:
    seen = seen_by(brokered)
    client = brokered.client("kiosk-1")
    wait_for(lambda: seen("kiosk-1"))
    client.close()
    wait_for(lambda: len(seen("kiosk-1")) == 2)
    here, gone = seen("kiosk-1")
    assert (here.state, gone.state) == ("here", "gone")
    assert here.session == gone.session


def test_a_killed_client_is_gone_by_its_last_will(brokered: OnTheWire) -> None:
    seen = seen_by(brokered)
    command = [sys.executable, "-m", "tests.client.standing_client", str(brokered.state.credential_path("kiosk-1"))]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"True\n"
    wait_for(lambda: seen("kiosk-1"))
    process.kill()
    process.wait(DEADLINE_S)
    process.stdout.close()
    wait_for(lambda: len(seen("kiosk-1")) == 2)
    here, gone = seen("kiosk-1")
    assert (here.state, gone.state) == ("here", "gone")
    assert here.session == gone.session


def test_every_start_is_a_new_session(brokered: OnTheWire) -> None:
    seen = seen_by(brokered)
    for _ in range(3):
        brokered.client("kiosk-1").close()
    wait_for(lambda: len(seen("kiosk-1")) == 6)
    assert len({presence.session for presence in seen("kiosk-1")}) == 3


def test_whoever_comes_later_sees_who_is_here(brokered: OnTheWire) -> None:
    before = seen_by(brokered)
    brokered.client("display-1")
    wait_for(lambda: before("display-1"))
    seen = seen_by(brokered)
    wait_for(lambda: seen("display-1"))
    assert seen("display-1")[-1].state == "here"


def test_health_is_kept_and_said_again_to_a_broker_that_forgot(brokered: OnTheWire) -> None:
    heard: list[Health] = []
    web = brokered.client("web")
    web.follow_health(heard.append)
    health = Health(
        client="agent", devices=(DeviceHealth(device="led-1", state="broken", reason="没有回答", since=AT),)
    )
    agent = brokered.client("agent")
    agent.report_health(health)
    wait_for(lambda: health in heard)
    brokered.stop_broker()
    (brokered.state.broker / "mosquitto.db").unlink(missing_ok=True)
    wait_for(lambda: not web.connected)
    heard.clear()
    brokered.start_broker()
    wait_for(lambda: health in heard)


def test_the_link_is_told_at_once_and_whenever_it_changes(brokered: OnTheWire) -> None:
    told: list[bool] = []
    client = brokered.client("kiosk-1")
    wait_for(lambda: client.connected)
    client.on_link(told.append)
    assert told in ([True], [False], [False, True])
    wait_for(lambda: told[-1])
    told.clear()
    brokered.stop_broker()
    wait_for(lambda: told == [False])
    brokered.start_broker()
    wait_for(lambda: told == [False, True])
