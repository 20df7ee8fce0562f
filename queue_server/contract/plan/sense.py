"""Does a well-formed plan make sense? Everything that must fit together, each misfit with its key."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from queue_server.contract.plan.displays_sense import display_mistakes
from queue_server.contract.plan.facts_sense import matter_mistakes
from queue_server.contract.plan.hours_sense import hours_mistakes
from queue_server.contract.plan.mistakes import Mistake
from queue_server.contract.plan.naming import NAME_ON_THE_WIRE, doubled, named
from queue_server.contract.plan.schema import Plan
from queue_server.contract.plan.terminals_sense import terminal_mistakes

PREFIX = re.compile(r"[A-Z]{1,2}")
WEIGHT = (0.1, 100)


def sense_mistakes(plan: Plan) -> list[Mistake]:
    """All mistakes of meaning in a plan of the right shape."""
    return [
        *_hall(plan),
        *_papers(plan),
        *_booking(plan),
        *_services(plan),
        *_matters(plan),
        *_windows(plan),
        *_calling(plan),
        *terminal_mistakes(plan),
        *display_mistakes(plan),
    ]


def _booking(plan: Plan) -> Iterator[Mistake]:
    grid = plan.booking
    if not 5 <= grid.slot_min <= 240 or grid.slot_min % 5:
        yield Mistake("booking.slot_min", "在 5 到 240 之间，是 5 的倍数，单位是分钟")
    for key, number, most in (
        ("per_slot", grid.per_slot, 999),
        ("early_min", grid.early_min, 240),
        ("days_ahead", grid.days_ahead, 365),
    ):
        if not 0 <= number <= most:
            yield Mistake(f"booking.{key}", f"在 0 到 {most} 之间")


def _papers(plan: Plan) -> Iterator[Mistake]:
    papers, hall = plan.papers, plan.hall
    if not 1 <= papers.keep_days <= 3650:
        yield Mistake("papers.keep_days", "材料保存 1 到 3650 天")
    if not (papers.port == 0 or 1024 <= papers.port <= 65535):
        yield Mistake("papers.port", "端口在 1024 到 65535 之间，不收材料写 0")
    if papers.port in (hall.broker_port, hall.web_port):
        yield Mistake("papers.port", "不能和 broker_port、web_port 相同")


def _hall(plan: Plan) -> Iterator[Mistake]:
    hall, policy = plan.hall, plan.policy
    if not NAME_ON_THE_WIRE.fullmatch(hall.id):
        yield Mistake("hall.id", "只能用小写字母、数字和连字符，最多 40 个")
    for key, name in (("hall.name", hall.name), ("hall.name_en", hall.name_en)):
        yield from named(key, name)
    if not hall.hours:
        yield Mistake("hall.hours", "至少要有一段开放时间")
    yield from hours_mistakes("hall.hours", hall.hours)
    try:
        ZoneInfo(hall.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: `Asia` is a folder of zones
        yield Mistake("hall.timezone", f"没有“{hall.timezone}”这个时区，中国各地写 Asia/Shanghai")
    if not _is_page_address(hall.page_address):
        yield Mistake("hall.page_address", "应当像 http://192.168.1.5:8080，结尾不要斜线")
    for key, port in (("hall.broker_port", hall.broker_port), ("hall.web_port", hall.web_port)):
        if not 1024 <= port <= 65535:
            yield Mistake(key, "端口在 1024 到 65535 之间")
    if hall.broker_port == hall.web_port:
        yield Mistake("hall.web_port", "不能和 broker_port 相同")
    for key, number, least, most in (
        ("calls", policy.calls, 1, 5),
        ("call_gap_s", policy.call_gap_s, 0, 120),
        ("reinsert_after", policy.reinsert_after, 0, 10),
        ("number_digits", policy.number_digits, 2, 4),
        ("returns", policy.returns, 0, 9),
        ("slot_grace_min", policy.slot_grace_min, 0, 120),
        ("preference_min", policy.preference_min, 0, 120),
        ("reserve_min", policy.reserve_min, 0, 480),
        ("own_clerk_min", policy.own_clerk_min, 0, 120),
        ("spoken_times", policy.spoken_times, 1, 3),
        ("offline_numbers", policy.offline_numbers, 0, 999),
    ):
        if not least <= number <= most:
            yield Mistake(f"policy.{key}", f"在 {least} 到 {most} 之间")
    numbers = 10 ** min(max(policy.number_digits, 1), 4) - 1
    kept = len(plan.kiosk) * policy.offline_numbers
    if kept * 2 > numbers:
        most = numbers // 2 // len(plan.kiosk)
        yield Mistake("policy.offline_numbers", f"{len(plan.kiosk)} 台自助机一共占去一半以上的号，最多写 {most}")


def _is_page_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and address[-1] != "/"
    except ValueError:
        return False


def _services(plan: Plan) -> Iterator[Mistake]:
    yield from _at_least_one("service", plan.service)
    yield from doubled("service", "prefix", [service.prefix for service in plan.service])
    for index, service in enumerate(plan.service, 1):
        key = f"service[{index}]"
        if not PREFIX.fullmatch(service.prefix):
            yield Mistake(f"{key}.prefix", "是一个或两个大写字母")
        yield from named(f"{key}.name", service.name)
        yield from named(f"{key}.name_en", service.name_en)
        if not service.windows:
            yield Mistake(f"{key}.windows", f"“{service.name}”没有窗口办理")
        yield from doubled(f"{key}.windows", "", service.windows)
        for number in service.windows:
            if number not in plan.windows:
                yield Mistake(f"{key}.windows", f"没有 {number} 号窗口")
        yield from hours_mistakes(f"{key}.hours", service.hours)
        if all(matter.service != service.prefix for matter in plan.matter):
            yield Mistake(key, f"“{service.name}”下面没有事项，没有人能取它的号")


def _matters(plan: Plan) -> Iterator[Mistake]:
    yield from _at_least_one("matter", plan.matter)
    yield from doubled("matter", "code", [matter.code for matter in plan.matter])
    for index, matter in enumerate(plan.matter, 1):
        key = f"matter[{index}]"
        yield from named(f"{key}.code", matter.code)
        yield from named(f"{key}.name", matter.name)
        yield from named(f"{key}.name_en", matter.name_en)
        if matter.service not in plan.services:
            yield Mistake(f"{key}.service", f"没有“{matter.service}”这项业务")
        if len(matter.needs) != len(matter.needs_en):
            yield Mistake(f"{key}.needs_en", f"要和 needs 一样有 {len(matter.needs)} 项")
        for mistake in matter_mistakes(matter):
            yield Mistake(f"{key}.{mistake.key}", mistake.sentence)


def _windows(plan: Plan) -> Iterator[Mistake]:
    yield from _at_least_one("window", plan.window)
    yield from doubled("window", "number", [window.number for window in plan.window])
    yield from doubled("clerk", "id", [clerk.id for clerk in plan.clerk])
    for index, clerk in enumerate(plan.clerk, 1):
        if not NAME_ON_THE_WIRE.fullmatch(clerk.id):
            yield Mistake(f"clerk[{index}].id", "只能用小写字母、数字和连字符，最多 40 个")
        yield from named(f"clerk[{index}].name", clerk.name)
    for index, window in enumerate(plan.window, 1):
        key = f"window[{index}]"
        if not 1 <= window.number <= 99:
            yield Mistake(f"{key}.number", "在 1 到 99 之间")
        if len(set(window.clerks)) < 2:
            yield Mistake(f"{key}.clerks", "每个窗口至少两名工作人员（A 岗、B 岗）")
        for name in window.clerks:
            if name not in plan.clerks:
                yield Mistake(f"{key}.clerks", f"没有“{name}”这位窗口人员")
        if not plan.services_of(window.number):
            yield Mistake(key, f"{window.number} 号窗口没有业务，请写进某项业务的 windows")


def _calling(plan: Plan) -> Iterator[Mistake]:
    yield from doubled("priority", "id", [priority.id for priority in plan.priority])
    for index, priority in enumerate(plan.priority, 1):
        key = f"priority[{index}]"
        if not NAME_ON_THE_WIRE.fullmatch(priority.id):
            yield Mistake(f"{key}.id", "只能用小写字母、数字和连字符，最多 40 个")
        yield from named(f"{key}.name", priority.name)
        yield from named(f"{key}.name_en", priority.name_en)
        if not 0 <= priority.credit_min <= 120:
            yield Mistake(f"{key}.credit_min", "在 0 到 120 之间")
        if not WEIGHT[0] <= priority.weight <= WEIGHT[1]:
            yield Mistake(f"{key}.weight", f"在 {WEIGHT[0]} 到 {WEIGHT[1]} 之间")
    for index, service in enumerate(plan.service, 1):
        if not 0 <= service.expected_min <= 480:
            yield Mistake(f"service[{index}].expected_min", "在 0 到 480 之间，单位是分钟，不知道就写 0")
        if not WEIGHT[0] <= service.weight <= WEIGHT[1]:
            yield Mistake(f"service[{index}].weight", f"在 {WEIGHT[0]} 到 {WEIGHT[1]} 之间")
        if plan.policy.rule == "cmu" and service.expected_min == 0:
            yield Mistake(f"service[{index}].expected_min", "rule = cmu 时每项业务都要写预计办理分钟数")
    for index, window in enumerate(plan.window, 1):
        served = {service.prefix for service in plan.services_of(window.number)}
        yield from hours_mistakes(f"window[{index}].breaks", window.breaks)
        for name, prefixes in (("prefers", window.prefers), ("reserves", window.reserves)):
            for prefix in prefixes:
                if prefix not in served:
                    yield Mistake(f"window[{index}].{name}", f"{window.number} 号窗口不办“{prefix}”")


def _at_least_one(key: str, tables: Sequence[Any]) -> Iterator[Mistake]:
    if not tables:
        yield Mistake(key, "至少要有一项")
