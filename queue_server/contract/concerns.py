"""A concern (投诉与差评): what a visitor was not content with, by when it is to be answered, and what became of it."""

from datetime import datetime
from typing import Literal

import msgspec

Origin = Literal["rating", "complaint"]
Category = Literal["delay", "shirking", "attitude", "demanding", "other"]
"""What a complaint is about: 拖延, 首问敷衍, 态度恶劣, 索取财物, or anything else (其他)."""
RatingReason = Literal["slow", "attitude", "papers", "trips", "place", "equipment", "other"]
"""Why a rating was bad: 效率, 态度, 材料, 多次跑, 环境, 设备, 其他."""
ConcernState = Literal["received", "handled", "answered"]

BAD = 2
"""A score up to this one is a bad rating (差评)."""
LONGEST_TEXT = 300
LONGEST_CONTACT = 40
LONGEST_SEALED = 600
"""Of a contact as it is recorded."""


class Concern(msgspec.Struct, frozen=True, kw_only=True):
    """A bad rating or a complaint of `day`, received `at`, to be answered by the end of `due` (ISO dates).

    It is about `window` and `clerk`, None and empty where nobody is known; `number` is the ticket, empty where the
    visitor wants to be nobody. A rating has its `score` and `reasons`, a complaint its `category`; both may have a
    `text`, and a complaint a `contact`, sealed by the web. Once handled it has the `result` and who found it, the
    `handler`; once answered the `answer` that the visitor was given, by `answerer`.
    """

    id: str
    origin: Origin
    day: str
    at: datetime
    due: str
    window: int | None = None
    clerk: str = ""
    number: str = ""
    score: int = 0
    reasons: tuple[RatingReason, ...] = ()
    category: Category | None = None
    text: str = ""
    contact: str = ""
    state: ConcernState = "received"
    result: str = ""
    handler: str = ""
    answer: str = ""
    answerer: str = ""
    settled_at: datetime | None = None
