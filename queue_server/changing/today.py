"""The plan for the rest of today: the new one, but for what cannot go while somebody still hangs on it; pure."""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from queue_server.changing.in_use import InUse
from queue_server.changing.weaving import woven
from queue_server.contract.plan import Clerk, Device, Kiosk, Matter, Mistake, Plan, Service, Window
from queue_server.contract.plan.people import AT_WINDOWS
from queue_server.contract.plan.sense import sense_mistakes


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change of plans: what holds `today`, and the whole of what was `wished`."""

    today: Plan
    wished: Plan

    @property
    def waits(self) -> bool:
        """Whether something of it is left for the next hall-day."""
        return self.today != self.wished


def mistakes_of_change(old: Plan, new: Plan) -> list[Mistake]:
    """Why `new` cannot follow `old` at all."""
    if old.hall.id != new.hall.id:
        return [Mistake("hall.id", f"这里是“{old.hall.id}”，不能换成另一个大厅“{new.hall.id}”；装新大厅请用安装")]
    return []


def change(old: Plan, new: Plan, used: InUse, *, day_begins: bool = False) -> Change:
    """What of `new` applies now where `old` holds and `used` is in use; the rest waits.

    When the `day_begins` ports and time zone may change too. Where the two do not go together, all of it waits.
    """
    merged = _merged(old, new, used, day_begins=day_begins)
    return Change(today=old if sense_mistakes(merged) else merged, wished=new)


def _merged(old: Plan, new: Plan, used: InUse, *, day_begins: bool) -> Plan:
    matters = _matters(old, new, used)
    windows = _windows(old, new, used, {matter.service for matter in matters} | used.services)
    services = _services(old, new, used, matters, windows)
    served = {number for service in services for number in service.windows}
    windows = tuple(_consistent(window, services) for window in windows if window.number in served)
    plan = replace(
        new,
        service=services,
        matter=matters,
        window=windows,
        clerk=_clerks(old, new, used, windows),
        priority=woven(
            new.priority,
            (one for one in old.priority if _kept(one.id, new.priorities, used.priorities)),
            old.priority,
            "id",
        ),
        **_ranges(old, new, used),
    )
    plan = replace(plan, device=_devices(old, new, plan))
    return plan if day_begins or not used.busy else _addressed(old, plan)


def _kept(key: object, new: Iterable[object], used: Iterable[object]) -> bool:
    """Whether something of the old plan stays although the new one does not have it."""
    return key in used and key not in new


def _matters(old: Plan, new: Plan, used: InUse) -> tuple[Matter, ...]:
    """A matter in use stays in its service, and so do all that lead to a service which is in use and goes."""
    ending = {prefix for prefix in used.services if prefix not in new.services}
    stay = {
        matter.code: matter
        for matter in old.matter
        if (matter.code in used.matters or matter.service in ending)
        and (matter.code not in new.matters or new.matters[matter.code].service != matter.service)
    }
    others = tuple(matter for code, matter in stay.items() if code not in new.matters)
    return woven((stay.get(matter.code, matter) for matter in new.matter), others, old.matter, "code")


def _windows(old: Plan, new: Plan, used: InUse, services: set[str]) -> tuple[Window, ...]:
    """A window in use stays, and so do all of a service that stays and would have none; whoever sits, sits on."""
    needed = {
        number
        for service in old.service
        if service.prefix in services
        and service.prefix not in new.services
        and not any(number in new.windows or number in used.windows for number in service.windows)
        for number in service.windows
    }
    kept = (window for window in old.window if _kept(window.number, new.windows, used.windows | needed))
    seats = dict(used.seats)

    def seated(window: Window) -> Window:
        clerk = seats.get(window.number, "")
        known = clerk in old.clerks and clerk not in window.clerks
        return replace(window, clerks=(*window.clerks, clerk)) if known else window

    return tuple(seated(window) for window in woven(new.window, kept, old.window, "number"))


def _services(
    old: Plan, new: Plan, used: InUse, matters: tuple[Matter, ...], windows: tuple[Window, ...]
) -> tuple[Service, ...]:
    """A service in use stays; one that nobody can come for yet begins when its matters do."""
    there = {window.number for window in windows}
    led_to = {matter.service for matter in matters}
    kept = {number for number in there if number not in new.windows}

    def staffed(service: Service) -> Service:
        before = old.services.get(service.prefix)
        more = tuple(number for number in (before.windows if before else ()) if number in kept)
        numbers = dict.fromkeys((*service.windows, *more))
        return replace(service, windows=tuple(number for number in numbers if number in there))

    stay = (one for one in old.service if _kept(one.prefix, new.services, used.services | led_to))
    begin = (one for one in new.service if one.prefix in led_to or one.cashier or one.prefix in old.services)
    return tuple(staffed(service) for service in woven(begin, stay, old.service, "prefix"))


def _consistent(window: Window, services: tuple[Service, ...]) -> Window:
    served = {service.prefix for service in services if window.number in service.windows}
    prefers = tuple(prefix for prefix in window.prefers if prefix in served)
    return replace(window, prefers=prefers, reserves=tuple(prefix for prefix in window.reserves if prefix in served))


def _clerks(old: Plan, new: Plan, used: InUse, windows: tuple[Window, ...]) -> tuple[Clerk, ...]:
    """Who serves at a window today stays, with what they may do."""
    needed = {clerk for window in windows for clerk in window.clerks}
    sitting = {clerk for _, clerk in used.seats}

    def able(clerk: Clerk) -> Clerk:
        before = old.clerks.get(clerk.id)
        unseated = clerk.id in sitting and not set(clerk.roles) & set(AT_WINDOWS)
        return replace(clerk, roles=before.roles) if before and unseated else clerk

    kept = (clerk for clerk in old.clerk if _kept(clerk.id, new.clerks, used.clerks | needed))
    return tuple(able(clerk) for clerk in woven(new.clerk, kept, old.clerk, "id"))


def _ranges(old: Plan, new: Plan, used: InUse) -> dict[str, object]:
    """Kiosks and their number ranges stay while numbers of today are about; else a number might be given twice."""
    given = old.policy.offline_numbers or new.policy.offline_numbers
    kiosks = [one.id for one in old.kiosk] != [one.id for one in new.kiosk]
    digits = old.policy.number_digits != new.policy.number_digits
    ranges = given and (kiosks or old.policy.offline_numbers != new.policy.offline_numbers)
    if not used.numbers or not (digits or ranges):
        return {}
    known = {kiosk.id: kiosk for kiosk in new.kiosk}
    kept: tuple[Kiosk, ...] = tuple(known.get(kiosk.id, kiosk) for kiosk in old.kiosk)
    policy = replace(new.policy, number_digits=old.policy.number_digits, offline_numbers=old.policy.offline_numbers)
    return {"kiosk": kept, "policy": policy}


def _devices(old: Plan, new: Plan, plan: Plan) -> tuple[Device, ...]:
    """Machines at what is there today; those of a window or kiosk that stays, stay where nobody took their place."""
    terminals = {"agent", *(kiosk.id for kiosk in plan.kiosk), *plan.window_boxes}
    known = {*(kiosk.id for kiosk in new.kiosk), *new.window_boxes}

    def has_place(device: Device) -> bool:
        return device.terminal in terminals and (not device.window or device.window in plan.windows)

    def stays(device: Device) -> bool:
        ending = device.window not in new.windows if device.window else device.terminal not in {"agent", *known}
        return ending and has_place(device)

    wanted = tuple(device for device in new.device if has_place(device))
    names = {device.id for device in new.device}
    taken = {(device.port, device.address) for device in wanted}
    kept = (
        device
        for device in old.device
        if stays(device) and device.id not in names and (device.port, device.address) not in taken
    )
    return (*wanted, *kept)


def _addressed(old: Plan, plan: Plan) -> Plan:
    """Where everybody finds the hall, and what its clock is, stays for the day."""
    hall = replace(plan.hall, timezone=old.hall.timezone, broker_port=old.hall.broker_port, web_port=old.hall.web_port)
    return replace(plan, hall=hall, papers=replace(plan.papers, port=old.papers.port))
