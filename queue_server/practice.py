"""Practice: the hall works in a folder of its own, which goes as a whole; the real journal never hears of it.

Every switch is one rename or one file, so that a power cut leaves the hall as it was before or as it is after.
"""

import os
import secrets
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from queue_server.chained import Chained
from queue_server.contract.accounts import Account
from queue_server.contract.commands.practising import To
from queue_server.contract.plan import ALL_DAY, Plan
from queue_server.state_dir import PRACTICE, StateDir, practises, write_private

CLEARED = "practice-cleared-"
"""A folder of that beginning is forgotten, and is deleted as soon as possible."""
ACCOUNTS = "accounts.json"


class Switched(msgspec.Struct, frozen=True, kw_only=True):
    """Practice was switched by the account or client `by`."""

    at: datetime
    by: str
    to: To


def switches(state: Path) -> Chained[Switched]:
    """Who practised when, in `<state>/practice.jsonl`."""
    return Chained(state / "practice.jsonl", Switched)


def switch(state: Path, to: To, by: str, accounts: Mapping[str, Account]) -> bool:
    """Begins, ends or forgets practice in the server's folder; whether the hall is another one afterwards.

    `accounts` of the real hall that are not as in its plan are known to the one that begins to practise.

    Raises:
        OSError: the disk refuses; the hall is as before.
    """
    before = practises(state)
    switches(state).add(Switched(at=datetime.now(UTC), by=by, to=to))
    folder = state / PRACTICE
    match to:
        case "on" if not before:
            write_private(folder / ACCOUNTS, msgspec.json.encode(accounts))
            write_private(folder / "on", b"")
        case "off":
            (folder / "on").unlink(missing_ok=True)
        case "clear" if folder.exists():
            folder.rename(state / f"{CLEARED}{secrets.token_hex(4)}")
    _sync(state)
    return practises(state) != before


def tidy(state: Path) -> None:
    """Deletes what was forgotten, also what somebody put down after that; to be called while nobody works there.

    Raises:
        OSError: the disk refuses; it is tried again at the next start.
    """
    for gone in state.glob(f"{CLEARED}*"):
        shutil.rmtree(gone)
    folder = state / PRACTICE
    if folder.exists() and not (folder / ACCOUNTS).exists():
        shutil.rmtree(folder)


def accounts_of(state: Path) -> dict[str, Account] | None:
    """The accounts that the practising hall began with; None where it does not practise.

    Raises:
        OSError, msgspec.DecodeError: they cannot be read.
    """
    if not practises(state):
        return None
    return msgspec.json.decode((state / PRACTICE / ACCOUNTS).read_bytes(), type=dict[str, Account])


def in_force(plan: Plan, state: StateDir) -> Plan:
    """`plan` as it holds now: a hall that practises gives numbers at any hour."""
    if not state.practises:
        return plan
    replace = msgspec.structs.replace
    return replace(
        plan,
        hall=replace(plan.hall, hours=ALL_DAY),
        service=tuple(replace(service, hours=()) for service in plan.service),
    )


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
