"""Who signed in, who tried to, and what became of PINs: a record that only grows and shows its changes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from queue_server.chained import Chained

What = Literal["in", "out", "idle", "wrong", "locked", "unlocked", "pin_changed", "pin_set"]
"""`pin_changed` by its owner; `pin_set` and `unlocked` by somebody else; a `wrong` one of nobody has no account."""


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    """`what` happened to `account` at `place`; `by` is who did it where that is somebody else."""

    at: datetime
    account: str
    what: What
    place: str = ""
    by: str = ""


class SignIns:
    """The record in `<state>/web/sign-ins.jsonl`."""

    def __init__(self, state_dir: Path) -> None:
        self.kept = Chained(state_dir / "web/sign-ins.jsonl", SignIn)

    def add(self, what: What, account: str, place: str = "", by: str = "") -> None:
        """Records it now, on the disk when this returns.

        Raises:
            OSError: the disk refuses.
        """
        self.kept.add(SignIn(at=datetime.now(UTC), account=account, what=what, place=place, by=by))
