"""Ports for the servers that tests start: of each test process its own, never one that the kernel gives to a client."""

import itertools
import os
import random
import socket

FIRST, PER_WORKER, WORKERS = 10_000, 2_000, 10
"""Below what the kernel gives to outgoing connections: a port asked for and freed there is soon a client's."""

_worker = int(os.environ.get("PYTEST_XDIST_WORKER", f"gw{WORKERS - 1}").removeprefix("gw")) % WORKERS
_turns = itertools.count(random.randrange(PER_WORKER))


def free_port() -> int:
    """A port on which nobody listens now and that this process has not been given lately."""
    for turn in itertools.islice(_turns, PER_WORKER):
        port = FIRST + _worker * PER_WORKER + turn % PER_WORKER
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("every port is taken")
