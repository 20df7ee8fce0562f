"""Why a card that was put down gives no content, and what a person does about it; pure."""

from enum import Enum
from types import MappingProxyType

from devices.id_card.sam_frame import Said


class Trouble(Enum):
    """Why there is no content; the value is a stable code for wires and screens."""

    LEFT_ON = "left_on"
    """The card was read already or lies badly: 请移开后重放."""
    AUTHENTICATION = "authentication"
    """Card and reader do not trust each other, or what the card says does not agree with its seal."""
    UNREADABLE = "unreadable"
    """The card could not be read through: put it down again, flat and still."""
    UNKNOWN_CARD = "unknown_card"
    """No resident ID card."""
    NO_ITEM = "no_item"
    """The card is good but has not what was asked for."""
    LINE = "line"
    """The reader understood the question wrongly: the line garbles bytes."""
    UNSUPPORTED = "unsupported"
    """The reader does not know the command."""
    NOT_READY = "not_ready"
    """The reader's security module failed its self test or has no licence."""


REMEDIES = MappingProxyType(
    {
        Trouble.LEFT_ON: "请把身份证移开，再放一次",
        Trouble.AUTHENTICATION: "这张证没有通过验证，请换一张或到窗口办理",
        Trouble.UNREADABLE: "没有读完整，请把身份证放平、放稳，再放一次",
        Trouble.UNKNOWN_CARD: "这不是居民身份证，请换一张",
        Trouble.NO_ITEM: "这张证里没有这一项，请手工填写",
        Trouble.LINE: "阅读器的数据线受到干扰，请插紧或换一根短的数据线",
        Trouble.UNSUPPORTED: "这台阅读器不支持读身份证的命令，请核对型号",
        Trouble.NOT_READY: "阅读器的安全模块没有准备好，请断电再通电；还不行就送修",
    }
)
"""What a person does about each: a visitor about the card, a technician about the reader."""
MEANINGS = MappingProxyType(
    {
        Said.BAD_CHECKSUM: Trouble.LINE,
        Said.BAD_LENGTH: Trouble.LINE,
        Said.BAD_COMMAND: Trouble.UNSUPPORTED,
        Said.NOT_AUTHORISED: Trouble.NOT_READY,
        Said.UNKNOWN_ERROR: Trouble.UNREADABLE,
        Said.CARD_AUTHENTICATION: Trouble.AUTHENTICATION,
        Said.SAM_AUTHENTICATION: Trouble.AUTHENTICATION,
        Said.INFORMATION_CHECK: Trouble.AUTHENTICATION,
        Said.UNKNOWN_CARD: Trouble.UNKNOWN_CARD,
        Said.READ_FAILED: Trouble.UNREADABLE,
        Said.RANDOM_FAILED: Trouble.UNREADABLE,
        Said.SELF_TEST: Trouble.NOT_READY,
        Said.UNAUTHORISED: Trouble.NOT_READY,
        Said.NOT_SELECTED: Trouble.LEFT_ON,
        Said.NO_SUCH_ITEM: Trouble.NO_ITEM,
    }
)
"""The third status byte of a refusal (device reference, section 4)."""


def trouble_of(said: int) -> Trouble:
    """What a status byte means where the wanted one was expected; a byte nobody published is a card to put again."""
    try:
        return MEANINGS.get(Said(said), Trouble.UNREADABLE)
    except ValueError:
        return Trouble.UNREADABLE
