"""Which version of the program runs here: that of the release it was unpacked as, else that of its source."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec

SOFTWARE = Path(__file__).parents[1]


class _Release(msgspec.Struct):
    version: str


@cache
def version(software: Path = SOFTWARE) -> str:
    """The version; `software` is the folder that rooms and `pyproject.toml` lie in, beside a release's manifest."""
    try:
        return msgspec.json.decode((software.parent / "manifest.json").read_bytes(), type=_Release).version
    except (OSError, msgspec.MsgspecError):
        written: str = tomllib.loads((software / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
        return written
