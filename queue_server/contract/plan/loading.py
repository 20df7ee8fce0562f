"""From the text of `hall.toml` to a plan, or to all its mistakes at once."""

import tomllib
from pathlib import Path

import msgspec

from queue_server.contract.plan.schema import Plan


class PlanError(ValueError):
    """The plan cannot be used; `mistakes` are one Chinese sentence each, with the key it is about."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def parse(text: str) -> Plan:
    """The plan in `text`.

    Raises:
        PlanError: with every mistake that was found.
    """
    try:
        return msgspec.convert(tomllib.loads(text), Plan)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PlanError([str(error)]) from error


def load(path: Path) -> Plan:
    """The plan in the file at `path`.

    Raises:
        PlanError: unreadable, or wrong.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PlanError([f"{path}：读不了大厅配置（{error}）"]) from error
    return parse(text)
