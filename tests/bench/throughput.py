"""How many tickets a second the hall gives with 64 asks in flight, beside bare echoes through the same wire."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from queue_server.contract.replies import Done, TicketIssued
from tests.bench.asking import connected, per_second
from tests.bench.figure import Effort, Figure
from tests.bench.hall import ECHO, running, write_plan

IN_FLIGHT = 64


def throughput(effort: Effort) -> Sequence[Figure]:
    """Bursts of echoes and of tickets in turns."""
    echoes: list[float] = []
    takes: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        baseline, product = Path(folder, "echo"), Path(folder, "hall")
        write_plan(baseline)
        write_plan(product)
        with (
            running(baseline, ECHO) as echo_hall,
            running(product) as hall,
            connected(echo_hall) as echo,
            connected(hall) as kiosk,
        ):
            per_second(echo, effort.burst // 3, IN_FLIGHT, Done)
            per_second(kiosk, effort.burst // 3, IN_FLIGHT, TicketIssued)
            for _ in range(effort.rounds):
                echoes.append(per_second(echo, effort.burst, IN_FLIGHT, Done))
                takes.append(per_second(kiosk, effort.burst, IN_FLIGHT, TicketIssued))
    return (
        Figure("echo_per_s", median(echoes)),
        Figure("take_per_s", median(takes)),
        Figure("take_throughput_ratio", median(takes) / median(echoes), at_least=0.6),
    )
