"""Many phones at their tickets' pages in a process of their own: says when a ticket's page has that it is called."""

import argparse
import asyncio
import sys
import threading
import time
from pathlib import Path

import msgspec

LONGEST_LINE = 1 << 16
DATA = b"data: "
AT_ONCE = 50
"""So many pages are being opened at the same time."""


class Page(msgspec.Struct):
    """What is looked at of a ticket's page."""

    number: str
    state: str


def main() -> None:
    """Holds a page for every token on its input until that ends; says `open 0 seconds` when all are there."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("tokens", type=Path)
    arguments = parser.parse_args()
    tokens = arguments.tokens.read_text(encoding="ascii").split()
    holding = threading.Thread(target=lambda: asyncio.run(_hold(arguments.port, tokens)), daemon=True)
    holding.start()
    sys.stdin.read()


async def _hold(port: int, tokens: list[str]) -> None:
    room, left = asyncio.Semaphore(AT_ONCE), set(tokens)
    async with asyncio.TaskGroup() as phones:
        for token in tokens:
            phones.create_task(_follow(port, token, room, left))


async def _follow(port: int, token: str, room: asyncio.Semaphore, left: set[str]) -> None:
    """One page: every line that comes, as HTTP 1.0 has it."""
    async with room:
        lines, asking = await asyncio.open_connection("127.0.0.1", port, limit=LONGEST_LINE)
        asking.write(f"GET /t/{token}/events HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())
        while not (line := await lines.readline()).startswith(DATA + b"{"):
            if not line:
                raise ConnectionError(f"the page of {token} was not given")
    left.discard(token)
    if not left:
        _tell("open")
    while line := await lines.readline():
        if line.startswith(DATA + b"{"):
            page = msgspec.json.decode(line[len(DATA) :], type=Page)
            if page.state == "called":
                _tell(page.number)


def _tell(what: str) -> None:
    print(what, time.monotonic(), flush=True)


if __name__ == "__main__":
    main()
