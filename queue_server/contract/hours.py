"""Opening hours as spans of the local day, for whoever must know them: the desk, and a kiosk left alone."""

from collections.abc import Iterable

from queue_server.contract.boards import ServiceBoard
from queue_server.contract.plan.hours import Hours
from queue_server.contract.words import Language

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def opening(hours: Hours, clock: str) -> tuple[bool, str]:
    """Whether `hours` include the local time `clock` (`HH:MM`), and else the next start after it, empty for none."""
    if any(start <= clock < end for start, end in hours):
        return True, ""
    return False, min((start for start, _ in hours if start > clock), default="")


def is_later_day(opens: str) -> bool:
    """Whether a service that `opens` then (`11-30 08:30`) does not do so today (`13:30`)."""
    return " " in opens


def opening_words(language: Language, opens: str) -> str:
    """When a service opens, as one says it: `11月30日 08:30`, `30 Nov 08:30`; today just the time."""
    if not is_later_day(opens):
        return opens
    day, clock = opens.split(" ")
    month, of_month = (int(part) for part in day.split("-"))
    return f"{of_month} {MONTHS[month - 1]} {clock}" if language == "en" else f"{month}月{of_month}日 {clock}"


def opens_again(day: str, services: Iterable[ServiceBoard]) -> str:
    """When any of `services` gives numbers again where none does any more on the ISO `day`; empty where one does."""
    boards = tuple(services)
    if any(board.open or board.cut_off or not is_later_day(board.opens) for board in boards):
        return ""
    return min((board.opens for board in boards), key=lambda opens: (opens < day[5:], opens), default="")
