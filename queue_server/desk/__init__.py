"""One door: whoever may ask, asks here; decided in memory, recorded, and only then answered."""

from queue_server.desk.desk import Asked, Desk
from queue_server.desk.holders import KeptHolders
from queue_server.desk.published import Board

__all__ = ["Asked", "Board", "Desk", "KeptHolders"]
