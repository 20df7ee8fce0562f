"""The passing of time as a command: the desk sends it with every batch and now and then by itself."""

from queue_server.contract.commands import Command


class Tick(Command, frozen=True, kw_only=True):
    """Time has passed: opens the day of the local date, and services by their hours. Never on the wire."""
