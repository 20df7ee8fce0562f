"""Lines of Chinese and English for a given width: no line begins with a closing mark, no word is cut."""

import re
from collections.abc import Callable

NOT_FIRST = "，。、；：？！）》」』】〉”’…,.;:?!)]}%·"
NOT_LAST = "（《「『【〈“‘([{"
PIECE = re.compile(r"[0-9]+ ?[人号秒]|[A-Za-z0-9'\-–—./:@]+|\s+|.", re.DOTALL)


def wrap(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Breaks `text` into lines for which `fits` is true; a single piece that never fits has a line of its own."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _unbreakable(paragraph):
            if line and not fits(line + piece.rstrip()):
                lines.append(line.rstrip())
                line = ""
            line += piece if line else piece.lstrip()
        lines.append(line.rstrip())
    return lines


def _unbreakable(text: str) -> list[str]:
    """The pieces between which a line may break."""
    pieces: list[str] = []
    for piece in PIECE.findall(text):
        if pieces and (piece[0] in NOT_FIRST or piece.isspace() or pieces[-1][-1] in NOT_LAST):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces
