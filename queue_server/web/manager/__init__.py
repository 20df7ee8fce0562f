"""The page of manager and supervisor: the hall live, its figures and charts, what-if, exports, the audit trail."""

from queue_server.web.manager.routing import routes

__all__ = ["routes"]
