"""What a visitor touches to say how it was, or to complain."""

from dataclasses import dataclass

from queue_server.contract.commands import Score
from queue_server.contract.concerns import Category, RatingReason


@dataclass(frozen=True)
class OpenRating:
    """评一评."""


@dataclass(frozen=True)
class ChooseScore:
    """One of the five levels; `fresh_id` becomes the identity of the ask."""

    score: Score
    fresh_id: str


@dataclass(frozen=True)
class ChooseReason:
    """Why it was bad; `fresh_id` as in `ChooseScore`."""

    reason: RatingReason
    fresh_id: str


@dataclass(frozen=True)
class OpenComplaint:
    """投诉建议."""


@dataclass(frozen=True)
class ChooseCategory:
    """What the complaint is about."""

    category: Category


@dataclass(frozen=True)
class ChooseWindow:
    """Which window it is about, 0 for none in particular; `fresh_id` as in `ChooseScore`."""

    window: int
    fresh_id: str


Opinion = OpenRating | ChooseScore | ChooseReason | OpenComplaint | ChooseCategory | ChooseWindow
