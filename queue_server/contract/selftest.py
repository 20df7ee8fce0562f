"""What a terminal's self-test found: a finding for each thing looked at, told to the hall and kept there."""

from datetime import datetime
from typing import Literal

import msgspec

State = Literal["ok", "attention", "broken", "absent"]
"""`attention`: it works, and somebody should look at it; `absent`: this terminal has none, which is nothing bad."""
Drawing = Literal[
    "",
    "usb",
    "printer_paper",
    "printer_cover",
    "serial",
    "network",
    "speaker",
    "camera",
    "clock",
    "disk",
    "reader",
]
"""Names the drawing that goes with a remedy; empty where there is none."""
BY_GRAVITY: tuple[State, ...] = ("broken", "attention", "ok", "absent")


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing looked at: what (`check`), how it is (`words`), what to do (`remedy`), each in plain Chinese."""

    check: str
    state: State
    words: str
    remedy: str = ""
    picture: Drawing = ""


class SelfTest(msgspec.Struct, frozen=True, kw_only=True):
    """One whole self-test of the terminal `client` with the program's `version`, ended at `at`.

    Retained, sent at connection and after each; `findings` are in the order they were made.
    """

    client: str
    at: datetime
    version: str
    findings: tuple[Finding, ...]

    @property
    def worst(self) -> State:
        """The gravest of its findings; `absent` where there are none."""
        return min((finding.state for finding in self.findings), key=BY_GRAVITY.index, default="absent")

    @property
    def first_worst(self) -> tuple[Finding, ...]:
        """The findings, the gravest first, else as they were made."""
        return tuple(sorted(self.findings, key=lambda finding: BY_GRAVITY.index(finding.state)))
