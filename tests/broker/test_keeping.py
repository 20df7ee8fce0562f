"""The broker is kept running, whatever happens to it, and never outlives its server."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from queue_server.broker import Broker, BrokerError, Entry
from queue_server.contract import topics
from tests.on_the_wire import HALL, OnTheWire, guest
from tests.ports import free_port
from tests.running_hall import DEADLINE_S, ROOT, wait_for


def delivers(hall: OnTheWire) -> bool:
    """Whether what one client says reaches another."""
    with guest(hall, "server") as server, guest(hall, "kiosk-1") as kiosk:
        server.subscribe(topics.ASK.of(HALL, "+"))
        kiosk.publish(topics.ASK.of(HALL, "kiosk-1"), b"x")
        return bool(wait_for(lambda: server.got))


def test_a_killed_broker_runs_again_as_a_new_process(brokered: OnTheWire) -> None:
    pid = brokered.broker.pid
    os.kill(pid, signal.SIGKILL)
    assert brokered.restarted_after(pid) != pid
    wait_for(lambda: accepts(brokered.port))
    assert delivers(brokered)


@pytest.mark.parametrize(
    "content", [b"garbled" * 1000, b"\x00\xb5\x00mosquitto db", b"\xff"], ids=["words", "cut", "byte"]
)
def test_a_garbled_store_is_set_aside(wire_only: OnTheWire, content: bytes) -> None:
    store = wire_only.state.broker / "mosquitto.db"
    store.parent.mkdir(parents=True)
    store.write_bytes(content)
    wire_only.start_broker()
    assert store.with_suffix(".garbled").read_bytes() == content
    assert delivers(wire_only)


def test_a_store_garbled_while_it_ran_is_set_aside_too(brokered: OnTheWire) -> None:
    store = brokered.state.broker / "mosquitto.db"
    pid = brokered.broker.pid
    os.kill(pid, signal.SIGSTOP)
    store.write_bytes(b"garbled" * 1000)
    os.kill(pid, signal.SIGKILL)
    brokered.restarted_after(pid)
    wait_for(lambda: accepts(brokered.port))
    assert delivers(brokered)
    assert store.with_suffix(".garbled").exists()


def test_a_taken_port_is_one_clear_sentence(wire_only: OnTheWire) -> None:
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", wire_only.port))
        squatter.listen()
        with pytest.raises(BrokerError, match=re.escape(f"端口 {wire_only.port} 已被占用")):
            wire_only.start_broker()


@pytest.mark.parametrize("missing", ["mosquitto", "mosquitto_passwd", "setpriv"])
def test_a_missing_program_is_one_clear_sentence(tmp_path: Path, missing: str) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in {"mosquitto", "mosquitto_passwd", "setpriv"} - {missing}:
        (programs / name).symlink_to("/bin/true")
    broker = Broker(tmp_path / "broker", free_port(), HALL, Entry({"server": "x"}), programs_in=str(programs))
    with pytest.raises(BrokerError, match=f"找不到程序 {missing}，请先安装"):
        broker.start()


def test_a_broker_that_never_comes_up_is_one_clear_sentence(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("mosquitto", "mosquitto_passwd", "setpriv"):
        (programs / name).symlink_to("/bin/true")
    broker = Broker(
        tmp_path / "broker", free_port(), HALL, Entry({"server": "x"}), programs_in=str(programs), start_timeout_s=0.5
    )
    with pytest.raises(BrokerError, match=r"消息服务没有启动，原因见 .*mosquitto\.log"):
        broker.start()


def test_a_closed_broker_is_gone_and_stays_gone(brokered: OnTheWire) -> None:
    process = psutil.Process(brokered.broker.pid)
    broker = brokered.broker
    brokered.stop_broker()
    assert not process.is_running()
    assert broker.pid == 0
    assert not accepts(brokered.port)


def test_the_broker_ends_with_a_server_that_was_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.broker.standing_broker", str(tmp_path / "broker"), str(free_port())]
    parent = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait(DEADLINE_S)
    parent.stdout.close()
    wait_for(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_secrets_are_for_this_user_alone_and_passwords_are_not_kept_in_clear(brokered: OnTheWire) -> None:
    folder = brokered.state.broker
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("passwords", "acl"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    kept = (folder / "passwords").read_text()
    assert not any(credential.password in kept for credential in brokered.credentials.values())


def accepts(port: int) -> bool:
    """Whether somebody listens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
