"""The pictures on the buttons that make the kiosk easier to use, as strokes in a square of one by one from below."""

import math

Point = tuple[float, float]
Stroke = tuple[Point, ...]


def arc(middle: Point, radius: float, begin: float, end: float, pieces: int = 16) -> Stroke:
    """Part of a circle between two angles in degrees, counted from the right against the clock."""
    angles = [math.radians(begin + (end - begin) * piece / pieces) for piece in range(pieces + 1)]
    return tuple((middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)) for angle in angles)


CIRCLE = arc((0.5, 0.5), 0.42, 0, 360, 28)

HATCHING: tuple[Stroke, ...] = tuple(
    ((0.5, 0.5 + height), (0.5 + math.sqrt(0.42**2 - height**2), 0.5 + height))
    for height in (-0.3, -0.18, -0.06, 0.06, 0.18, 0.3)
)
"""The right half of the circle, dark."""

PICTOGRAMS: dict[str, tuple[Stroke, ...]] = {
    "large": (
        ((0.05, 0.12), (0.38, 0.92), (0.71, 0.12)),
        ((0.17, 0.42), (0.59, 0.42)),
        ((0.82, 0.70), (0.82, 0.98)),
        ((0.68, 0.84), (0.96, 0.84)),
    ),
    "contrast": (CIRCLE, ((0.5, 0.92), (0.5, 0.08)), *HATCHING),
    "reach": (
        ((0.5, 0.98), (0.5, 0.34)),
        ((0.26, 0.58), (0.5, 0.34), (0.74, 0.58)),
        ((0.08, 0.1), (0.92, 0.1)),
    ),
    "aloud": (
        ((0.06, 0.36), (0.24, 0.36), (0.48, 0.12), (0.48, 0.88), (0.24, 0.64), (0.06, 0.64), (0.06, 0.36)),
        arc((0.48, 0.5), 0.2, -50, 50, 8),
        arc((0.48, 0.5), 0.4, -50, 50, 10),
    ),
    "tongue": (CIRCLE, ((0.08, 0.5), (0.92, 0.5)), arc((0.5, 0.5), 0.42, 90, 270, 14), ((0.5, 0.92), (0.5, 0.08))),
    "search": (arc((0.42, 0.58), 0.34, 0, 360, 24), ((0.66, 0.34), (0.95, 0.05))),
}
"""By name; a stroke is a line from point to point."""
