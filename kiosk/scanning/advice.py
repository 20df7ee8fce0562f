"""The one thing a visitor could do now so that the paper comes out well: in words and as a small picture."""

from enum import Enum
from pathlib import Path
from typing import assert_never

from queue_server.contract.words import Language, say

PICTURES = Path(__file__).parents[2] / "assets" / "pictures" / "scanning"


class Advice(Enum):
    """What helps most; left and right are those of the live picture."""

    GOOD = "good"
    LAY_PAPER = "lay_paper"
    MORE_LIGHT = "more_light"
    ONE_PAPER = "one_paper"
    MOVE_LEFT = "move_left"
    MOVE_RIGHT = "move_right"
    MOVE_UP = "move_up"
    MOVE_DOWN = "move_down"
    LAY_STRAIGHT = "lay_straight"
    NEARER = "nearer"
    HAND_AWAY = "hand_away"
    NO_GLARE = "no_glare"
    HOLD_STILL = "hold_still"
    NEXT_PAGE = "next_page"

    @property
    def picture(self) -> Path:
        """A PNG that shows how."""
        return PICTURES / f"{self.value}.png"


def advice_sentence(language: Language, advice: Advice) -> str:
    """What the visitor does now."""
    match advice:
        case Advice.GOOD:
            return say(language, "很好，请不要动")
        case Advice.LAY_PAPER:
            return say(language, "请把材料平放在镜头下面，有字的一面朝上")
        case Advice.MORE_LIGHT:
            return say(language, "太暗了，请不要挡住灯光")
        case Advice.ONE_PAPER:
            return say(language, "请一次只放一张")
        case Advice.MOVE_LEFT:
            return say(language, "右边没有拍到，请往左挪一点")
        case Advice.MOVE_RIGHT:
            return say(language, "左边没有拍到，请往右挪一点")
        case Advice.MOVE_UP:
            return say(language, "下边没有拍到，请往上挪一点")
        case Advice.MOVE_DOWN:
            return say(language, "上边没有拍到，请往下挪一点")
        case Advice.LAY_STRAIGHT:
            return say(language, "没有拍全，请把材料摆正")
        case Advice.NEARER:
            return say(language, "看起来太小，请平放在镜头正下方")
        case Advice.HAND_AWAY:
            return say(language, "请把手拿开")
        case Advice.NO_GLARE:
            return say(language, "有反光，请把材料挪一挪")
        case Advice.HOLD_STILL:
            return say(language, "有点模糊，请放平，不要动")
        case Advice.NEXT_PAGE:
            return say(language, "拍好了，请换下一页")
        case _:
            assert_never(advice)
