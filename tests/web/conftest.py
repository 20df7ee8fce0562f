"""A real hall for every test that wants one: server, broker and web as processes, a kiosk's client, a browser."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from queue_server.client import HallClient
from queue_server.contract.commands import AnyCommand, GetQueues, TakeTicket
from queue_server.contract.credential import load_credential
from queue_server.contract.plan import load
from queue_server.contract.replies import AnyOutcome, QueuesAre, TicketIssued
from queue_server.contract.tickets import Ticket, TicketView
from queue_server.web.pins import set_pin

ROOT = Path(__file__).parents[2]
PIN = "2468"
DEADLINE_S = 20.0
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Found = TypeVar("Found")


def wait_for(look: Callable[[], Found | None]) -> Found:
    """What `look` finds, as soon as it finds something."""
    deadline = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come")


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RunningHall:
    """The sample hall, open around the clock, on ports of its own; server and web can be stopped and started."""

    def __init__(self, folder: Path) -> None:
        text = (ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8")
        text = re.sub(r"^hours = .*$", 'hours = [["00:00", "24:00"]]', text, flags=re.MULTILINE)
        self.plan_path = folder / "hall.toml"
        self.plan_path.write_text(text.replace("[hall]", f"[hall]\nbroker_port = {free_port()}", 1), encoding="utf-8")
        self.plan = load(self.plan_path)
        self.state = folder / "state"
        self.web_port = free_port()
        self.address = f"http://127.0.0.1:{self.web_port}"
        self._log = (folder / "log").open("w")
        self.server: subprocess.Popen[bytes] | None = None
        self.web: subprocess.Popen[bytes] | None = None
        self._clients: dict[str, HallClient] = {}

    def start_server(self) -> None:
        """Starts broker and desk; returns when the credentials are there."""
        self.server = self._run()
        wait_for(lambda: (self.state / "clients/kiosk-1.json").exists() and (self.state / "clients/web.json").exists())

    def start_web(self) -> None:
        """Starts the web; returns when it reaches the server."""
        self.start_web_alone()
        self.wait_live()

    def start_web_alone(self) -> None:
        """Starts the web; returns when it answers, whether or not there is a server."""
        self.web = self._run("web", "--port", str(self.web_port))
        wait_for(self.health)

    def wait_live(self) -> None:
        """Returns when the web shows the hall."""
        wait_for(lambda: self.health().get("server"))

    def health(self) -> dict[str, object]:
        """The web's own account, empty while it is down."""
        try:
            health: dict[str, object] = httpx.get(f"{self.address}/health").json()
        except httpx.TransportError:
            return {}
        return health

    def stop(self, process: subprocess.Popen[bytes] | None, how: int = signal.SIGTERM) -> None:
        """Ends one process and whatever it started."""
        if process is None or process.poll() is not None:
            return
        process.send_signal(how)
        try:
            process.wait(DEADLINE_S)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def ask(self, command: AnyCommand, client: str = "kiosk-1") -> AnyOutcome:
        """Asks the desk as `client`."""
        if client not in self._clients:
            known = self._clients[client] = HallClient(load_credential(self.state / f"clients/{client}.json"))
            known.start()
            assert known.wait_connected(DEADLINE_S)
        return self._clients[client].ask(command, timeout_s=DEADLINE_S)

    def take(self, matter: str) -> Ticket:
        """A visitor takes a number at the kiosk."""
        issued = self.ask(TakeTicket(matter=matter))
        assert isinstance(issued, TicketIssued)
        return issued.ticket

    def tickets(self) -> dict[str, TicketView]:
        """The live tickets by number."""
        queues = self.ask(GetQueues())
        assert isinstance(queues, QueuesAre)
        return {view.ticket.number: view for view in queues.tickets}

    def window_state(self, number: int) -> str:
        """How the window stands."""
        queues = self.ask(GetQueues())
        assert isinstance(queues, QueuesAre)
        return next(window.state for window in queues.board.windows if window.window == number)

    def close(self) -> None:
        """Ends everything."""
        for client in self._clients.values():
            client.close()
        self.stop(self.web)
        self.stop(self.server)
        self._log.close()

    def _run(self, *part: str) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "queue_server",
            *part,
            "--plan",
            str(self.plan_path),
            "--state",
            str(self.state),
        ]
        return subprocess.Popen(command, cwd=ROOT, stdout=self._log, stderr=self._log, start_new_session=True)


def clerk_at(hall: RunningHall, clerk: str = "wang", window: int = 1) -> httpx.Client:
    """A logged-in clerk without a browser."""
    client = httpx.Client(base_url=hall.address, timeout=DEADLINE_S)
    answer = client.post("/api/login", json={"window": window, "clerk": clerk, "pin": PIN})
    assert answer.status_code == 204, answer.text
    return client


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[RunningHall]:
    """A fresh hall."""
    yield from running_hall(tmp_path)


@pytest.fixture(scope="module")
def shared_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    """One hall for a module's tests that do not mind what the others did."""
    yield from running_hall(tmp_path_factory.mktemp("hall"))


def running_hall(folder: Path) -> Iterator[RunningHall]:
    """A hall with some clerks' PINs set, ended afterwards."""
    running = RunningHall(folder)
    try:
        running.start_server()
        for clerk in ("wang", "li", "zhang", "zhao"):
            set_pin(running.state, clerk, PIN)
        running.start_web()
        yield running
    finally:
        running.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of the size of a window's screen; a script error fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    fresh = context.new_page()
    errors: list[str] = []
    fresh.on("pageerror", lambda error: errors.append(str(error)))
    yield fresh
    context.close()
    assert errors == []
