"""A ticket's page on phones: how many at once, what they cost, how soon a call is on its page, and how big it is."""

import re
import select
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.request import urlopen

from queue_server.client import HallClient
from queue_server.contract.commands import CallNext, OpenWindow, StartService, TakeTicket
from queue_server.contract.plan import load
from queue_server.contract.replies import TicketCalled, TicketIssued
from tests.bench.asking import connected
from tests.bench.figure import Effort, Figure
from tests.bench.hall import MATTERS, BenchError, running, write_plan
from tests.bench.percentiles import percentile
from tests.bench.processes import child, resident_mb
from tests.bench.web import web_of

WINDOW, CLERK = 1, "wang"
PATIENCE_S = 60.0
REST_S = 0.5
"""Between two calls; the windows of a busy hall call every few seconds."""
ADDRESSES = re.compile(rb'(?:src|href)="(/[^"]+)"')


def tickets(effort: Effort) -> Sequence[Figure]:
    """From the command at the desk to the page of the ticket that it calls, among all pages open at once."""
    count = effort.followers * 10
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_plan(folder)
        with (
            running(folder) as hall,
            connected(hall, "kiosk-1") as kiosk,
            connected(hall, "web") as clerk,
            web_of(hall) as web,
        ):
            issued = [_taken(kiosk, MATTERS[turn % len(MATTERS)]) for turn in range(count)]
            tokens = folder / "tokens"
            tokens.write_text("\n".join(one.ticket.token for one in issued), encoding="ascii")
            port = load(hall.plan).hall.web_port
            clerk.ask(OpenWindow(window=WINDOW, clerk=CLERK), by=CLERK)
            with child(folder / "phones.log", "tests.bench.ticket_phones", str(port), str(tokens), piped=True) as held:
                _heard(held, "open")
                times = [_call(clerk, held) for _ in range(effort.rounds * 4)]
                resident = resident_mb(web.pid)
            size_kb = _page_bytes(port, issued[-1].ticket.token) / 1024
    return (
        Figure("ticket_pages_open", count, at_least=count),
        Figure("ticket_pages_rss_mb", resident),
        Figure("ticket_page_update_p95_ms", percentile(times, 95), at_most=500),
        Figure("ticket_page_kb", size_kb, at_most=50),
    )


def _taken(kiosk: HallClient, matter: str) -> TicketIssued:
    issued = kiosk.ask(TakeTicket(matter=matter))
    if not isinstance(issued, TicketIssued):
        raise BenchError(f"no number: {issued}")
    return issued


def _call(clerk: HallClient, held: subprocess.Popen[bytes]) -> float:
    began = time.monotonic()
    called = clerk.ask(CallNext(window=WINDOW, clerk=CLERK, complete_current=True), by=CLERK)
    if not isinstance(called, TicketCalled):
        raise BenchError(f"nobody was called: {called}")
    took_ms = (_heard(held, called.ticket.number) - began) * 1000
    clerk.ask(StartService(window=WINDOW, clerk=CLERK), by=CLERK)
    time.sleep(REST_S)
    return took_ms


def _heard(held: subprocess.Popen[bytes], what: str) -> float:
    """The moment (monotonic seconds) when a phone had it."""
    assert held.stdout is not None
    while select.select([held.stdout], [], [], PATIENCE_S)[0] and (line := held.stdout.readline()):
        said, moment = line.decode().split()
        if said == what:
            return float(moment)
    raise BenchError(f"no phone told {what}")


def _page_bytes(port: int, token: str) -> int:
    """All that a phone fetches for the page in English, the larger of its two languages: heads and bodies, as sent."""
    page = _sent(port, f"/t/{token}")
    addresses = [address.decode() for address in ADDRESSES.findall(page)]
    return len(page) + sum(len(_sent(port, address)) for address in (*addresses, "/words/ticket.json"))


def _sent(port: int, path: str) -> bytes:
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE_S) as answer:
        return str(answer.headers).encode() + bytes(answer.read())
