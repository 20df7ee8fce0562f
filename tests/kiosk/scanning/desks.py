"""Photos of papers on desks as a document camera above sees them, each from its seed, with the true corners."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.simulator.drawn_papers import A4, ID_CARD, RECEIPT, SIZES, paper

Picture = NDArray[np.uint8]
Points = NDArray[np.float64]

WHOLE_SET = 210
SIZE = (1920, 1080)
DESKS = ("dark", "light", "wood", "cloth")
HEIGHTS = {A4: (780, 960), ID_CARD: (300, 460), RECEIPT: (620, 900)}
"""Height of each paper in the photo, in pixels, before it is turned."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A photo in BGR; `corners` of the paper clockwise from its own top left, in pixels; `upright` is the paper."""

    picture: Picture
    corners: Points
    kind: str
    desk: str
    upright: Picture


def desks(count: int = WHOLE_SET) -> Iterator[Desk]:
    """The first `count` of an endless row in which papers and desks take turns."""
    for number in range(count):
        yield desk(number)


def desk(
    seed: int,
    *,
    kind: str | None = None,
    ground: str | None = None,
    turn: float | None = None,
    shift: tuple[float, float] = (0, 0),
    size: float = 1.0,
    light: float | None = None,
    blur_px: float | None = None,
    harmless: bool = False,
) -> Desk:
    """One photo.

    Args:
        turn: degrees; any for papers lying as they fell, by the seed, where not given.
        shift: pixels the paper lies away from where the seed puts it (off the picture too).
        size: of the paper, as a share of its usual one.
        light: as a share of full light; blur_px: deviation of the blur; both by the seed where not given.
        harmless: neither blur, low light, shadow, clutter nor much noise.
    """
    rng = np.random.default_rng([seed, 11])
    kind = kind or (A4, ID_CARD, RECEIPT)[seed % 3]
    ground = ground or DESKS[seed // 3 % len(DESKS)]
    drawn = paper(kind, rng)
    corners = _placed(kind, rng, turn) + shift
    corners = corners.mean(axis=0) + (corners - corners.mean(axis=0)) * size
    seen = _ground(ground, rng)
    if not harmless:
        _clutter(seen, corners, rng)
    lay(seen, drawn, corners, rng)
    if not harmless:
        seen *= _shadow(rng)[:, :, None]
    by_seed = (0.95, 0.7) if harmless else (float(rng.choice((0.3, 0.6, 0.85, 1.0))), float(rng.uniform(0.6, 2.0)))
    seen *= by_seed[0] if light is None else light
    blurred = cv2.GaussianBlur(seen, (0, 0), by_seed[1] if blur_px is None else blur_px)
    noise = np.float32(2 if harmless else rng.uniform(2, 7)) * rng.standard_normal(seen.shape, np.float32)
    return Desk(np.clip(blurred + noise, 0, 255).astype(np.uint8), corners, kind, ground, drawn)


def lain(seed: int, turn: float) -> Points:
    """Where the paper of `desk(seed, turn=turn)` lies."""
    rng = np.random.default_rng([seed, 11])
    kind = (A4, ID_CARD, RECEIPT)[seed % 3]
    paper(kind, rng)
    return _placed(kind, rng, turn)


def hand_over(photo: Desk, side: int = 1) -> Picture:
    """The photo with three fingers lying over a side (0 top, 1 right, …) of its paper."""
    covered = photo.picture.copy()
    start, end = photo.corners[side], photo.corners[(side + 1) % 4]
    inward = photo.corners.mean(axis=0) - (start + end) / 2
    inward /= np.linalg.norm(inward)
    for share in (0.42, 0.5, 0.58):
        on_edge = start + (end - start) * share
        tip, root = on_edge + inward * 90, on_edge - inward * 260
        cv2.line(covered, _pixel(root), _pixel(tip), (135, 165, 215), 52, cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(covered, (0, 0), 1.0), np.uint8)


def glare_on(photo: Desk) -> Picture:
    """The photo with a lamp shining back from the paper."""
    middle = photo.corners.mean(axis=0)
    rows, columns = np.mgrid[0 : SIZE[1], 0 : SIZE[0]]
    spot = 330 * np.exp(-((columns - middle[0]) ** 2 + (rows - middle[1] - 40) ** 2) / (2 * 75.0**2))
    return np.asarray(np.clip(photo.picture * 0.85 + spot[:, :, None], 0, 255), np.uint8)


def off_by_px(found: object, true: Points) -> float:
    """The largest distance of a found corner from its true one, whichever of the corners was named first."""
    if found is None:
        return float("inf")
    points = np.asarray(found, np.float64)
    return min(float(np.linalg.norm(np.roll(points, turn, axis=0) - true, axis=1).max()) for turn in range(4))


def _placed(kind: str, rng: np.random.Generator, turn: float | None) -> Points:
    height = float(rng.uniform(*HEIGHTS[kind]))
    width = height * SIZES[kind][0] / SIZES[kind][1]
    if turn is None:
        turn = float(rng.uniform(-180, 180)) if kind == ID_CARD else float(rng.choice((0, 90, 180)) + rng.normal(0, 5))
    angle = np.radians(turn)
    box = np.array([(-width, -height), (width, -height), (width, height), (-width, height)]) / 2
    rotation = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
    flat = box @ rotation.T
    lean = rng.uniform(-0.09, 0.09, 2) / 540
    seen = flat / (1 + flat @ lean)[:, None]
    margin = 22
    room = (np.array(SIZE) - np.ptp(seen, axis=0)) / 2 - margin
    if room.min() < 0:
        seen *= float(((np.array(SIZE) - 2 * margin) / np.ptp(seen, axis=0)).min())
        room = (np.array(SIZE) - np.ptp(seen, axis=0)) / 2 - margin
    middle = np.array(SIZE) / 2 + rng.uniform(-1, 1, 2) * np.maximum(room, 0)
    return np.asarray(seen - (seen.min(axis=0) + seen.max(axis=0)) / 2 + middle, np.float64)


def _ground(kind: str, rng: np.random.Generator) -> NDArray[np.float32]:
    """The desk in BGR: dark lacquer, light laminate, wood with its grain, or coarse cloth."""
    width, height = SIZE
    grain = rng.standard_normal((height, width), np.float32)
    match kind:
        case "dark":
            colour, texture = rng.uniform(25, 70, 3), 5 * cv2.GaussianBlur(grain, (0, 0), 1.5)
        case "light":
            colour, texture = rng.uniform((140, 150, 155), (175, 190, 195)), 6 * cv2.GaussianBlur(grain, (0, 0), 2)
        case "wood":
            colour = rng.uniform((40, 75, 120), (90, 130, 175))
            texture = 130 * cv2.GaussianBlur(grain, (0, 0), sigmaX=60, sigmaY=2) + 4 * grain
        case _:
            colour = rng.uniform((40, 40, 40), (140, 110, 100))
            texture = 14 * cv2.GaussianBlur(grain, (0, 0), 1.2) * 3
    return np.asarray(np.asarray(colour, np.float32) + np.asarray(texture, np.float32)[:, :, None], np.float32)


def lay(light: NDArray[np.float32], drawn: Picture, corners: Points, rng: np.random.Generator) -> None:
    """Puts the paper on the desk with the thin shadow of its edge."""
    height, width = drawn.shape[:2]
    was = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    place = cv2.getPerspectiveTransform(was, corners.astype(np.float32))
    flags = cv2.INTER_AREA if cv2.contourArea(corners.astype(np.float32)) < width * height else cv2.INTER_LINEAR
    seen = cv2.warpPerspective(drawn[:, :, ::-1].astype(np.float32), place, SIZE, flags=flags)
    cover = np.zeros(SIZE[::-1], np.float32)
    cv2.fillConvexPoly(cover, np.round(corners * 16).astype(np.int32), (1.0,), cv2.LINE_8, 4)
    under = cv2.GaussianBlur(cover, (0, 0), 5)
    shift = np.array([(1, 0, rng.uniform(-5, 5)), (0, 1, rng.uniform(1, 6))], np.float32)
    light *= 1 - 0.3 * cv2.warpAffine(under, shift, SIZE)[:, :, None]
    np.copyto(light, seen, where=cover[:, :, None] > 0)


def _shadow(rng: np.random.Generator) -> NDArray[np.float32]:
    """How much light falls where: falling off to one side, and the soft shadow of a head or an arm."""
    width, height = SIZE
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    slope = (columns / width - 0.5) * np.cos(angle) + (rows / height - 0.5) * np.sin(angle)
    arm = np.ones((height, width), np.float32)
    if rng.random() < 0.6:
        points = (np.array(SIZE) * rng.uniform(-0.3, 1.3, (4, 2))).astype(np.int32)
        cv2.fillConvexPoly(arm, cv2.convexHull(points), (float(rng.uniform(0.6, 0.85)),))
        arm = np.asarray(cv2.GaussianBlur(arm, (0, 0), float(rng.uniform(8, 60))), np.float32)
    return np.asarray((1 + float(rng.uniform(0, 0.5)) * slope) * arm, np.float32)


def _clutter(light: NDArray[np.float32], corners: Points, rng: np.random.Generator) -> None:
    """Up to three other things that lie on the desk beside the paper: a pen, a cup, a phone."""
    hull = corners.astype(np.float32).reshape(-1, 1, 2)
    for _ in range(int(rng.integers(0, 4))):
        x, y = rng.uniform((0, 0), SIZE)
        away = -cv2.pointPolygonTest(hull, (float(x), float(y)), True)
        colour = tuple(float(part) for part in rng.uniform(10, 245, 3))
        match int(rng.integers(0, 3)):
            case 0 if away > 180:
                end = (x + rng.uniform(-120, 120), y + rng.uniform(-120, 120))
                cv2.line(light, _pixel((x, y)), _pixel(end), colour, int(rng.integers(6, 14)), cv2.LINE_AA)
            case 1 if away > 110:
                cv2.circle(light, _pixel((x, y)), int(rng.uniform(40, away - 30)) if away < 190 else 150, colour, -1)
            case 2 if away > 190:
                box = cv2.boxPoints(((float(x), float(y)), (150.0, 300.0), float(rng.uniform(0, 90))))
                cv2.fillConvexPoly(light, box.astype(np.int32), colour, cv2.LINE_AA)


def _pixel(point: object) -> tuple[int, int]:
    x, y = np.round(np.asarray(point, np.float64)).astype(int)
    return int(x), int(y)
