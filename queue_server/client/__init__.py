"""The client half of the wire: connect, be born and missed, ask and be answered, follow boards; paho inside."""

from queue_server.client.asking import NoReplyError
from queue_server.client.box import measured
from queue_server.client.client import HallClient

__all__ = ["HallClient", "NoReplyError", "measured"]
