"""What a picture of a display really shows: how high a digit is on its wall in millimetres, and what flashes."""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from queue_server.contract.plan import Plan
from queue_server.showing.setting import GAP, PAD, Setting
from queue_server.showing.widths import width

FLASH = 40
"""A change of lightness, of 255, that an eye notices as one."""


def last_digit_mm(picture: Image.Image, plan: Plan, display: str, number: str, row: int = 0) -> float:
    """The height of the last digit of `number` in that row, from the pixels that differ from the row's ground."""
    setting = Setting.of_display(plan, next(one for one in plan.display if one.id == display))
    px, sizes, calls = picture.width / setting.panel.width, setting.sizes, setting.calls
    top = calls.y + row * (sizes.row + GAP)
    end = calls.x + PAD + width(number, sizes.number, bold=True)
    lightness = np.asarray(picture.convert("L"), dtype=np.int16)
    ground = lightness[round((top + sizes.row / 2) * px), round((calls.x + PAD / 2) * px)]
    lines = slice(round((top + 4) * px), round((top + sizes.row - 4) * px))
    columns = slice(round((end - width("1", sizes.number, bold=True)) * px), round(end * px))
    inked = np.flatnonzero((abs(lightness[lines, columns] - ground) > FLASH).any(axis=1))
    return float(inked[-1] - inked[0] + 1) / px * setting.panel.unit_mm


def most_flashes(pictures: Sequence[Image.Image]) -> int:
    """How often the lightness of any point goes up and down again, or down and up, over these pictures."""
    frames = np.stack([np.asarray(picture.convert("L").resize((480, 270)), dtype=np.int16) for picture in pictures])
    flashes = np.zeros(frames.shape[1:], dtype=int)
    last = np.zeros(frames.shape[1:], dtype=int)
    for step in np.diff(frames, axis=0):
        turn = np.where(step > FLASH, 1, np.where(step < -FLASH, -1, 0))
        flashes += (turn != 0) & (last == -turn)
        last = np.where(turn != 0, turn, last)
    return int(flashes.max())
