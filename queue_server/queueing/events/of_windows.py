"""What happened to a window."""

from queue_server.queueing.events.base import Happened


class WindowEvent(Happened, frozen=True, kw_only=True):
    """Base of what happens to a window; `clerk` is empty where the hall itself did it."""

    window: int
    clerk: str = ""


class WindowOpened(WindowEvent, frozen=True, kw_only=True):
    """The clerk opened the window, took it over or came back from a pause."""


class WindowPaused(WindowEvent, frozen=True, kw_only=True):
    """The window stopped calling for a while."""

    reason: str = ""


class WindowHandedOver(WindowEvent, frozen=True, kw_only=True):
    """The clerk left the window, and whoever is in front, to the clerk `to`."""

    to: str


class WindowClosed(WindowEvent, frozen=True, kw_only=True):
    """Nobody is at the window any more."""
