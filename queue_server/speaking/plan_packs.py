"""Are the voice packs of a plan complete? What each lacks for the numbers and windows of this hall."""

from pathlib import Path

from queue_server.contract.plan import Plan
from queue_server.speaking.pack import PackError, VoicePack
from queue_server.speaking.pack_check import oddities

NAMED = 5
"""So many phrases are named in a warning."""


def pack_warnings(plan: Plan, folder: Path) -> list[str]:
    """A Chinese sentence for each pack that is not fit to be heard; the packs are seen from `folder`, the plan's."""
    return [sentence for voice in plan.voice if voice.pack and (sentence := _warning(plan, folder / voice.pack))]


def _warning(plan: Plan, folder: Path) -> str:
    try:
        found = oddities(VoicePack(folder), list(plan.services), list(plan.windows))
    except PackError as error:
        return f"录音包用不了：{error}"
    phrases = list(dict.fromkeys(one.phrase for one in found))
    named = "、".join(phrases[:NAMED]) + ("等" if len(phrases) > NAMED else "")
    return f"录音包 {folder} 有 {len(phrases)} 个词要补录或重录：{named}" if phrases else ""
