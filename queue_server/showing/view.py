"""What a display shows for a board at a moment, as values: calls, services, windows, missed numbers, what is public."""

from dataclasses import dataclass
from datetime import datetime

from queue_server.contract.boards import Call, HallBoard, ServiceBoard, WindowBoard
from queue_server.contract.bulletin import PublicResult
from queue_server.contract.forecasts import Forecast, Wait
from queue_server.contract.hours import opening_words
from queue_server.contract.waits import at_once, service_wait, wait_words
from queue_server.contract.words import say
from queue_server.showing.turns import Turns

MISSED_SHOWN = 8
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class CallRow:
    """A ticket, the window it was called to and when (`10:41`); `fresh` for one that everybody should see now."""

    number: str
    window: int
    time: str
    fresh: bool


@dataclass(frozen=True)
class ServiceRow:
    """A service: `count` (`6 人`, empty when it gives no numbers), `state` in words, the expected `wait` if known."""

    name: str
    count: str
    state: str
    wait: str = ""
    english: str = ""


@dataclass(frozen=True)
class WindowRow:
    """A window where somebody is, or that pauses (`number` is empty then)."""

    window: int
    number: str


@dataclass(frozen=True)
class Shown:
    """Everything on the display; equal values look the same at the same moment.

    `link` is empty while the hall is reached. `urgent` takes the place of `notices`, which take turns.
    """

    hall: str
    date: str
    clock: str
    calls: tuple[CallRow, ...] = ()
    services: tuple[ServiceRow, ...] = ()
    windows: tuple[WindowRow, ...] = ()
    missed: tuple[str, ...] = ()
    results: tuple[PublicResult, ...] = ()
    notices: tuple[str, ...] = ()
    urgent: tuple[str, ...] = ()
    link: str = ""


def date_words(local: datetime) -> str:
    """`11月23日 星期一`."""
    return f"{local.month}月{local.day}日 星期{WEEKDAYS[local.weekday()]}"


def call_rows(board: HallBoard, turns: Turns, most: int, now: datetime, *, connected: bool) -> tuple[CallRow, ...]:
    """At most `most` calls: those that have their ten seconds, then who is in front of a window, then the ones before.

    Each newest first. A missed ticket is not sent to a window any more once its call is over: it stands among the
    missed ones. The newest call stands out until its visitor has come or left; while the hall is not reached nobody
    knows that, and none does for longer than its ten seconds. `now` is the hall's local time.
    """
    fronts = {window.call.number: window for window in board.windows if window.call}
    over = set(board.missed) - fronts.keys()
    latest = [call for call in _latest(board) if turns.has_begun(call, now)]
    newest = latest[0].sequence if latest else 0

    def stands_out(call: Call) -> bool:
        awaited = call.number in fronts and not fronts[call.number].serving
        return turns.stands_out(call, now) or (connected and awaited and call.sequence == newest)

    still = [call for call in latest if call.number not in over or turns.stands_out(call, now)]
    ordered = sorted(still, key=lambda call: (not turns.stands_out(call, now), call.number not in fronts))
    zone = now.tzinfo
    return tuple(
        CallRow(call.number, call.window, f"{call.at.astimezone(zone):%H:%M}", stands_out(call))
        for call in ordered[:most]
    )


def _latest(board: HallBoard) -> list[Call]:
    """The newest call of each ticket, from the hall's list and from its windows, newest first."""
    latest: dict[str, Call] = {}
    for call in (*board.calls, *(window.call for window in board.windows if window.call)):
        known = latest.get(call.number)
        if known is None or known.sequence < call.sequence:
            latest[call.number] = call
    return sorted(latest.values(), key=lambda call: call.sequence, reverse=True)


def service_rows(
    board: HallBoard, forecast: Forecast | None, now: datetime, english: dict[str, str]
) -> tuple[ServiceRow, ...]:
    """How all services stand, with their waits as far as a fresh forecast tells them; `english` names by prefix."""
    return tuple(
        service_row(service, service_wait(forecast, service.service, now), english.get(service.service, ""))
        for service in board.services
    )


def service_row(service: ServiceBoard, wait: Wait | None = None, english: str = "") -> ServiceRow:
    """How one service stands, in words a visitor needs.

    A service that gives no numbers while people still wait shows them: they are served to the end.
    """
    people = say("zh_CN", "{count} 人", count=service.waiting)
    if service.open and at_once(service.waiting, wait):
        return ServiceRow(service.name, "", say("zh_CN", "随到随办"), english=english)
    if service.open or service.waiting:
        told = wait_words("zh_CN", wait) if service.open else ""
        return ServiceRow(service.name, people, say("zh_CN", "等候"), told, english)
    opens = (
        say("zh_CN", "未开，{time} 开", time=opening_words("zh_CN", service.opens))
        if service.opens
        else say("zh_CN", "未开")
    )
    return ServiceRow(service.name, "", opens, english=english)


def window_rows(windows: tuple[WindowBoard, ...], most: int) -> tuple[WindowRow, ...]:
    """Where whom to find, for halls with more windows than calls are shown, and where a window pauses; else none."""
    rows = [
        WindowRow(window.window, window.call.number if window.call else "")
        for window in windows
        if window.call or window.state == "paused"
    ]
    return tuple(rows) if len(rows) > most or any(not row.number for row in rows) else ()


def newest_missed(missed: tuple[str, ...]) -> tuple[str, ...]:
    """The missed numbers that fit, the last of them when there are more."""
    return missed[-MISSED_SHOWN:]
