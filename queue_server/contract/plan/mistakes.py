"""A mistake in a plan: where, and what to do about it, in words for the person who writes plans."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """One mistake; `key` is its place in `hall.toml` (`service[2].windows`, counted from 1), `sentence` is Chinese."""

    key: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.key}：{self.sentence}"


class PlanError(ValueError):
    """The plan cannot be used; `mistakes` has all that were found."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes
