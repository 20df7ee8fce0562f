"""One scene for every face that the kiosk can show."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from kiosk import visit as v
from kiosk.paper_desk import DeskView
from kiosk.scanning.advice import Advice
from kiosk.scanning.desk_watch import LivePicture
from kiosk.scanning.trouble import Trouble
from kiosk.screens.scene import Scene
from queue_server.contract.boards import HallBoard, ServiceBoard
from queue_server.contract.bookings import Standing
from queue_server.contract.forecasts import Forecast, ServiceForecast, TicketForecast, Wait
from queue_server.contract.plan import Plan, load
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import BookingIs, OwnTicketIs, TicketIssued
from queue_server.contract.tickets import Ticket, TicketState, TicketView
from queue_server.contract.words import Language
from queue_server.guide.facts import facts
from tests.kiosk.behind_the_door import CHECKS, SELFTEST
from tests.kiosk.scanning.desks import desk

PUYANG = Path(__file__).parents[2] / "assets" / "halls" / "puyang.toml"
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 23, 2, 42, tzinfo=UTC)
WAITING = {"A": 6, "B": 11, "C": 0, "D": 2, "J": 0, "F": 0}


@cache
def plan() -> Plan:
    """The sample hall."""
    return load(PUYANG)


def board(closed: frozenset[str] = frozenset()) -> HallBoard:
    """The hall in the middle of a morning."""
    return HallBoard(
        hall="puyang",
        day="2026-11-23",
        revision=7,
        follows=6,
        open=True,
        calls=(),
        windows=(),
        missed=(),
        services=tuple(
            ServiceBoard(
                service=service.prefix,
                name=service.name,
                waiting=WAITING[service.prefix],
                open=service.prefix not in closed,
                windows=service.windows,
                opens="13:30" if service.prefix == "B" else "",
            )
            for service in plan().service
        ),
    )


def issued(number: str = "B012", matter: str = "B01", ahead: int = 11) -> TicketIssued:
    """A number just given."""
    named = plan().matters[matter]
    ticket = Ticket(
        number=number,
        day="2026-11-23",
        service=named.service,
        service_name=plan().services[named.service].name,
        matter=matter,
        matter_name=named.name,
        taken_at=NOON,
        token="Q7xVb2kTn0ZcYw4s",
    )
    return TicketIssued(ticket=ticket, ahead=ahead, windows=(2,))


def of_three() -> TicketIssued:
    """A number for several matters."""
    one = issued()
    return msgspec.structs.replace(one, ticket=msgspec.structs.replace(one.ticket, more=("B03", "D01")))


def cut_off(service: str) -> HallBoard:
    """The hall with one service that will not be reached before closing."""
    whole = board()
    stopped = tuple(
        msgspec.structs.replace(one, open=False, cut_off=True) if one.service == service else one
        for one in whole.services
    )
    return msgspec.structs.replace(whole, services=stopped)


def day_off() -> HallBoard:
    """The hall on a day that is not worked."""
    whole = board()
    closed = tuple(msgspec.structs.replace(one, waiting=0, open=False, opens="11-30 08:30") for one in whole.services)
    return msgspec.structs.replace(whole, services=closed)


def view(state: TicketState, ahead: int = 0, window: int | None = None) -> TicketView:
    """The same number as a clerk sees it."""
    return TicketView(ticket=issued().ticket, state=state, service="B", since=NOON, window=window, ahead=ahead)


def forecast() -> Forecast:
    """A range for every service and for the ticket; one service is not reached before closing."""
    wait = Wait(outlook="range", low_min=25, high_min=100, likely_at=NOON, back_by="11:05")
    soon, late = Wait(outlook="range", high_min=1, likely_at=NOON), Wait(outlook="not_today", likely_at=NOON)
    waits = {"C": soon, "D": late, "J": Wait(outlook="range", high_min=15, likely_at=NOON)}
    services = (
        ServiceForecast(service=service.prefix, wait=waits.get(service.prefix, wait)) for service in plan().service
    )
    tickets = (TicketForecast(number=issued().ticket.number, wait=wait),)
    return Forecast(hall="h", day="2026-11-23", revision=1, at=NOON, services=tuple(services), tickets=tickets)


def scene(step: v.Step, language: Language = "zh_CN", **more: object) -> Scene:
    """A scene of one step; `more` are fields of the scene or of the visit."""
    visit = v.Visit(step, 0.0, language)
    whole = Scene(
        plan=plan(),
        visit=visit,
        board=board(),
        forecast=forecast(),
        connected=True,
        trouble="",
        reader=True,
        now=1.0,
        local=NOON.astimezone(SHANGHAI),
    )
    ours = {
        name: value
        for name, value in more.items()
        if name in {"board", "forecast", "connected", "trouble", "now", "plan", "checks", "desk", "selftest"}
    }
    theirs = {name: value for name, value in more.items() if name not in ours}
    return replace(whole, **ours, visit=replace(visit, **theirs))  # type: ignore[arg-type]


def standing(code: str, standing: Standing) -> BookingIs:
    """A booking for the middle of the morning."""
    return BookingIs(
        code=code, standing=standing, matter="B01", slot=NOON.replace(minute=30), number="B007", opens="10:15"
    )


def many_services() -> Plan:
    """A hall with more services and matters than fit on one screen."""
    sample = plan()
    letters = "ABCDEFGHIKL"
    services = tuple(
        msgspec.structs.replace(sample.service[place % 5], prefix=letter) for place, letter in enumerate(letters)
    )
    return msgspec.structs.replace(sample, service=services)


def online_matter() -> str:
    """A matter that can be done online too."""
    return next(matter.code for matter in plan().matter if matter.online)


def longest_matter() -> str:
    """The matter with the most to read."""
    return max(plan().matter, key=lambda matter: sum(len(fact.value) for fact in facts(matter))).code


@cache
def camera(advice: Advice = Advice.GOOD, *, taken: bool = False) -> DeskView:
    """A camera that sees a paper on a desk, with two pages taken."""
    seen = desk(3)
    picture = seen.picture[::2, ::2].copy()
    live = LivePicture(1, picture, seen.corners / 2, advice, 0.6, taken)
    previews = tuple(desk(number).upright[::4, ::4].copy() for number in (0, 6))
    return DeskView(there=True, sees=True, live=live, previews=previews)


def scanner(trouble: Trouble | None = None) -> DeskView:
    """A scanner without live pictures."""
    return DeskView(there=True, sees=False, trouble=trouble)


def gallery(language: Language) -> dict[str, Scene]:
    """Every face by name."""
    wish = v.Wish("B01", "r1")
    lost = v.SlipState(v.Paper.PERSON_NEEDED, "paper_out")
    printed = v.SlipState(v.Paper.PRINTED)
    refused = refuse("service_closed", service="社会事务审批", opens="13:30")
    twice = refuse("brought_back_enough", number="B012", returns=2)
    missed = view(TicketState.MISSED, window=2)
    own = view(TicketState.WAITING, 4)
    mine = v.MyTicket(own.ticket.token, "here", own)
    over = OwnTicketIs(number="B012", state=TicketState.COMPLETED, window=2, may_rate=True)
    done = v.MyTicket(own.ticket.token, "over", over=over)
    three = v.Wish("B01", "r1", ("B03", "D01"))
    last = v.LastSlip("B012", 60.0)
    masked, bars = v.ReadCode("id_number", "**************1234"), v.ReadCode("bars", "HB-2026-00417")
    card, permit = v.ScannedPaper("居民身份证", 2, (masked, bars)), v.ScannedPaper("购机发票", 1)
    scanning = v.Scan(v.Papers(v.Confirm(wish, 0)), "居民身份证")
    return {
        "home": scene(v.Idle(), language),
        "home-closed": scene(v.Idle(closed="B"), language, board=board(frozenset("BC"))),
        "home-day-off": scene(v.Idle(), language, board=day_off()),
        "home-no-paper": scene(v.Idle(), language, trouble="paper_out"),
        "home-away": scene(v.Idle(), language, board=None, connected=False),
        "home-failed": scene(v.Idle(failed=True), language),
        "home-again": scene(v.Idle(), language, last=last),
        "home-again-printing": scene(v.Idle(again=v.SlipState()), language, last=last),
        "home-cut-off": scene(v.Idle(closed="D"), language, board=cut_off("D")),
        "home-many": scene(v.Idle(), language, plan=many_services()),
        "matters": scene(v.Matters("B"), language),
        "matters-few": scene(v.Matters("J"), language),
        "search": scene(v.Search(), language),
        "search-group": scene(v.Search(group=plan().matters["B01"].group), language),
        "search-typed": scene(v.Search("d"), language),
        "search-mixed": scene(v.Search("耕d"), language),
        "search-nothing": scene(v.Search("qqq"), language),
        "facts": scene(v.Facts(v.Confirm(wish, 0)), language),
        "facts-longest": scene(v.Facts(v.Confirm(v.Wish(longest_matter(), "r1"), 0), 0, printed), language),
        "online": scene(v.Online(v.Confirm(v.Wish(online_matter(), "r1"), 0), v.SlipState()), language),
        "confirm-online": scene(v.Confirm(v.Wish(online_matter(), "r1"), 0), language),
        "confirm": scene(v.Confirm(wish, 0), language),
        "confirm-three": scene(v.Confirm(three, 0), language, priority="disabled"),
        "confirm-cut-off": scene(v.Confirm(v.Wish("D01", "r1"), 0), language, board=cut_off("D")),
        "priority": scene(v.Priority(v.Confirm(wish, 0)), language, priority="old"),
        "search-adding": scene(v.Search(adding=v.Confirm(wish, 0)), language),
        "confirm-scanned": scene(
            v.Confirm(v.Wish(online_matter(), "r1"), 0), language, desk=camera(), papers=(card, permit)
        ),
        "papers": scene(v.Papers(v.Confirm(wish, 0)), language, desk=camera(), papers=(card,)),
        "papers-own": scene(v.Papers(mine), language, desk=camera()),
        "papers-three": scene(v.Papers(v.Confirm(three, 0)), language, desk=camera(), papers=(card,)),
        "scan": scene(scanning, language, desk=camera(), papers=(card,)),
        "scan-hand": scene(scanning, language, desk=camera(Advice.HAND_AWAY)),
        "scan-next": scene(scanning, language, desk=camera(Advice.NEXT_PAGE, taken=True), papers=(card,)),
        "scan-waiting": scene(scanning, language, desk=replace(camera(), live=None, previews=())),
        "scan-scanner": scene(scanning, language, desk=scanner()),
        "scan-trouble": scene(scanning, language, desk=scanner(Trouble.COVER_OPEN)),
        "confirm-late": scene(v.Confirm(v.Wish("D01", "r1"), 0), language),
        "asking": scene(v.Asking(wish, -5.0), language),
        "number": scene(v.Number(issued(), 16.0), language),
        "number-printed": scene(v.Number(issued(), 13.0, printed), language, last=last),
        "number-three": scene(v.Number(of_three(), 13.0, printed), language, last=last),
        "number-no-paper": scene(v.Number(issued("J123", "J02", 0), 40.0, lost), language),
        "sorry-away": scene(v.Sorry(None, wish), language),
        "sorry-refused": scene(v.Sorry(refused, None), language),
        "mine-waiting": scene(v.MyTicket("t", "here", view(TicketState.WAITING, 4)), language),
        "mine-own": scene(mine, language),
        "mine-given-up": scene(v.MyTicket("t", "given_up", own), language),
        "sure-give-up": scene(v.Sure(mine), language),
        "sure-swap": scene(v.Sure(mine, "A01"), language),
        "booked": scene(v.Booked(standing("YY1234", "ready"), "f"), language),
        "booked-early": scene(v.Booked(standing("YY1234", "early"), "f"), language),
        "booked-late": scene(v.Booked(standing("YY1234", "late"), "f"), language),
        "booked-used": scene(v.Booked(standing("YY1234", "used"), "f"), language),
        "mine-missed": scene(v.MyTicket("t", "here", missed), language),
        "mine-refused": scene(v.MyTicket("t", "here", missed, "", twice), language),
        "mine-done": scene(done, language),
        "rating": scene(v.Rating(done), language),
        "rating-why": scene(v.Rating(done, 2), language),
        "rating-refused": scene(v.Rating(done, refused=refuse("rated_already", number="B012")), language),
        "rating-thanks": scene(v.Rating(done, 5, thanked=True), language),
        "complaint": scene(v.Complaint(), language),
        "complaint-window": scene(v.Complaint("delay"), language),
        "complaint-sending": scene(v.Complaint("delay", 1, acting="c1"), language),
        "complaint-thanks": scene(v.Complaint("delay", thanked=True), language),
        "mine-unknown": scene(v.MyTicket("t", "unknown"), language),
        "door": scene(v.Door("135"), language),
        "door-wrong": scene(v.Door(wrong=True), language),
        "checks": scene(v.Checks(), language, checks=CHECKS),
        "self-test": scene(v.SelfTesting(), language, selftest=SELFTEST),
        "self-test-ended": scene(v.SelfTesting(ended=True), language, selftest=replace(SELFTEST, doing=None)),
        "help": scene(v.Idle(), language, help=True),
        "still": scene(v.Matters("A"), language, now=66.0),
    }
