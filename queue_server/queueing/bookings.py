"""Decisions about bookings: how one stands, checking in with it, and taking over those that were made elsewhere."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from queue_server.contract.bookings import MOST_AT_ONCE, MOST_MISFITS, Booking, Standing
from queue_server.contract.commands import ImportBookings
from queue_server.contract.plan import Plan, Service
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import BookingIs, BookingsRefused, BookingsTaken, Misfit, Refused
from queue_server.queueing.decision import Decision
from queue_server.queueing.events import BookingsImported
from queue_server.queueing.hall import HallState
from queue_server.queueing.hours import gate_at
from queue_server.queueing.live import Booked
from queue_server.workdays.opening import is_open_on, next_open_day

CODE = re.compile(r"[A-Za-z0-9-]{4,40}")
PERSONAL = re.compile(
    r"(?:86)?1[3-9]\d{9}"
    r"|\d{6}(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]?"
)
"""A mobile phone's number, or an identity number: six digits of a place, a birthday, and what tells people apart."""
KEPT_DAYS = 7
"""A booking is remembered this long after its day, so that who comes on another day is told so."""


def is_code(text: str) -> bool:
    """Whether a booking's code may look so: not like a number that people have."""
    return CODE.fullmatch(text) is not None and PERSONAL.fullmatch(text.replace("-", "")) is None


def find(hall: HallState, code: str, now: datetime) -> Decision:
    """How the booking of `code` stands at `now`."""
    known = hall.bookings.get(code)
    stands = standing(hall, known, now)
    answer = BookingIs(code=code, standing=stands)
    if known is not None:
        booking = known.booking
        slot = hall.local(booking.slot)
        opens = opens_at(hall.plan, booking.matter, slot).strftime("%H:%M") if stands == "early" else ""
        answer = BookingIs(
            code=code, standing=stands, matter=booking.matter, slot=slot, number=known.number, opens=opens
        )
    return Decision((), lambda _hall: answer)


def standing(hall: HallState, known: Booked | None, now: datetime) -> Standing:
    """How the booking stands at `now`."""
    if known is None:
        return "unknown"
    if known.number:
        return "used"
    if known.booking.cancelled:
        return "cancelled"
    if now < opens_at(hall.plan, known.booking.matter, hall.local(known.booking.slot)):
        return "early"
    grace = timedelta(minutes=hall.plan.policy.slot_grace_min)
    return "ready" if now <= known.booking.slot + grace else "late"


def check_in(hall: HallState, code: str, matter: str, now: datetime) -> Booked | Refused:
    """The booking with which a number for `matter` may be taken now, in time or late."""
    known = hall.bookings.get(code)
    if known is None:
        return refuse("booking_unknown")
    match standing(hall, known, now):
        case "used":
            return refuse("booking_used", code=code, number=known.number)
        case "cancelled":
            return refuse("booking_cancelled", code=code)
        case "early":
            slot = hall.local(known.booking.slot)
            opens = opens_at(hall.plan, known.booking.matter, slot)
            return refuse("booking_early", slot=slot_words(slot), opens=opens.strftime("%H:%M"))
    if known.booking.matter != matter:
        booked = hall.plan.matters.get(known.booking.matter)
        return refuse("booking_other_matter", code=code, matter=booked.name if booked else known.booking.matter)
    return known


def take_over(hall: HallState, command: ImportBookings, now: datetime) -> Decision | Refused:
    """All bookings of the command that are not known as they are, or none and why."""
    if len(command.bookings) > MOST_AT_ONCE:
        return refuse("too_many_bookings", most=MOST_AT_ONCE)
    misfits = tuple(_misfits(hall, command.bookings, hall.local(now)))
    if misfits:
        refused = BookingsRefused(misfits=misfits[:MOST_MISFITS])
        return Decision((), lambda _hall: refused)
    news = tuple(booking for booking in command.bookings if _is_news(hall, booking))
    cancelled = sum(booking.cancelled for booking in news)
    answer = BookingsTaken(taken=len(news) - cancelled, cancelled=cancelled)
    return Decision((BookingsImported(bookings=news),) if news else (), lambda _hall: answer)


def remembered(hall: HallState, day: str) -> tuple[Booked, ...]:
    """The bookings that live on into the hall-day `day`."""
    oldest = date.fromisoformat(day) - timedelta(days=KEPT_DAYS)
    return tuple(known for known in hall.bookings.values() if hall.local(known.booking.slot).date() >= oldest)


