"""The topic table: every address of the hall's wire, who writes it, how surely it is delivered, whether it is kept."""

import re
from dataclasses import dataclass
from enum import StrEnum

FIELD = re.compile(r"\{\w+\}")


class Writer(StrEnum):
    """Which side writes a topic."""

    SERVER = "server"
    CLIENT = "client"
    FORECASTER = "forecaster"
    WEB = "web"


@dataclass(frozen=True)
class Topic:
    """One row of the table; `pattern` has `{hall}` and other fields in braces."""

    name: str
    pattern: str
    message: str
    writer: Writer
    qos: int
    retained: bool
    about: str

    def of(self, hall: str, *subjects: str | int) -> str:
        """The concrete topic of `hall`, its other fields filled in order with `subjects`."""
        fields = iter((hall, *subjects))
        return FIELD.sub(lambda _: str(next(fields)), self.pattern)


ASK = Topic("ask", "hall/v1/{hall}/ask/{client}", "Ask", Writer.CLIENT, 1, False, "A client asks the desk.")
REPLY = Topic(
    "reply", "hall/v1/{hall}/reply/{client}/{session}", "Reply", Writer.SERVER, 1, False, "The desk answers a client."
)
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
FORECAST = Topic(
    "forecast", "hall/v1/{hall}/forecast", "Forecast", Writer.FORECASTER, 1, True, "How long everybody will wait."
)
BULLETIN = Topic(
    "bulletin", "hall/v1/{hall}/bulletin", "Bulletin", Writer.SERVER, 1, True, "What the hall makes public."
)
SELFTEST = Topic(
    "selftest",
    "hall/v1/{hall}/selftest/{client}",
    "SelfTest",
    Writer.CLIENT,
    1,
    True,
    "What a terminal's last self-test found.",
)
BOX = Topic("box", "hall/v1/{hall}/box/{client}", "BoxFacts", Writer.CLIENT, 1, True, "How the box of a client is.")
ORDER = Topic(
    "order", "hall/v1/{hall}/order/{client}", "Order", Writer.WEB, 1, False, "A technician orders one terminal."
)
PICTURE = Topic(
    "picture", "hall/v1/{hall}/picture/{client}", "Picture", Writer.CLIENT, 1, False, "A terminal shows its screen."
)

TOPICS: tuple[Topic, ...] = (
    ASK,
    REPLY,
    BOARD,
    WINDOW_BOARD,
    PRESENCE,
    HEALTH,
    FORECAST,
    BULLETIN,
    SELFTEST,
    BOX,
    ORDER,
    PICTURE,
)

FORECASTER = "forecaster"
"""The name of the client that reckons how long it takes; it alone writes the forecast."""

WEB = "web"
"""The name of the client that asks for people at browsers; it alone says on whose behalf."""

BOOKINGS = "bookings"
"""The name of the client that takes bookings over from a file."""

SERVER = "server"
"""The name of the server among the hall's clients, for presence."""

EVERYTHING = "hall/v1/{hall}/#"
"""The filter of all of a hall's topics."""
