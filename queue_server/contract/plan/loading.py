"""From the text of `hall.toml` to a plan, or to all its mistakes at once."""

import tomllib
from pathlib import Path

import msgspec

from queue_server.contract.plan.mending import CannotMendError, mended
from queue_server.contract.plan.mistakes import Mistake, PlanError
from queue_server.contract.plan.schema import Plan
from queue_server.contract.plan.sense import sense_mistakes
from queue_server.contract.plan.shape import shape_mistakes

MAX_BYTES = 4 * 1024 * 1024


def parse(text: str) -> Plan:
    """The plan in `text`.

    Raises:
        PlanError: with every mistake, of shape first; where something that other parts refer to is missing, mistakes
            of meaning are looked for once the shape is right.
    """
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PlanError([Mistake("hall.toml", f"不是正确的 TOML：{error}")]) from error
    mistakes = shape_mistakes(raw)
    try:
        plan = msgspec.convert(mended(raw) if mistakes else raw, Plan)
    except CannotMendError:
        raise PlanError(mistakes) from None
    known = {mistake.key for mistake in mistakes}
    mistakes += [mistake for mistake in sense_mistakes(plan) if mistake.key not in known]
    if mistakes:
        raise PlanError(mistakes)
    return plan


def load(path: Path) -> Plan:
    """The plan in the file at `path`.

    Raises:
        PlanError: unreadable, or with mistakes.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PlanError([Mistake(str(path), "大厅配置太大，不像是大厅配置")])
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PlanError([Mistake(str(path), f"读不了大厅配置（{error}）")]) from error
    return parse(text)
