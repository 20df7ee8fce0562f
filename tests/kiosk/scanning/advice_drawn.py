"""The small pictures that show a visitor how, in plain lines.

`python -m tests.kiosk.scanning.advice_drawn` writes them.
"""

import math
import sys

from PIL import Image, ImageDraw

from kiosk.scanning.advice import Advice

SIZE = (360, 270)
FINE = 4
"""They are drawn that many times larger and brought down."""
COLOURS = 48
GROUND, DESK, DARK_DESK = "#FFFFFF", "#E3F0F4", "#4A5A68"
BRAND, LINE, PRINT, PAPER = "#0B5D7A", "#16222E", "#8C9AA5", "#FFFFFF"
HELP, SKIN, OK, WRONG, LAMP = "#A15C00", "#F3DFC4", "#1D7A46", "#B3261E", "#FFCF33"

Point = tuple[float, float]
Box = tuple[float, float, float, float]
FRAME: Box = (40, 26, 320, 244)
"""What the camera sees."""
LAID: Box = (120, 50, 240, 220)


class Sketch:
    """One picture; all places in its own pixels."""

    def __init__(self, desk: str = DESK) -> None:
        self._image = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), GROUND)
        self._draw = ImageDraw.Draw(self._image)
        self._draw.rounded_rectangle(_large((8, 8, 352, 262)), 24 * FINE, fill=desk)

    def frame(self) -> None:
        """What the camera sees, as a dashed line."""
        left, top, right, bottom = FRAME
        for x in range(int(left), int(right), 20):
            self.line((x, top), (x + 10, top), 3, BRAND)
            self.line((x, bottom), (x + 10, bottom), 3, BRAND)
        for y in range(int(top), int(bottom), 20):
            self.line((left, y), (left, min(y + 10, bottom)), 3, BRAND)
            self.line((right, y), (right, min(y + 10, bottom)), 3, BRAND)

    def paper(self, box: Box, turn: float = 0, outline: str = LINE, printed: bool = True) -> None:
        """A sheet with lines of print, turned by degrees about its middle."""
        left, top, right, bottom = box
        middle = ((left + right) / 2, (top + bottom) / 2)
        corners = [
            _turned(point, middle, turn) for point in ((left, top), (right, top), (right, bottom), (left, bottom))
        ]
        self._draw.polygon(_points(corners), fill=PAPER)
        self._draw.line(_points([*corners, corners[0], corners[1]]), fill=outline, width=4 * FINE, joint="curve")
        width, height = right - left, bottom - top
        for row in range(1, 7) if printed else ():
            y = top + height * (row + 0.5) / 8
            end = right - width * (0.15 if row % 3 else 0.4)
            start, end_point = ((left + width * 0.15, y), (end, y))
            self.line(_turned(start, middle, turn), _turned(end_point, middle, turn), 4, PRINT)

    def line(self, start: Point, end: Point, width: float, colour: str) -> None:
        """A line with round ends."""
        self._draw.line(_points([start, end]), fill=colour, width=round(width * FINE))
        for x, y in (start, end):
            self.disc((x, y), width / 2, colour)

    def disc(self, middle: Point, radius: float, colour: str) -> None:
        """A full circle."""
        x, y = middle
        self._draw.ellipse(_large((x - radius, y - radius, x + radius, y + radius)), fill=colour)

    def arrow(self, start: Point, end: Point, colour: str = BRAND) -> None:
        """From where to where."""
        self.line(start, end, 9, colour)
        way = math.atan2(end[1] - start[1], end[0] - start[0])
        for side in (0.75, -0.75):
            back = way + math.pi + side
            self.line(end, (end[0] + 24 * math.cos(back), end[1] + 24 * math.sin(back)), 9, colour)

    def arc(self, middle: Point, radius: float, first: float, last: float) -> None:
        """A round arrow, clockwise, by degrees."""
        x, y = middle
        box = _large((x - radius, y - radius, x + radius, y + radius))
        self._draw.arc(box, first, last, fill=BRAND, width=9 * FINE)
        end = math.radians(last)
        tip = (x + (radius - 4) * math.cos(end), y + (radius - 4) * math.sin(end))
        for side in (0.75, -0.75):
            back = end - math.pi / 2 + side
            self.line(tip, (tip[0] + 24 * math.cos(back), tip[1] + 24 * math.sin(back)), 9, BRAND)

    def mark(self, right: bool, middle: Point = (304, 226)) -> None:
        """A tick or a cross."""
        x, y = middle
        self.disc(middle, 26, OK if right else WRONG)
        strokes = [((-11, 1), (-3, 10)), ((-3, 10), (12, -9))] if right else [((-9, -9), (9, 9)), ((9, -9), (-9, 9))]
        for (from_x, from_y), (to_x, to_y) in strokes:
            self.line((x + from_x, y + from_y), (x + to_x, y + to_y), 6, GROUND)

    def hand(self, tip: Point) -> None:
        """Four fingers that come from below, at the right."""
        x, y = tip
        for colour, more in ((HELP, 4.0), (SKIN, 0.0)):
            for finger, longer in enumerate((14, 0, 4, 22)):
                start = (x + finger * 23, y + longer)
                self.line(start, (start[0] + 22, start[1] + 90), 20 + 2 * more, colour)
            self.line((x + 58, y + 112), (x + 84, y + 230), 86 + 2 * more, colour)

    def rays(self, middle: Point, inner: float, outer: float, colour: str) -> None:
        """Light going out all around."""
        for degrees in range(0, 360, 45):
            x, y = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
            start, end = (middle[0] + inner * x, middle[1] + inner * y), (middle[0] + outer * x, middle[1] + outer * y)
            self.line(start, end, 6, colour)

    def picture(self) -> Image.Image:
        """The finished picture in few colours."""
        small = self._image.resize(SIZE, Image.Resampling.LANCZOS)
        return small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def drawn(advice: Advice) -> Image.Image:
    """The picture for one advice."""
    sketch = Sketch(DARK_DESK if advice is Advice.MORE_LIGHT else DESK)
    match advice:
        case Advice.GOOD:
            sketch.frame()
            sketch.paper(LAID)
            sketch.mark(True)
        case Advice.LAY_PAPER:
            sketch.frame()
            sketch.paper((128, 130, 232, 278), printed=True)
            sketch.arrow((180, 118), (180, 58))
        case Advice.MORE_LIGHT:
            sketch.paper((60, 60, 170, 216), outline=LINE)
            sketch.disc((264, 110), 34, LAMP)
            sketch.rays((264, 110), 48, 68, LAMP)
        case Advice.ONE_PAPER:
            sketch.frame()
            sketch.paper((62, 56, 166, 206))
            sketch.paper((196, 70, 292, 206), 8, WRONG)
            sketch.mark(False)
        case Advice.HAND_AWAY:
            sketch.frame()
            sketch.paper((80, 50, 200, 220))
            sketch.hand((176, 120))
            sketch.arrow((284, 96), (340, 136))
        case Advice.MOVE_LEFT | Advice.MOVE_RIGHT | Advice.MOVE_UP | Advice.MOVE_DOWN:
            _moved(sketch, advice)
        case Advice.LAY_STRAIGHT | Advice.NEARER | Advice.NO_GLARE | Advice.HOLD_STILL:
            _laid_wrong(sketch, advice)
        case Advice.NEXT_PAGE:
            sketch.frame()
            sketch.paper((52, 50, 172, 220))
            sketch.arrow((188, 135), (248, 135))
            sketch.mark(True, (112, 135))
            sketch.paper((262, 50, 382, 220), outline=PRINT)
    return sketch.picture()


