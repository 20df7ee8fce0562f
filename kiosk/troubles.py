"""A printer's trouble in words: for the visitor on the screen, for the staff in the hall's health."""

from datetime import datetime

from kiosk.visit.steps import Paper, SlipState
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.words import Language, say

NO_PRINTER = "no_printer"


def slip_sentence(language: Language, number: str, slip: SlipState) -> str:
    """What the visitor does about the slip; an error says what to do, not what broke."""
    match slip.paper, slip.reason:
        case Paper.PRINTING, _:
            return say(language, "号票正在打印，请在下方取票")
        case Paper.PRINTED, _:
            return say(language, "号票已经打好，请在下方取票")
        case Paper.UNKNOWN, _:
            return say(language, "如果没有出号票，请记住您的号 {number}", number=number)
        case _, "paper_out":
            return say(language, "打印机缺纸，请记住您的号 {number}，并告诉导办员", number=number)
        case _, "cover_open":
            return say(language, "打印机的盖子开着，请记住您的号 {number}，并告诉导办员", number=number)
        case _, "cut_short":
            return say(language, "号票没有打完，请记住您的号 {number}，并告诉导办员", number=number)
        case _, "no_printer":
            return say(language, "这台机器不出号票，请记住您的号 {number}", number=number)
    return say(language, "号票打不出来，请记住您的号 {number}，并告诉导办员", number=number)


def handout_sentence(language: Language, handout: SlipState | None) -> str:
    """What became of a list or an address on paper; empty before it was asked for."""
    match handout:
        case None:
            return ""
        case SlipState(paper=Paper.PRINTING):
            return say(language, "正在打印，请在下方取")
        case SlipState(paper=Paper.PRINTED | Paper.UNKNOWN):
            return say(language, "已经打好，请在下方取")
    return say(language, "现在打不出来，请用手机扫码，或找导办员")


def notice(language: Language, trouble: str) -> str:
    """The plain word on the idle screen while slips do not come out; empty when they do."""
    match trouble:
        case "":
            return ""
        case "paper_out":
            return say(language, "打印机缺纸：可以取号，请记住屏幕上的号")
    return say(language, "现在不出号票：可以取号，请记住屏幕上的号")


def health(device: str, trouble: str, since: datetime) -> DeviceHealth:
    """How the printer is, for the staff."""
    match trouble:
        case "":
            return DeviceHealth(device=device, state="ok", since=since)
        case "paper_out":
            reason, remedy = "打印机缺纸", "请装一卷新纸，合上盖子"
        case "cover_open":
            reason, remedy = "打印机盖子开着", "请把盖子按下，听到咔嗒声"
        case "cutter":
            reason, remedy = "切刀卡住", "请关电源，清掉碎纸再开"
        case "paper_jam":
            reason, remedy = "打印机卡纸", "请打开盖子，取出卡住的纸"
        case "take_paper":
            reason, remedy = "号票还在出纸口", "请把出纸口的号票取走"
        case "head_hot":
            reason, remedy = "打印头太热", "请等几分钟，会自己恢复"
        case "offline":
            reason, remedy = "打印机没有连上", "请检查电源和数据线"
        case _:
            reason, remedy = "打印机出了故障", "请关电源再开，不行请找技术员"
    return DeviceHealth(device=device, state="broken", reason=reason, remedy=remedy, since=since)
