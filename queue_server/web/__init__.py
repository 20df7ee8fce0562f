"""The hall in a browser: window consoles, a ticket's page for a phone, JSON and server-sent events over the wire."""

from queue_server.web.app import build_app
from queue_server.web.serving import serve

__all__ = ["build_app", "serve"]
