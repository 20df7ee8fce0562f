"""What became of a try of a machine, in words for somebody who never saw a terminal: well or not, and what to do."""

from devices.bench.outcome import PERSON, Outcome
from provisioning.first_start.guesses import USUAL

WELL, PLUGGED_IN, SILENT = "应答了，能用", "插着，能打开", "插着，但没有应答"
REMEDIES = {usual.kind: usual.remedy for usual in USUAL}
PRINTED = "打出来了，请看一看"
BY_HAND = dict(PERSON.values())
"""What a person has to do at the machine, by what the machine says."""


def plain(kind: str, outcome: Outcome) -> tuple[str, str]:
    """How it is, and the remedy where one is needed; both are Chinese sources."""
    match outcome.word:
        case "正常":
            return WELL, BY_HAND.get(outcome.reason, "")
        case "完成":
            return PRINTED, ""
        case "线路通":
            return PLUGGED_IN, ""
        case "需要人":
            reason = outcome.reason.removeprefix("打到一半停了：")
            return reason, BY_HAND.get(reason, REMEDIES[kind])
    return SILENT, REMEDIES[kind]
