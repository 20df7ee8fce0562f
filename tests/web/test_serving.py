"""The web as a process: how it starts, and how it ends with pages open."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from queue_server.web.listening import listen
from tests.running_hall import DEADLINE_S, ROOT, RunningHall, wait_for


@pytest.mark.parametrize("taken", ["网页端口", "收材料的端口"])
def test_a_taken_port_is_one_plain_sentence(shared_hall: RunningHall, taken: str) -> None:
    plan, for_pages = shared_hall.plan, taken == "网页端口"
    command = [sys.executable, "-m", "queue_server", "web", "--port", str(plan.hall.web_port if for_pages else 0)]
    places = ["--plan", str(shared_hall.plan_path), "--state", str(shared_hall.state)]
    second = subprocess.run([*command, *places], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 1
    port = plan.hall.web_port if for_pages else plan.papers.port
    assert second.stderr.startswith(f"{taken} 127.0.0.1:{port} 用不了")
    assert second.stderr.count("\n") == 1


def test_no_answer_waits_for_the_other_sides_clock() -> None:
    with listen("127.0.0.1", 0, "网页端口") as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_it_ends_at_once_though_phones_are_watching(shared_hall: RunningHall) -> None:
    ticket = shared_hall.take("J01")
    with httpx.stream("GET", f"{shared_hall.address}/t/{ticket.token}/events", timeout=DEADLINE_S) as stream:
        wait_for(lambda: next(stream.iter_raw()))
        assert shared_hall.web is not None
        shared_hall.web.send_signal(signal.SIGTERM)
        assert shared_hall.web.wait(DEADLINE_S) in {0, -signal.SIGTERM}
    shared_hall.start_web()


def test_the_web_stays_small(shared_hall: RunningHall) -> None:
    """Broker, server and web have 220 MB together; the web takes a third at most."""
    assert shared_hall.web is not None
    statm = Path(f"/proc/{shared_hall.web.pid}/statm").read_text(encoding="ascii")
    resident_mb = int(statm.split()[1]) * 4096 / 1e6
    assert resident_mb < 80
