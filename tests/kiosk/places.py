"""Where the kiosk's controls are, by their words, as its trace tells it after every change of screens."""

from collections.abc import Iterable
from typing import Any

Place = tuple[float, float]
"""Shares of width and height from the top left."""


def place_of(events: Iterable[dict[str, Any]], words: str) -> Place | None:
    """The middle of the control of the present screen that has these words; None while it has not been told."""
    present: dict[str, Place] = {}
    for event in events:
        if event["event"] == "screen":
            present = {}
        elif event["event"] == "controls":
            present = {name: (place[0], place[1]) for name, place in event["places"].items()}
    return present.get(words) or next((place for name, place in present.items() if words in name), None)
