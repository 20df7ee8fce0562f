"""A real hall for every test that wants one: broker, desk and web as processes of their own, clients of its wire."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import httpx
import msgspec

from queue_server.client import HallClient
from queue_server.contract.commands import AnyCommand, GetQueues, TakeTicket
from queue_server.contract.credential import load_credential
from queue_server.contract.plan import ALL_DAY, Plan, parse
from queue_server.contract.replies import AnyOutcome, QueuesAre, TicketIssued
from queue_server.contract.tickets import Ticket, TicketView
from queue_server.contract.topics import WEB
from tests.asked_by import asked_by
from tests.ports import free_port

ROOT = Path(__file__).parents[1]
DEADLINE_S = 60.0
"""Nothing waits so long unless it never comes; a machine that others use too is slow at times."""
Found = TypeVar("Found")


def wait_for(look: Callable[[], Found | None], deadline_s: float = DEADLINE_S) -> Found:
    """What `look` finds, as soon as it finds something."""
    deadline = time.monotonic() + deadline_s
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come")


def open_all_day(plan: Plan) -> Plan:
    """The plan on ports of its own, giving numbers at any hour, so that tests do not depend on the clock."""
    replace = msgspec.structs.replace
    services = tuple(replace(service, hours=(), every_day=True) for service in plan.service)
    hall = replace(plan.hall, hours=ALL_DAY, broker_port=free_port(), web_port=free_port())
    return replace(plan, hall=hall, papers=replace(plan.papers, port=free_port()), service=services)


class RunningHall:
    """The sample hall, open around the clock, on ports of its own; server and web can be stopped and started."""

    def __init__(self, folder: Path, change: Callable[[Plan], Plan] = lambda plan: plan) -> None:
        self.plan = change(open_all_day(parse((ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8"))))
        self.plan_path = folder / "hall.toml"
        self.plan_path.write_bytes(msgspec.toml.encode(self.plan))
        shutil.copy(ROOT / "assets/halls/calendar.toml", folder)
        self.state = folder / "state"
        self.address = f"http://127.0.0.1:{self.plan.hall.web_port}"
        self._log_path = folder / "log"
        self._log = self._log_path.open("a")
        self.server: subprocess.Popen[bytes] | None = None
        self.web: subprocess.Popen[bytes] | None = None
        self.broker: subprocess.Popen[bytes] | None = None
        self._clients: dict[str, HallClient] = {}

    def start_broker(self) -> None:
        """Starts the broker in a process of its own; the server is then started without one."""
        self.broker = self._run("broker")

    def start_server(self) -> None:
        """Starts broker and desk; returns when the desk answers."""
        before = self._openings()
        self.server = self._run() if self.broker is None else self._run("--broker-apart")
        wait_for(lambda: all((self.state / "clients" / f"{name}.json").exists() for name in self.plan.clients()))
        wait_for(lambda: self._openings() > before)  # a client that comes earlier tries again seconds later
        self.ask(GetQueues())

    def start_web(self) -> None:
        """Starts the web; returns when it reaches the server."""
        self.start_web_alone()
        self.wait_live()

    def start_web_alone(self) -> None:
        """Starts the web; returns when it answers, whether or not there is a server."""
        web = self.web = self._run("web")

        def answers() -> bool:
            assert web.poll() is None, f"the web ended: {self._log_path.read_text()[-2000:]}"
            return bool(self.health())

        wait_for(answers)

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

    def kill_server(self) -> None:
        """The server dies as by a power cut of its own."""
        self.stop(self.server, signal.SIGKILL)

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

    def client(self, name: str) -> HallClient:
        """A connected client of the plan."""
        if name not in self._clients:
            known = self._clients[name] = HallClient(load_credential(self.state / f"clients/{name}.json"))
            known.start()
            assert known.wait_connected(DEADLINE_S)
        return self._clients[name]

    def ask(self, command: AnyCommand, client: str = "kiosk-1") -> AnyOutcome:
        """Asks the desk as `client`; as the web on behalf of somebody who may."""
        by = asked_by(self.plan, command) if client == WEB else ""
        return self.client(client).ask(command, by=by, timeout_s=DEADLINE_S)

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
        self.stop(self.broker)
        self._log.close()

    def _openings(self) -> int:
        """How often the server has said that it is open."""
        return self._log_path.read_text(encoding="utf-8").count("大厅总台已开")

    def _run(self, *part: str) -> subprocess.Popen[bytes]:
        command: list[str | Path] = [sys.executable, "-m", "queue_server", *part]
        command += ["--plan", self.plan_path, "--state", self.state]
        return subprocess.Popen(command, cwd=ROOT, stdout=self._log, stderr=self._log, start_new_session=True)
