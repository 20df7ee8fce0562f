"""The dark face of the display in tokens: its colours."""

WHITE = "#ffffff"
HEAD = "#0b5d7a"
GROUND = "#0a1f2b"
PANEL = "#12303f"
FOOT = "#06151d"
CALL = "#ffcf33"
ON_CALL = "#1c1400"
ON_CALL_SOFT = "#4d3a00"
SOFT = "#9fc6d6"
QUIET = "#cfe1e8"
URGENT = "#a15c00"
LOST = "#b3261e"

PAIRS: tuple[tuple[str, str], ...] = (
    (WHITE, HEAD),
    (WHITE, PANEL),
    (WHITE, URGENT),
    (WHITE, LOST),
    (SOFT, PANEL),
    (SOFT, GROUND),
    (QUIET, PANEL),
    (QUIET, FOOT),
    (QUIET, HEAD),
    (ON_CALL, CALL),
    (ON_CALL_SOFT, CALL),
)
"""Every (text, ground) in use."""
