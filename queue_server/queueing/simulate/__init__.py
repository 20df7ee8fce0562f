"""Whole hall-days out of the air: invented halls and visitors, run through the same decisions as real ones; pure."""

from queue_server.queueing.simulate.day import SimulatedDay, Visit, run_day
from queue_server.queueing.simulate.halls import SIZES, Size, draw_hall
from queue_server.queueing.simulate.truth import Truth
from queue_server.queueing.simulate.visitors import Visitor, draw_visitors

__all__ = ["SIZES", "SimulatedDay", "Size", "Truth", "Visit", "Visitor", "draw_hall", "draw_visitors", "run_day"]
