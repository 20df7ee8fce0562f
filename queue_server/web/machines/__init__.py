"""The technicians' page: every terminal of the hall with its light, what to do first, and what may be ordered."""

from queue_server.web.machines.routing import routes

__all__ = ["routes"]
