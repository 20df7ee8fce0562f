"""The record of the hall can be read by whoever may read it: no name of our own stands on the page."""

import re
from typing import get_args

import msgspec

from queue_server.queueing import events
from queue_server.web.manager.audit import IN_COLUMNS, OPINIONS
from queue_server.web.pages import WEB

WORDS = (WEB / "record_words.js").read_text(encoding="utf-8")
LEFT_TO_THE_FILE = {"count", "offline", "position", "arrival", "responsible"}
"""How the desk keeps its queues; it says nothing to somebody who asks who did what."""


def keys_of(table: str) -> set[str]:
    """The keys of an object of the page's script."""
    found = re.search(rf"{table} = {{\n(.*?)^}};", WORDS, re.DOTALL | re.MULTILINE)
    assert found is not None
    return set(re.findall(r"^  (\w+): ", found[1], re.MULTILINE))


def test_everything_that_can_happen_has_its_words() -> None:
    assert {kind.__name__ for kind in get_args(events.Event)} == keys_of("HAPPENED")


def test_everything_that_fits_a_line_is_told_or_left_to_the_file() -> None:
    kinds = [kind for kind in get_args(events.Event) if kind.__name__ not in OPINIONS]
    fields = {field.name: str(field.type) for kind in kinds for field in msgspec.structs.fields(kind)}
    short = {name for name, of in fields.items() if "queue_server" not in of and "dict" not in of}
    assert short - set(IN_COLUMNS) - LEFT_TO_THE_FILE <= keys_of("TOLD")
