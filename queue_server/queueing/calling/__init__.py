"""Who is called next and why: the arrival that counts, the plan's rule, the window's own part, one choice; all pure."""

from queue_server.queueing.calling.arrival import arrival_of, arrived
from queue_server.queueing.calling.choice import next_for
from queue_server.queueing.calling.places import place_of_arrival, place_of_transfer, return_to
from queue_server.queueing.calling.reasons import picked, why

__all__ = [
    "arrival_of",
    "arrived",
    "next_for",
    "picked",
    "place_of_arrival",
    "place_of_transfer",
    "return_to",
    "why",
]
