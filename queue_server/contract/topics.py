"""The topic table: every address of the hall's wire, who writes it, how surely it is delivered, whether it is kept."""

from dataclasses import dataclass
from enum import StrEnum


class Writer(StrEnum):
    """Which side writes a topic."""

    SERVER = "server"
    CLIENT = "client"


@dataclass(frozen=True)
class Topic:
    """One row of the table; `pattern` has `{hall}` and at most one more field in braces."""

    name: str
    pattern: str
    message: str
    writer: Writer
    qos: int
    retained: bool
    about: str

    def of(self, hall: str, subject: str | int = "") -> str:
        """The concrete topic of `hall` and, where the row has one, of a client, window or device."""
        address = self.pattern.replace("{hall}", hall)
        start = address.find("{")
        return address if start < 0 else address[:start] + str(subject) + address[address.find("}") + 1 :]


ASK = Topic("ask", "hall/v1/{hall}/ask/{client}", "Ask", Writer.CLIENT, 1, False, "A client asks the desk.")
REPLY = Topic("reply", "hall/v1/{hall}/reply/{client}", "Reply", Writer.SERVER, 1, False, "The desk answers a client.")
BOARD = Topic("board", "hall/v1/{hall}/board", "HallBoard", Writer.SERVER, 1, True, "What the hall shows now.")
WINDOW_BOARD = Topic(
    "window_board",
    "hall/v1/{hall}/window/{window}/board",
    "WindowBoard",
    Writer.SERVER,
    1,
    True,
    "What one window shows.",
)
PRESENCE = Topic(
    "presence", "hall/v1/{hall}/presence/{client}", "Presence", Writer.CLIENT, 1, True, "Whether a client is there."
)
HEALTH = Topic(
    "health", "hall/v1/{hall}/health/{client}", "Health", Writer.CLIENT, 1, True, "How a client's devices are."
)

TOPICS: tuple[Topic, ...] = (ASK, REPLY, BOARD, WINDOW_BOARD, PRESENCE, HEALTH)

SERVER = "server"
"""The name of the server among the hall's clients, for presence."""
