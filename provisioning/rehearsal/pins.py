"""Practice PINs: made once per practice hall, shown on its start page only."""

from pathlib import Path

import msgspec

from queue_server.contract.plan import Plan
from queue_server.state_dir import write_private
from queue_server.web.pins import fresh_pin, set_pin

DIGITS = 4
PRACTICE_DOOR_PIN = "135790"
"""Of the kiosk's technician in every practice hall; a real kiosk has its own."""


def practice_pins(plan: Plan, state: Path, kept: Path) -> dict[str, str]:
    """A PIN for every clerk: those in the file `kept`, new ones for the rest, which the hall in `state` learns."""
    pins: dict[str, str] = msgspec.json.decode(kept.read_bytes(), type=dict[str, str]) if kept.exists() else {}
    missing = [clerk.id for clerk in plan.clerk if clerk.id not in pins]
    for clerk in missing:
        pins[clerk] = fresh_pin(DIGITS)
        set_pin(state, clerk, pins[clerk])
    if missing:
        write_private(kept, msgspec.json.encode(pins))
    return pins
