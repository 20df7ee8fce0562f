"""Pictures of plugs and of what a remedy points at, as strokes in a square of one by one from below; nothing is copied.

Plugs are seen as whoever holds them sees them: from the front, a headphone's from the side.
"""

import math

from kiosk.screens.pictograms import CIRCLE, PICTOGRAMS, Point, Stroke, arc


def _box(left: float, bottom: float, right: float, top: float) -> Stroke:
    return ((left, bottom), (right, bottom), (right, top), (left, top), (left, bottom))


def _filled(left: float, bottom: float, right: float, top: float) -> tuple[Stroke, ...]:
    """A bar, drawn so closely that it is dark."""
    rows = max(2, math.ceil((top - bottom) / 0.03))
    heights = [bottom + (top - bottom) * row / (rows - 1) for row in range(rows)]
    return tuple(((left, height), (right, height)) for height in heights)


def _dot(x: float, y: float) -> Stroke:
    return ((x - 0.012, y), (x + 0.012, y))


def _closed(*points: Point) -> Stroke:
    return (*points, points[0])


PLUGS: dict[str, tuple[Stroke, ...]] = {
    "usb_a": (
        _box(0.04, 0.3, 0.96, 0.7),
        *_filled(0.12, 0.5, 0.88, 0.62),
        _box(0.24, 0.36, 0.34, 0.44),
        _box(0.66, 0.36, 0.76, 0.44),
    ),
    "usb_b": (
        _closed((0.14, 0.1), (0.86, 0.1), (0.86, 0.68), (0.68, 0.9), (0.32, 0.9), (0.14, 0.68)),
        *_filled(0.34, 0.34, 0.66, 0.58),
    ),
    "rj45": (
        ((0.32, 0.14), (0.32, 0.04), (0.68, 0.04), (0.68, 0.14)),
        _box(0.08, 0.14, 0.92, 0.86),
        *(((0.22 + 0.08 * pin, 0.86), (0.22 + 0.08 * pin, 0.62)) for pin in range(8)),
    ),
    "db9": (
        _closed((0.2, 0.28), (0.8, 0.28), (0.96, 0.72), (0.04, 0.72)),
        *(_dot(0.22 + 0.14 * pin, 0.6) for pin in range(5)),
        *(_dot(0.29 + 0.14 * pin, 0.41) for pin in range(4)),
    ),
    "jack": (
        _box(0.02, 0.36, 0.42, 0.64),
        ((0.42, 0.56), (0.86, 0.56), (0.98, 0.5), (0.86, 0.44), (0.42, 0.44)),
        ((0.58, 0.56), (0.58, 0.44)),
        ((0.72, 0.56), (0.72, 0.44)),
        ((0.86, 0.56), (0.86, 0.44)),
    ),
    "hdmi": (
        _closed((0.04, 0.68), (0.04, 0.46), (0.18, 0.32), (0.82, 0.32), (0.96, 0.46), (0.96, 0.68)),
        *_filled(0.2, 0.5, 0.8, 0.57),
    ),
    "power": (
        _closed((0.08, 0.16), (0.92, 0.16), (0.92, 0.66), (0.76, 0.84), (0.24, 0.84), (0.08, 0.66)),
        *_filled(0.46, 0.56, 0.54, 0.72),
        *_filled(0.24, 0.3, 0.32, 0.46),
        *_filled(0.68, 0.3, 0.76, 0.46),
    ),
    "printer_paper": (CIRCLE, arc((0.5, 0.5), 0.1, 0, 360, 12), ((0.92, 0.5), (0.92, 0.02))),
    "printer_cover": (
        _box(0.08, 0.08, 0.92, 0.5),
        ((0.08, 0.5), (0.7, 0.94), (0.92, 0.66), (0.92, 0.5)),
        ((0.3, 0.24), (0.7, 0.24)),
    ),
    "camera": (
        ((0.3, 0.06), (0.94, 0.06)),
        ((0.8, 0.06), (0.8, 0.82), (0.42, 0.82)),
        _box(0.2, 0.72, 0.42, 0.92),
        ((0.31, 0.66), (0.31, 0.5)),
        _box(0.06, 0.12, 0.6, 0.4),
    ),
    "clock": (CIRCLE, ((0.5, 0.8), (0.5, 0.5), (0.7, 0.38))),
    "disk": (_box(0.1, 0.2, 0.9, 0.8), ((0.1, 0.42), (0.9, 0.42)), _dot(0.76, 0.31), _dot(0.66, 0.31)),
    "reader": (
        *(((0.14 + step, 0.3), (0.14 + step, 0.86)) for step in (0.0, 0.06, 0.2, 0.26, 0.4, 0.5, 0.56, 0.7)),
        ((0.02, 0.18), (0.98, 0.18)),
    ),
    "stick": (_box(0.3, 0.04, 0.7, 0.66), _box(0.38, 0.66, 0.62, 0.92), _dot(0.45, 0.8), _dot(0.55, 0.8)),
}
SAME = {"usb": "usb_a", "serial": "db9", "network": "rj45"}
"""Other names of pictures that are here."""


def strokes(picture: str) -> tuple[Stroke, ...]:
    """The picture of that name, nothing where there is none."""
    known = {"speaker": PICTOGRAMS["aloud"]} | PLUGS
    return known.get(SAME.get(picture, picture), ())
