"""A real hall of its own for a measurement: the sample plan always open, on a free port, its files in a folder."""

import socket
import subprocess
import threading
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tomli_w

from queue_server.client import HallClient, NoReplyError
from queue_server.contract import topics
from queue_server.contract.commands import GetBoard
from queue_server.contract.credential import Credential, load_credential
from queue_server.contract.messages import Presence
from queue_server.contract.plan import load
from tests.bench.processes import ROOT, child
from tests.ports import free_port

SAMPLE = ROOT / "assets" / "halls" / "puyang.toml"
START_TIMEOUT_S = 20.0
MATTERS = ("A01", "B01", "C01", "D01", "J01")
"""One matter of each service of the sample."""
SERVER = "queue_server"
ECHO = "tests.bench.echo"


class BenchError(RuntimeError):
    """A part did not do what was to be measured; the text says which and what it said."""


@dataclass(frozen=True, slots=True)
class RunningHall:
    """A server that has given its first reply, `first_reply_s` seconds after its process was started."""

    folder: Path
    process: subprocess.Popen[bytes]
    first_reply_s: float

    @property
    def plan(self) -> Path:
        """The hall's plan."""
        return plan_path(self.folder)

    @property
    def state(self) -> Path:
        """The server's folder."""
        return state_path(self.folder)

    def credential(self, client: str) -> Credential:
        """The way in of `client`."""
        return load_credential(self.state / "clients" / f"{client}.json")


def plan_path(folder: Path) -> Path:
    """Where the plan of the hall in `folder` lies."""
    return folder / "hall.toml"


def state_path(folder: Path) -> Path:
    """Where the server of the hall in `folder` keeps its files."""
    return folder / "state"


def write_plan(folder: Path, *, ports: dict[str, str] | None = None) -> Path:
    """The sample plan in `folder`: round the clock, numbers of four digits, `ports` of devices by their ids."""
    raw: dict[str, Any] = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))
    raw["hall"] |= {"broker_port": free_port(), "web_port": free_port(), "hours": [["00:00", "24:00"]]}
    raw["papers"]["port"] = free_port()
    raw["policy"]["number_digits"] = 4
    for device in raw["device"]:
        device["port"] = (ports or {}).get(device["id"], device["port"])
    path = plan_path(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tomli_w.dumps(raw), encoding="utf-8")
    return path


@contextmanager
def running(folder: Path, module: str = SERVER) -> Iterator[RunningHall]:
    """The server of the hall in `folder` from its start to its first reply, and on until the block is left."""
    log = folder / "server.log"
    born, began = datetime.now(UTC), time.monotonic()
    with child(log, module, "--plan", str(plan_path(folder)), "--state", str(state_path(folder))) as process:
        try:
            replied = _first_reply(folder, born, began + START_TIMEOUT_S)
        except (TimeoutError, NoReplyError, OSError) as error:
            raise BenchError(f"{module} gave no reply: {log.read_text()[-2000:]}") from error
        yield RunningHall(folder, process, replied - began)


def _first_reply(folder: Path, born: datetime, deadline: float) -> float:
    """When the first reply came; asks as soon as the server is here, so no client's pause for breath is counted."""
    port = load(plan_path(folder)).hall.broker_port
    while not _accepts(port):
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.005)
    here = threading.Event()

    def heard(presence: Presence) -> None:
        if presence.client == topics.SERVER and presence.state == "here" and presence.since >= born:
            here.set()

    client = HallClient(load_credential(state_path(folder) / "clients" / "kiosk-1.json"))
    client.follow_presence(heard)
    client.start()
    try:
        if not here.wait(deadline - time.monotonic()):
            raise TimeoutError
        client.ask(GetBoard())
        return time.monotonic()
    finally:
        client.close()


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
