"""Are the letters before the numbers easy to tell apart? By eye from digits, by ear from each other."""

from itertools import combinations

from queue_server.contract.plan.schema import Plan

LIKE_DIGITS = {"O": "0", "I": "1", "Q": "0"}
"""Letters that are taken for a digit in the type of slips and signs."""


def letter_warnings(plan: Plan) -> list[str]:
    """A Chinese sentence for each letter that is taken for a digit, and for each two that overlap."""
    prefixes = list(plan.services)
    alike = [
        f"业务字母“{prefix}”容易看成数字“{digit}”，请换一个"
        for prefix in prefixes
        for letter, digit in LIKE_DIGITS.items()
        if letter in prefix
    ]
    overlapping = [
        f"业务字母“{one}”和“{other}”开头一样，听到“{one}”还不知道是哪一个，请换一个"
        for one, other in combinations(sorted(prefixes, key=len), 2)
        if other.startswith(one) and other != one
    ]
    return [*alike, *overlapping]
