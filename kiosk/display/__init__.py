"""The hall's display: the calls large, who waits where, missed numbers; the same process speaks the calls."""

from kiosk.display.command import run

__all__ = ["run"]
