"""One display of a plan: what it knows, what it shows of it now, and what it is to speak."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from queue_server.contract.boards import HallBoard
from queue_server.contract.bulletin import Bulletin
from queue_server.contract.forecasts import Forecast
from queue_server.contract.hours import opening_words, opens_again
from queue_server.contract.plan import Display, Plan
from queue_server.contract.words import Language, say
from queue_server.showing.painting import paint
from queue_server.showing.parts import Painting
from queue_server.showing.scope import Scope
from queue_server.showing.setting import Setting
from queue_server.showing.turns import HIGHLIGHTED, Turns
from queue_server.showing.view import Shown, call_rows, date_words, newest_missed, service_rows, window_rows


@dataclass(frozen=True)
class Told:
    """What the hall told last, None before the first, and whether it is reached now."""

    board: HallBoard | None = None
    forecast: Forecast | None = None
    bulletin: Bulletin | None = None
    connected: bool = False


class DisplayFace:
    """Asked on one thread, whenever something was told and at least twice a second, with an aware `now`."""

    def __init__(self, plan: Plan, display: Display) -> None:
        self.scope = Scope.of_display(plan, display)
        self.setting = Setting.of_display(plan, display)
        self._name = " ".join(part for part in (plan.hall.name, display.zone) if part)
        self._zone = ZoneInfo(plan.hall.timezone)
        self._english = {service.prefix: service.name_en for service in plan.service} if display.english else {}
        self._notices = _notices(plan, display)
        self._turns = Turns(display.rows)
        self._taken: HallBoard | None = None
        self._lost_at: datetime | None = None

    def painting(self, told: Told, now: datetime) -> Painting:
        """The display now."""
        return paint(self.shown(told, now), self.setting, now.timestamp())

    def lost(self, told: Told, now: datetime) -> Painting:
        """What somebody shows who has heard nothing since `now`: without a clock, and no call stands out any more."""
        local = now.astimezone(self._zone)
        link = _link(told.board, self._lost_at or local)
        shown = self._shown(replace(told, connected=False), local + HIGHLIGHTED, link)
        return paint(replace(shown, clock=""), self.setting, now.timestamp())

    def shown(self, told: Told, now: datetime) -> Shown:
        """The display now as values; without a board there is only head, foot and whether the hall is reached."""
        local = now.astimezone(self._zone)
        if told.connected:
            self._lost_at = None
        elif self._lost_at is None:
            self._lost_at = local
        return self._shown(told, local, _link(told.board, self._lost_at) if self._lost_at else "")

    def _shown(self, told: Told, local: datetime, link: str) -> Shown:
        bulletin = told.bulletin
        urgent = bulletin.urgent if bulletin and bulletin.urgent and local < bulletin.urgent.until else None
        head = Shown(
            hall=f"【练习】{self._name}" if told.board and told.board.practice else self._name,
            date=date_words(local),
            clock=f"{local:%H:%M}",
            notices=self._notices,
            urgent=_said(urgent.text, urgent.text_en if self._english else "", urgent=True) if urgent else (),
            link=link,
            results=bulletin.results if bulletin else (),
        )
        return self._with_board(head, told.board, told, local) if told.board else head

    def _with_board(self, head: Shown, whole: HallBoard, told: Told, local: datetime) -> Shown:
        board, rows = self.scope.of(whole), self.setting.rows
        if whole is not self._taken:
            self._taken = whole
            self._turns.take(board, local)
        return replace(
            head,
            notices=(*_closed(board, english=bool(self._english)), *head.notices),
            calls=call_rows(board, self._turns, rows, local, connected=told.connected),
            services=service_rows(board, told.forecast, local, self._english),
            windows=window_rows(board.windows, rows),
            missed=newest_missed(board.missed),
        )


def _link(board: HallBoard | None, since: datetime) -> str:
    if board is None:
        return say("zh_CN", "正在连接…")
    return say("zh_CN", "连接断开，这是 {time} 的情况", time=f"{since:%H:%M}")


def _closed(board: HallBoard, *, english: bool) -> tuple[str, ...]:
    """That no numbers are given today any more, and on which day they are again, as far as it is known."""
    opens = opens_again(board.day, board.services)
    languages: tuple[Language, ...] = ("zh_CN", "en") if english else ("zh_CN",)
    if not opens:
        return ()
    return tuple(
        say(language, "今天不取号了，下一个工作日 {opens} 开始取号", opens=opening_words(language, opens))
        for language in languages
    )


def _notices(plan: Plan, display: Display) -> tuple[str, ...]:
    """The display's own first, then the hall's."""
    pairs = [(display.notice, ""), *((notice.text, notice.text_en) for notice in plan.notice)]
    return tuple(said for text, english in pairs for said in _said(text, english if display.english else ""))


def _said(text: str, english: str, *, urgent: bool = False) -> tuple[str, ...]:
    """The notice on one line, and again in English."""
    both: tuple[tuple[Language, str], ...] = (("zh_CN", text), ("en", english))
    return tuple(
        say(language, "紧急通知：{notice}" if urgent else "通知：{notice}", notice=" ".join(said.split()))
        for language, said in both
        if said.split()
    )
