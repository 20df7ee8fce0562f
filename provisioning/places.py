"""Where an installed hall keeps its things; nothing of it lies anywhere else (Filesystem Hierarchy Standard 3.0)."""

from pathlib import Path

SOFTWARE = Path("/opt/tinghao")
"""Releases side by side and the link `current`; read only but for an update."""

SETTINGS = Path("/etc/tinghao")
"""What this box is (`box.json`), the key that bundles are signed with (`bundle.pub`), a joined box's credentials."""

KEY = SETTINGS / "bundle.pub"
CREDENTIALS = SETTINGS / "credentials"

STATE = Path("/var/lib/tinghao")
"""The hall's own folder: journal, papers, keys, clients' credentials."""

PLAN = STATE / "plan" / "hall.toml"
"""The plan in force, with its calendar and voice packs beside it; a release's own is only where it starts from."""

SETUP = Path("/var/lib/tinghao-setup")
"""What the first start's screen wishes done by root (`wish.json`), and what became of it (`done.json`)."""

UPDATE = Path("/var/lib/tinghao-update")
"""Where an update stands (`update.json`), for everybody to read, and the journal's copy for the way back."""

STICK = Path("/run/tinghao/usb")
"""Where a USB stick is mounted, read only."""

BACKUPS = Path("/var/lib/tinghao-backups")
"""The daily backups of the hall's own box, the newest seven."""
