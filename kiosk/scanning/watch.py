"""When is a page taken? By itself once it lies still and right, once only, until it is gone or another one lies there.

Pure: what each live picture shows and when goes in, what the visitor sees of it and whether to take it now comes out.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.advice import Advice
from kiosk.scanning.likeness import Likeness, alike

Corners = NDArray[np.float64]

STEADY_S = 0.8
MOVED_SHARE = 0.008
"""Of the picture's longer side: corners that far from where they were have moved."""
GONE_S = 0.7
"""A page not found for shorter is still there; one exchanged takes longer."""
SAME, SAME_UNTOUCHED = 0.965, 0.9
"""How alike two looks at one page are at least; two forms of one kind, differently filled in, are nearly as alike."""


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What one live picture shows: the paper's `corners` in its pixels, the advice, what stands on the paper."""

    corners: Corners | None
    advice: Advice
    likeness: Likeness | None
    longest_px: int
    """The picture's longer side."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What the visitor is shown: `steady_share` from 0 to 1 until the page is taken; `taken`, this page is in already.

    `take`: the page is to be taken now, from this very picture.
    """

    corners: Corners | None
    advice: Advice
    steady_share: float
    taken: bool
    take: bool


@dataclass(frozen=True, slots=True, eq=False)
class Watch:
    """What is remembered from one picture to the next."""

    anchor: Corners | None = None
    """Where the paper lay when it came to lie still, since `since`."""
    since: float = 0.0
    taken: Likeness | None = None
    touched: bool = False
    """Since it was taken, something has happened to the page that was taken."""
    seen_at: float = 0.0
    """When a paper was seen last."""


def look(watch: Watch, sight: Sight, at_s: float, *, now: bool = False) -> tuple[Watch, Look]:
    """The next state, and what comes of this picture.

    Args:
        at_s: seconds of a rising clock.
        now: the visitor wants the page taken as it is; without corners the whole picture is.
    """
    if now:
        watch = Watch(taken=sight.likeness, seen_at=at_s)
        return watch, Look(sight.corners, Advice.NEXT_PAGE, 1.0, taken=True, take=True)
    if sight.corners is None or sight.likeness is None:
        gone = at_s - watch.seen_at >= GONE_S
        watch = replace(watch, anchor=None, touched=True, taken=None if gone else watch.taken)
        return watch, Look(None, sight.advice, 0.0, taken=False, take=False)
    watch = replace(watch, seen_at=at_s)
    if watch.taken is not None:
        least = SAME if watch.touched else SAME_UNTOUCHED
        if sight.advice is Advice.HAND_AWAY:
            return replace(watch, anchor=None, touched=True), _unsteady(sight)
        if alike(watch.taken, sight.likeness) >= least:
            return replace(watch, anchor=None), Look(sight.corners, Advice.NEXT_PAGE, 1.0, taken=True, take=False)
    if sight.advice is not Advice.GOOD:
        return replace(watch, anchor=None), _unsteady(sight)
    if watch.anchor is None or _moved(watch.anchor, sight):
        return replace(watch, anchor=sight.corners, since=at_s), _unsteady(sight)
    share = min((at_s - watch.since) / STEADY_S, 1.0)
    if share < 1:
        return watch, Look(sight.corners, sight.advice, share, taken=False, take=False)
    watch = Watch(taken=sight.likeness, seen_at=at_s)
    return watch, Look(sight.corners, Advice.NEXT_PAGE, 1.0, taken=True, take=True)


def _unsteady(sight: Sight) -> Look:
    return Look(sight.corners, sight.advice, 0.0, taken=False, take=False)


def _moved(anchor: Corners, sight: Sight) -> bool:
    """Whether any corner is elsewhere; the corners may be named from another one once the paper lies otherwise."""
    assert sight.corners is not None
    return float(np.linalg.norm(sight.corners - anchor, axis=1).max()) > MOVED_SHARE * sight.longest_px
