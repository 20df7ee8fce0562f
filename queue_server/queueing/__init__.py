"""Who waits, who is called, where: the pure core that decides one command at a time; no clock, no I/O."""

from queue_server.queueing.apply import apply
from queue_server.queueing.boards import hall_board, queues, window_board
from queue_server.queueing.decide import decide
from queue_server.queueing.decision import Decision
from queue_server.queueing.events import Event, number_in
from queue_server.queueing.hall import HallState
from queue_server.queueing.live import Live
from queue_server.queueing.ticking import Tick

__all__ = [
    "Decision",
    "Event",
    "HallState",
    "Live",
    "Tick",
    "apply",
    "decide",
    "hall_board",
    "number_in",
    "queues",
    "window_board",
]