def _laid_wrong(sketch: Sketch, advice: Advice) -> None:
    """A paper that lies where it should, but not as it should."""
    match advice:
        case Advice.LAY_STRAIGHT:
            sketch.paper((100, 32, 244, 240), 38, WRONG)
            sketch.frame()
            sketch.arc((172, 136), 84, -150, -35)
        case Advice.NEARER:
            sketch.frame()
            sketch.paper((62, 46, 104, 104))
            sketch.arrow((122, 92), (176, 134))
        case Advice.NO_GLARE:
            sketch.frame()
            sketch.paper((90, 50, 210, 220))
            sketch.disc((170, 100), 26, LAMP)
            sketch.rays((170, 100), 38, 54, LAMP)
            sketch.arrow((234, 150), (300, 150))
        case Advice.HOLD_STILL:
            sketch.frame()
            sketch.paper((96, 44, 212, 208), outline=PRINT, printed=False)
            sketch.paper((146, 62, 262, 226), outline=PRINT, printed=False)
            sketch.paper((121, 53, 237, 217))


def _moved(sketch: Sketch, advice: Advice) -> None:
    """A paper that leaves what the camera sees, and the way back."""
    across, down = {
        Advice.MOVE_LEFT: (1, 0),
        Advice.MOVE_RIGHT: (-1, 0),
        Advice.MOVE_UP: (0, 1),
        Advice.MOVE_DOWN: (0, -1),
    }[advice]
    x, y = 180 + 110 * across, 135 + 74 * down
    sketch.paper((x - 54, y - 70, x + 54, y + 70), outline=WRONG)
    sketch.frame()
    start = (x - 66 * across, y - 84 * down)
    sketch.arrow(start, (start[0] - 72 * across, start[1] - 52 * down))


def _turned(point: Point, middle: Point, degrees: float) -> Point:
    x, y = point[0] - middle[0], point[1] - middle[1]
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return middle[0] + x * cos - y * sin, middle[1] + x * sin + y * cos


def _large(box: Box) -> Box:
    left, top, right, bottom = box
    return left * FINE, top * FINE, right * FINE, bottom * FINE


def _points(points: list[Point]) -> list[Point]:
    return [(x * FINE, y * FINE) for x, y in points]


if __name__ == "__main__":
    for one in Advice:
        one.picture.parent.mkdir(parents=True, exist_ok=True)
        drawn(one).save(one.picture, optimize=True)
    sys.exit(0)
