"""What the hall display shows for a board at a moment, as values: call rows, how the services stand, missed numbers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_server.contract.boards import Call, HallBoard, ServiceBoard
from queue_server.contract.forecasts import Forecast, Wait
from queue_server.contract.waits import at_once, service_wait, wait_words
from queue_server.contract.words import say

CALL_ROWS = 4
FRESH = timedelta(seconds=10)
"""How long at least the newest call stays yellow."""
MISSED_SHOWN = 8
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class CallRow:
    """A ticket and the window it was called to; `fresh` for the one that everybody should see now."""

    number: str
    window: int
    fresh: bool


@dataclass(frozen=True)
class ServiceRow:
    """A service: `count` (`6 人`, empty when it gives no numbers), `state` in words, the expected `wait` if known."""

    name: str
    count: str
    state: str
    wait: str = ""


@dataclass(frozen=True)
class Shown:
    """Everything on the display; equal values look the same."""

    hall: str
    date: str
    clock: str
    calls: tuple[CallRow, ...]
    services: tuple[ServiceRow, ...]
    missed: tuple[str, ...]
    notice: str
    link: str


def shown(
    board: HallBoard | None,
    local: datetime,
    *,
    hall: str,
    notice: str,
    connected: bool,
    forecast: Forecast | None = None,
) -> Shown:
    """The display at the hall's local time `local`; without a board there is only head, notice and link.

    `hall` is the hall's name, `notice` the line at the foot.
    """
    return Shown(
        hall=hall,
        date=date_words(local),
        clock=f"{local:%H:%M}",
        calls=call_rows(board, local) if board else (),
        services=service_rows(board, forecast, local) if board else (),
        missed=newest_missed(board.missed) if board else (),
        notice=notice,
        link="" if connected else say("zh_CN", "正在重新连接…"),
    )


def date_words(local: datetime) -> str:
    """`11月23日 星期一`."""
    return f"{local.month}月{local.day}日 星期{WEEKDAYS[local.weekday()]}"


def call_rows(board: HallBoard, now: datetime) -> tuple[CallRow, ...]:
    """At most four calls: first the tickets in front at the windows, then the ones before them, newest first.

    A missed ticket is not sent to a window any more once its call is over: it stands among the missed ones.
    The newest of all is fresh for at least ten seconds after its call, and then until its visitor has come or left.
    """
    in_front = {window.call.number for window in board.windows if window.call}
    over = set(board.missed) - in_front
    newest_first = sorted(_latest(board), key=lambda call: call.sequence, reverse=True)
    still = (call for call in newest_first if call.number not in over or _is_fresh(call, now))
    ordered = sorted(still, key=lambda call: call.number not in in_front)
    awaited = {window.call.number for window in board.windows if window.call and not window.serving}
    newest = newest_first[0].sequence if newest_first else 0
    rows: list[CallRow] = []
    for call in _newest_on_top(ordered, newest, now)[:CALL_ROWS]:
        fresh = call.sequence == newest and (_is_fresh(call, now) or call.number in awaited)
        rows.append(CallRow(call.number, call.window, fresh))
    return tuple(rows)


def _latest(board: HallBoard) -> list[Call]:
    """The newest call of each ticket, from the hall's list and from its windows."""
    latest: dict[str, Call] = {}
    for call in (*board.calls, *(window.call for window in board.windows if window.call)):
        known = latest.get(call.number)
        if known is None or known.sequence < call.sequence:
            latest[call.number] = call
    return list(latest.values())


def _newest_on_top(ordered: list[Call], newest: int, now: datetime) -> list[Call]:
    """A call taken back within its ten seconds stays on top for them: nothing jumps under the reader's eyes."""
    return sorted(ordered, key=lambda call: not (call.sequence == newest and _is_fresh(call, now)))


def _is_fresh(call: Call, now: datetime) -> bool:
    return now - call.at < FRESH


def service_rows(board: HallBoard, forecast: Forecast | None, now: datetime) -> tuple[ServiceRow, ...]:
    """How all services stand, with their waits as far as a fresh forecast tells them."""
    return tuple(service_row(service, service_wait(forecast, service.service, now)) for service in board.services)


def service_row(service: ServiceBoard, wait: Wait | None = None) -> ServiceRow:
    """How one service stands, in words a visitor needs.

    A service that gives no numbers while people still wait shows them: they are served to the end.
    """
    people = f"{service.waiting} 人"
    if service.open and at_once(service.waiting, wait):
        return ServiceRow(service.name, "", say("zh_CN", "随到随办"))
    if service.open or service.waiting:
        return ServiceRow(service.name, people, say("zh_CN", "等候"), wait_words("zh_CN", wait) if service.open else "")
    opens = say("zh_CN", "未开，{time} 开", time=service.opens) if service.opens else say("zh_CN", "未开")
    return ServiceRow(service.name, "", opens)


def newest_missed(missed: tuple[str, ...]) -> tuple[str, ...]:
    """The missed numbers that fit, the last of them when there are more."""
    return missed[-MISSED_SHOWN:]
