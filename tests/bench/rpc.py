"""How long a visitor's number takes: a durable ticket through the wire beside a bare echo through the same wire."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from queue_server.contract.replies import Done, TicketIssued
from tests.bench.asking import connected, one_at_a_time
from tests.bench.figure import Effort, Figure
from tests.bench.hall import ECHO, running, write_plan
from tests.bench.percentiles import over_rounds


def rpc(effort: Effort) -> Sequence[Figure]:
    """One ask at a time, echo and ticket in turns."""
    echoes: list[list[float]] = []
    takes: list[list[float]] = []
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
            one_at_a_time(echo, effort.asks // 2, Done)
            one_at_a_time(kiosk, effort.asks // 2, TicketIssued)
            for _ in range(effort.rounds):
                echoes.append(one_at_a_time(echo, effort.asks, Done))
                takes.append(one_at_a_time(kiosk, effort.asks, TicketIssued))
    echo_p50, take_p50 = over_rounds(echoes, 50), over_rounds(takes, 50)
    return (
        Figure("rpc_p50_ms", echo_p50),
        Figure("rpc_p99_ms", over_rounds(echoes, 99)),
        Figure("take_p50_ms", take_p50),
        Figure("take_p99_ms", over_rounds(takes, 99)),
        Figure("take_ratio_p50", take_p50 / echo_p50, at_most=3),
    )
