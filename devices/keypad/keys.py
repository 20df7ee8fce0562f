"""What a keypad can say, whatever its protocol: one key, perhaps with digits typed before it."""

from enum import StrEnum

import msgspec


class Key(StrEnum):
    """The functions of window keypads; the value is the word for options."""

    CALL = "call"
    RECALL = "recall"
    CALL_OR_RECALL = "call_or_recall"
    EVALUATE = "evaluate"
    CANCEL = "cancel"
    CONFIRM = "confirm"
    NO_SHOW = "no_show"
    PARK = "park"
    CALL_BACK = "call_back"
    ONE_METRE = "one_metre"
    PAUSE = "pause"
    TRANSFER = "transfer"
    START = "start"
    COMPLETE = "complete"


class KeyPress(msgspec.Struct, frozen=True):
    """A function key and the digits typed before it."""

    key: Key
    digits: str = ""
