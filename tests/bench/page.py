"""Papers under the camera: found, judged, laid flat and read, on drawn photos of desks whose truth is known."""

import time
from collections.abc import Sequence
from datetime import date

import cv2
import numpy as np

from kiosk.scanning.advice import Advice
from kiosk.scanning.decoding import LIVE_PX
from kiosk.scanning.judging import judged
from kiosk.scanning.page import page_corners
from kiosk.scanning.taken_page import page_on_desk
from tests.bench.figure import Effort, Figure
from tests.bench.percentiles import percentile
from tests.kiosk.scanning.desks import WHOLE_SET, Picture, desks, off_by_px
from tests.kiosk.scanning.faulty import FAULTS, good

NEAR_PX = 15
TODAY = date(2026, 11, 24)
GOOD, EACH_FAULT = 100, 10


def page(effort: Effort) -> Sequence[Figure]:
    """A whole page is one found, judged as a live picture, laid flat and read."""
    found, whole_ms, looks_ms = [], [], []
    count = min(effort.rounds * effort.asks, WHOLE_SET)
    for photo in desks(count):
        found.append(off_by_px(page_corners(photo.picture), photo.corners) < NEAR_PX)
        began = time.perf_counter()
        live = _live(photo.picture)
        seen = judged(live)
        looks_ms.append((time.perf_counter() - began) * 1000)
        scale = photo.picture.shape[1] / live.shape[1]
        page_on_desk(photo.picture, None if seen.corners is None else seen.corners * scale, TODAY).wipe()
        whole_ms.append((time.perf_counter() - began) * 1000)
    share = count / WHOLE_SET
    none, told = _advised(max(round(GOOD * share), 1), max(round(EACH_FAULT * share), 1))
    return (
        Figure("page_found_rate", sum(found) / len(found), at_least=0.95),
        Figure("scan_page_p50_ms", percentile(whole_ms, 50)),
        Figure("live_look_p50_ms", percentile(looks_ms, 50)),
        Figure("advice_none_rate", none, at_least=0.95),
        Figure("advice_told_rate", told, at_least=0.95),
    )


def _advised(good_count: int, each: int) -> tuple[float, float]:
    """The share of good photos that get no advice, and of photos with a fault that get the right one."""
    none = [judged(_live(good(seed))).advice is Advice.GOOD for seed in range(good_count)]
    told = [judged(_live(fault(seed))).advice is advice for fault, advice in FAULTS.items() for seed in range(each)]
    return sum(none) / len(none), sum(told) / len(told)


def _live(photo: Picture) -> Picture:
    scale = LIVE_PX / max(photo.shape[:2])
    return np.asarray(cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
