"""What a keypad's or evaluator's front shows, as a picture: an LCD with seven-segment digits, a lamp, stars."""

from PIL import Image, ImageDraw

from devices.fonts import noto_sans_cjk
from devices.simulator.keypad_cards import Kind, Panel

WIDTH, HEIGHT = 420, 168
CASE, EDGE = (52, 58, 66), (30, 34, 40)
GLASS, GLASS_DARK = (178, 196, 150), (112, 122, 100)
INK, GHOST = (26, 34, 22), (166, 184, 140)
STAR, NO_STAR = (255, 196, 40), (88, 94, 102)
LAMPS = {"": (70, 76, 70), "green": (60, 220, 90), "red": (235, 60, 50)}
SEGMENTS = {
    "0": "abcdef", "1": "bc", "2": "abged", "3": "abgcd", "4": "fgbc", "5": "afgcd", "6": "afgedc", "7": "abc",
    "8": "abcdefg", "9": "abcdfg", " ": "", "-": "g",
}  # fmt: skip
DIGIT_W, DIGIT_H, DIGIT_GAP, STROKE = 40, 72, 14, 8
Colour = tuple[int, int, int]


def panel_picture(panel: Panel, kind: Kind, *, lit: bool) -> Image.Image:
    """The front of the machine; without power its glass is dark."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), CASE)
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((1, 1, WIDTH - 2, HEIGHT - 2), radius=14, outline=EDGE, width=3)
    (_keypad if kind == "keypad" else _evaluator)(draw, panel, lit)
    return picture


def _keypad(draw: ImageDraw.ImageDraw, panel: Panel, lit: bool) -> None:
    draw.rounded_rectangle((20, 20, WIDTH - 20, HEIGHT - 20), radius=8, fill=GLASS if lit else GLASS_DARK)
    draw.ellipse((WIDTH - 17, 6, WIDTH - 6, 17), fill=LAMPS[panel.lamp])
    if not lit:
        return
    caption = noto_sans_cjk(15)
    right = panel.typed or panel.number
    for left, label, text in ((36, "等候", panel.waiting), (228, "输入" if panel.typed else "号码", right)):
        draw.text((left, 26), label, fill=INK, font=caption)
        for place, character in enumerate(text.rjust(3)[-3:]):
            _digit(draw, left + place * (DIGIT_W + DIGIT_GAP), 56, character)


def _digit(draw: ImageDraw.ImageDraw, x: int, y: int, character: str) -> None:
    half = DIGIT_H // 2
    places = {
        "a": ((0, 0), (DIGIT_W, 0)), "b": ((DIGIT_W, 0), (DIGIT_W, half)), "c": ((DIGIT_W, half), (DIGIT_W, DIGIT_H)),
        "d": ((0, DIGIT_H), (DIGIT_W, DIGIT_H)), "e": ((0, half), (0, DIGIT_H)), "f": ((0, 0), (0, half)),
        "g": ((0, half), (DIGIT_W, half)),
    }  # fmt: skip
    on = SEGMENTS.get(character, "g")
    for name, ((x1, y1), (x2, y2)) in sorted(places.items(), key=lambda place: place[0] in on):
        _segment(draw, (x + x1, y + y1), (x + x2, y + y2), INK if name in on else GHOST)


def _segment(draw: ImageDraw.ImageDraw, begin: tuple[int, int], end: tuple[int, int], colour: Colour) -> None:
    """A bar with pointed ends, a little short of its corners."""
    (x1, y1), (x2, y2), r = begin, end, STROKE // 2
    if y1 == y2:
        x1, x2 = x1 + 3, x2 - 3
        points = ((x1, y1), (x1 + r, y1 - r), (x2 - r, y1 - r), (x2, y1), (x2 - r, y1 + r), (x1 + r, y1 + r))
    else:
        y1, y2 = y1 + 3, y2 - 3
        points = ((x1, y1), (x1 + r, y1 + r), (x1 + r, y2 - r), (x1, y2), (x1 - r, y2 - r), (x1 - r, y1 + r))
    draw.polygon(points, fill=colour)


def _evaluator(draw: ImageDraw.ImageDraw, panel: Panel, lit: bool) -> None:
    for place in range(5):
        draw.text(
            (WIDTH / 2 + (place - 2) * 44, 34),
            "★",
            fill=STAR if lit and place < panel.stars else NO_STAR,
            font=noto_sans_cjk(34),
            anchor="mm",
        )
    glow = lit and panel.asking
    draw.rounded_rectangle((20, 62, WIDTH - 20, HEIGHT - 20), radius=8, fill=GLASS if glow else GLASS_DARK)
    if not lit:
        return
    words = ("请您评价", "请按下面的键") if panel.asking else ("欢迎监督", "办完后请评价")
    draw.text((WIDTH / 2, 92), words[0], fill=INK, font=noto_sans_cjk(26), anchor="mm")
    draw.text((WIDTH / 2, 126), words[1], fill=INK, font=noto_sans_cjk(16), anchor="mm")
