"""What a hall's display shows, and where: pure, so that a window of the kiosk's room and a TV's browser look alike."""

from queue_server.showing.face import DisplayFace, Told
from queue_server.showing.parts import Box, Painting, Ticker, Words
from queue_server.showing.view import Shown

__all__ = ["Box", "DisplayFace", "Painting", "Shown", "Ticker", "Told", "Words"]
