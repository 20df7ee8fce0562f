"""What a screen draws from: everything it may show, at one moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kiosk.checks import Check
from kiosk.paper_desk import DeskView
from kiosk.selftest.conducting import NOTHING_YET, View
from kiosk.visit import Visit
from queue_server.contract.boards import HallBoard, ServiceBoard
from queue_server.contract.forecasts import Forecast, Wait
from queue_server.contract.hours import is_later_day, opening_words, opens_again
from queue_server.contract.plan import Matter, Plan, Priority, Service
from queue_server.contract.refusals import SENTENCES
from queue_server.contract.replies import Refused
from queue_server.contract.tickets import Ticket
from queue_server.contract.waits import at_once, service_wait, ticket_wait
from queue_server.contract.words import Language, say
from queue_server.workdays.calendar import Calendar
from queue_server.workdays.opening import opening_on

NOTHING_TO_SCAN_WITH = DeskView()


@dataclass(frozen=True)
class Scene:
    """`now` is the clock of the visit's times in seconds, `local` the hall's time of day.

    `checks` and `selftest` are for the technician alone, `desk` is where papers are scanned in. `alone`: the kiosk has
    numbers of its own for when the desk is away, and minds the working days of `calendar`.
    """

    plan: Plan
    visit: Visit
    board: HallBoard | None
    forecast: Forecast | None
    connected: bool
    trouble: str
    reader: bool
    now: float
    local: datetime
    alone: bool = False
    calendar: Calendar | None = None
    checks: tuple[Check, ...] = ()
    desk: DeskView = NOTHING_TO_SCAN_WITH
    selftest: View = NOTHING_YET

    @property
    def away(self) -> bool:
        """Whether the desk is away and the kiosk gives numbers of its own: the board is no longer true."""
        return self.alone and not self.connected

    @property
    def language(self) -> Language:
        """The visitor's language."""
        return self.visit.language

    def say(self, sentence: str, **values: object) -> str:
        """The source sentence in the visitor's language."""
        return say(self.language, sentence, **values)

    def named(self, table: Service | Matter) -> str:
        """The name of a service or a matter."""
        return table.name_en if self.language == "en" else table.name

    def called(self, priority: Priority) -> str:
        """The name of a class of visitors who go first."""
        return priority.name_en if self.language == "en" else priority.name

    def priority_words(self) -> str:
        """What the button says that leads to the question of priority."""
        known = self.plan.priorities.get(self.visit.priority)
        return self.say("优先：{name}", name=self.called(known)) if known else self.say("优先办理")

    def counted(self, name: str, count: int) -> str:
        """The name of the first of so many matters."""
        return name if count == 1 else self.say("{matter} 等 {count} 件", matter=name, count=count)

    def listed(self, names: Iterable[str]) -> str:
        """Several names as one text."""
        return ("、" if self.language == "zh_CN" else ", ").join(names)

    def hall_name(self) -> str:
        """The hall's name."""
        return self.plan.hall.name_en if self.language == "en" else self.plan.hall.name

    def needs(self, matter: Matter) -> tuple[str, ...]:
        """The papers a matter needs."""
        return matter.needs_en if self.language == "en" else matter.needs

    def service(self, prefix: str) -> ServiceBoard | None:
        """How the service stands, when the hall is known."""
        services = self.board.services if self.board and not self.away else ()
        return next((service for service in services if service.service == prefix), None)

    def waiting(self, prefix: str) -> str:
        """How many wait for the service, empty when not known."""
        standing = self.service(prefix)
        if standing is None:
            return ""
        if at_once(standing.waiting, service_wait(self.forecast, prefix, self.local)):
            return self.say("随到随办")
        return self.say("等候 {count} 人", count=standing.waiting)

    def wait(self, prefix: str) -> Wait | None:
        """How long somebody waits who takes a number for the service now; None where it is not known or no wait."""
        standing = self.service(prefix)
        wait = service_wait(self.forecast, prefix, self.local)
        return None if standing is None or not standing.open or at_once(standing.waiting, wait) else wait

    def ticket_wait(self, number: str) -> Wait | None:
        """The wait that the ticket still has before it; None where it is not known."""
        return ticket_wait(self.forecast, number, self.local)

    def new_wait(self, ticket: Ticket) -> Wait | None:
        """The wait of a ticket just given: that of its service until the forecast knows the ticket."""
        if self.forecast is not None and self.forecast.at < ticket.taken_at:
            return service_wait(self.forecast, ticket.service, self.local)
        return self.ticket_wait(ticket.number)

    def closed(self, prefix: str) -> str:
        """Why no number is given now and when it is again; empty when numbers are given, or nothing is known."""
        standing = self.service(prefix)
        if self.away:
            is_open, opens = opening_on(self.plan, self.calendar, self.plan.services[prefix], self.local)
        elif standing is None:
            return ""
        else:
            is_open, opens = standing.open, standing.opens
        if is_open:
            return ""
        if standing is not None and standing.cut_off:
            return self.say("今天下班前轮不到了，已停止取号")
        if is_later_day(opens):
            return self.say("{opens} 开始取号", opens=opening_words(self.language, opens))
        if opens:
            return self.say("现在不取号，{opens} 开始取号", opens=opens)
        return self.say("今天不再取号，请明天再来")

    def opens_again(self) -> str:
        """On which later day numbers are given again where none are today; empty where some are, or nobody knows."""
        services = self.board.services if self.board and not self.away else ()
        opens = opens_again(self.local.date().isoformat(), services)
        return (
            self.say("今天不取号了，下一个工作日 {opens} 开始取号", opens=opening_words(self.language, opens))
            if opens
            else ""
        )

    def refusal(self, refused: Refused) -> str:
        """The desk's refusal in the visitor's language."""
        sentence = SENTENCES.get(refused.code)
        if self.language == "zh_CN" or sentence is None:
            return refused.sentence
        names = {service.name: service.name_en for service in self.plan.service}
        names |= {matter.name: matter.name_en for matter in self.plan.matter}
        values = {
            key: names.get(value) or (self.say(value) if value and "{" not in value else value)
            for key, value in refused.values.items()
        }
        return self.say(sentence, **values)