def opens_at(plan: Plan, matter: str, slot: datetime) -> datetime:
    """From when the local `slot` may be checked in for: some minutes before, or when its span of hours begins."""
    opens = slot - timedelta(minutes=plan.booking.early_min)
    known = plan.matters.get(matter)
    service = plan.services.get(known.service) if known else None
    if service is None or gate_at(plan.hours_of(service), opens.strftime("%H:%M")).open:
        return opens
    return max((_at(slot, start) for start, _ in plan.hours_of(service) if _at(slot, start) <= slot), default=opens)


def slot_words(slot: datetime) -> str:
    """The local `slot` as people read it in any language: `11-24 10:30`."""
    return slot.strftime("%m-%d %H:%M")


def _misfits(hall: HallState, bookings: tuple[Booking, ...], now: datetime) -> Iterator[Misfit]:
    """Why which of the bookings cannot be taken over; a slot is full for those who come after it was."""
    plan, seen = hall.plan, set[str]()
    changing = {booking.code for booking in bookings if _is_news(hall, booking)}
    full = Counter(
        (plan.matters[known.booking.matter].service, known.booking.slot)
        for known in hall.bookings.values()
        if known.booking.code not in changing and not known.booking.cancelled and known.booking.matter in plan.matters
    )
    for place, booking in enumerate(bookings):
        if booking.code in seen:
            yield Misfit(place=place, why=refuse("booking_doubled"))
        elif booking.code in changing:
            why = _misfit(hall, booking, now) or _full(hall, booking, full)
            if why is not None:
                yield Misfit(place=place, why=why)
        seen.add(booking.code)


def _misfit(hall: HallState, booking: Booking, now: datetime) -> Refused | None:
    """Why the booking cannot be one of this hall, whatever others there are."""
    plan = hall.plan
    if not is_code(booking.code):
        return refuse("booking_code")
    if booking.matter not in plan.matters:
        return refuse("unknown_matter", matter=booking.matter)
    if booking.priority and booking.priority not in plan.priorities:
        return refuse("unknown_priority", priority=booking.priority)
    known = hall.bookings.get(booking.code)
    if known is not None and known.number:
        return refuse("booking_used", code=booking.code, number=known.number)
    if booking.cancelled:
        return None
    slot = hall.local(booking.slot)
    if slot < now:
        return refuse("booking_past", slot=slot_words(slot))
    if slot.date() > now.date() + timedelta(days=plan.booking.days_ahead):
        return refuse("booking_too_far", slot=slot_words(slot), days=plan.booking.days_ahead)
    service = plan.services[plan.matters[booking.matter].service]
    if not is_open_on(hall.calendar, service, slot.date()):
        coming = next_open_day(hall.calendar, service, slot.date())
        near = f"{coming:%m-%d}" if coming else "—"
        return refuse("booking_day_off", slot=slot_words(slot), service=service.name, near=near)
    nearest = min(grid(plan, service, slot), key=lambda other: abs(other - slot))
    if nearest != slot:
        return refuse("booking_off_grid", slot=slot_words(slot), service=service.name, near=slot_words(nearest))
    return None


def _full(hall: HallState, booking: Booking, full: Counter[tuple[str, datetime]]) -> Refused | None:
    """Counts the booking in; a refusal where its slot had no room."""
    if booking.cancelled:
        return None
    service = hall.plan.services[hall.plan.matters[booking.matter].service]
    full[service.prefix, booking.slot] += 1
    if not 0 < hall.plan.booking.per_slot < full[service.prefix, booking.slot]:
        return None
    most, slot = hall.plan.booking.per_slot, slot_words(hall.local(booking.slot))
    return refuse("booking_full", slot=slot, service=service.name, most=most)


def grid(plan: Plan, service: Service, day: datetime) -> list[datetime]:
    """The slots of `service` on the local day of `day`."""
    step = timedelta(minutes=plan.booking.slot_min)
    slots = []
    for start, end in plan.hours_of(service):
        slot, over = _at(day, start), _at(day, end)
        while slot < over:
            slots.append(slot)
            slot += step
    return slots


def _is_news(hall: HallState, booking: Booking) -> bool:
    """Whether the booking is not known as it is; cancelling what was used, or is far from today, changes nothing."""
    known = hall.bookings.get(booking.code)
    if known is None:
        days = (hall.local(booking.slot).date() - date.fromisoformat(hall.day)).days
        return not booking.cancelled or -KEPT_DAYS <= days <= hall.plan.booking.days_ahead
    return booking != known.booking and not (booking.cancelled and known.number)


def _at(day: datetime, clock: str) -> datetime:
    """The local time `clock` of the day; `24:00` is the next midnight."""
    hours, minutes = (int(part) for part in clock.split(":"))
    return day.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=hours, minutes=minutes)
