"""The backup that the box makes of itself every day: beside the state, sealed with the box's own key, seven of them."""

import secrets
from datetime import date
from pathlib import Path

from queue_server.state_dir import made_once

KEEPS = 7
ENDING = ".backup"


def own_key(settings: Path) -> bytes:
    """The box's own key for its backups, made at the first one; root's alone."""
    return made_once(settings / "backup.key", lambda: secrets.token_urlsafe(32).encode()).strip()


def file_of(folder: Path, day: date) -> Path:
    """The backup of that day."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{day.isoformat()}{ENDING}"


def keep_newest(folder: Path) -> None:
    """Removes all but the newest seven."""
    for old in sorted(folder.glob(f"*{ENDING}"))[:-KEEPS]:
        old.unlink()
