"""The plan's files as a terminal gets them: the plan itself, its calendar, its voice packs, by their paths."""

import hashlib
from pathlib import Path

from queue_server.contract.plan import load

PLAN = "hall.toml"


def plan_files(path: Path) -> dict[str, bytes]:
    """Of the plan at `path`; what it names and is not there, or elsewhere, is left out.

    Raises:
        PlanError: the plan has mistakes.
        OSError: a file cannot be read.
    """
    plan, folder = load(path), path.parent.resolve()
    named = [folder / plan.calendar.file] if plan.calendar.key else []
    for voice in plan.voice:
        named += (folder / voice.pack).rglob("*") if voice.pack else []
    real = {file.resolve() for file in named if file.is_file()}
    inside = [file for file in real if file.is_relative_to(folder)]
    return {PLAN: path.read_bytes()} | {str(file.relative_to(folder)): file.read_bytes() for file in sorted(inside)}


def digest_of(files: dict[str, bytes]) -> str:
    """The same for the same files, hex."""
    each = (f"{name}\0{hashlib.sha256(content).hexdigest()}\n" for name, content in sorted(files.items()))
    return hashlib.sha256("".join(each).encode()).hexdigest()
