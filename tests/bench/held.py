"""All displays and consoles of a hall in a process of their own: says when the last display has which call.

Every other display is a window of its own, a client of the wire; those between are TVs at the web, as are the
consoles. A call is told by its sequence.
"""

import argparse
import asyncio
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from queue_server.client import HallClient
from queue_server.contract.boards import HallBoard
from queue_server.contract.credential import Credential, load_credential
from queue_server.contract.plan import Plan, load
from queue_server.web.board_page import Spoken
from queue_server.web.places import at_window
from queue_server.web.sessions import Sessions, cookie_name
from tests.bench.followers import Receipts
from tests.bench.hall import BenchError, plan_path, state_path

LONGEST_LINE = 1 << 20
DATA = b"data: "


class Page(msgspec.Struct):
    """What is looked at of a TV's page."""

    spoken: tuple[Spoken, ...] = ()


class Display:
    """What one display has seen; every call counts once."""

    def __init__(self, receipts: Receipts) -> None:
        self._receipts = receipts
        self._newest = 0

    def take(self, board: HallBoard) -> None:
        """A board on the wire."""
        self._has(max((call.sequence for call in board.calls), default=0))

    def read(self, line: bytes) -> None:
        """A line of the TV's stream."""
        if line.startswith(DATA + b"{"):
            page = msgspec.json.decode(line[len(DATA) :], type=Page)
            self._has(max((int(spoken.name) for spoken in page.spoken), default=0))

    def _has(self, sequence: int) -> None:
        if sequence > self._newest:
            self._newest = sequence
            self._receipts.received(sequence)


def main() -> None:
    """Holds them until its input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, help="of the hall")
    folder = parser.parse_args().folder
    plan, state = load(plan_path(folder)), state_path(folder)
    receipts = Receipts(len(plan.display))
    keep = [
        _window_of_its_own(load_credential(state / "clients" / f"{display.id}.json"), receipts)
        for display in plan.display[::2]
    ]
    threading.Thread(target=lambda: asyncio.run(_hold_streams(plan, state, receipts)), daemon=True).start()
    sys.stdin.read()
    for client in keep:
        client.close()


def _window_of_its_own(credential: Credential, receipts: Receipts) -> HallClient:
    client = HallClient(credential)
    client.follow_hall(Display(receipts).take)
    client.follow_forecast(lambda _: None)
    client.follow_bulletin(lambda _: None)
    client.start()
    return client


async def _hold_streams(plan: Plan, state: Path, receipts: Receipts) -> None:
    port, sessions = plan.hall.web_port, Sessions(state, plan.policy.idle_logout_min * 60.0)
    async with asyncio.TaskGroup() as held:
        for display in plan.display[1::2]:
            held.create_task(_stream(port, f"/board/{display.id}/events", "", Display(receipts).read))
        for window in plan.window:
            place = at_window(window.number)
            _, cookie = sessions.open(window.clerks[0], place)
            address = f"/api/window/{window.number}/events"
            held.create_task(_stream(port, address, f"{cookie_name(place)}={cookie}", lambda _: None))


async def _stream(port: int, path: str, cookie: str, told: Callable[[bytes], None]) -> None:
    """Every line that comes, as HTTP 1.0 has it: without chunks."""
    lines, asking = await asyncio.open_connection("127.0.0.1", port, limit=LONGEST_LINE)
    asking.write(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode())
    status = await lines.readline()
    if b" 200 " not in status:
        raise BenchError(f"{path}: {status!r}")
    while line := await lines.readline():
        told(line)
    raise BenchError(f"{path} ended")


if __name__ == "__main__":
    main()
