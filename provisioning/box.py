"""What one box of the hall is: which parts run on it, and as which client of the hall."""

from pathlib import Path
from typing import Literal

import msgspec

Part = Literal["hall", "kiosk", "display", "window"]
"""`hall`: broker, server, web, forecaster and agent. `window`: a box at a window, an agent for its machines."""

FILE = "box.json"


class Box(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The box; `parts` says as which client each part runs (`{"kiosk": "kiosk-1"}`), the hall itself as `server`."""

    format: Literal[1] = 1
    parts: dict[Part, str]


def load_box(settings: Path) -> Box | None:
    """What the box was made in the folder `settings`; None where it is new.

    Raises:
        msgspec.DecodeError: the file is no such thing.
        OSError: it cannot be read.
    """
    try:
        return msgspec.json.decode((settings / FILE).read_bytes(), type=Box)
    except FileNotFoundError:
        return None
