"""Do the plan's tables of the hall as a whole make sense? Names, ports, hours, rules, bookings, papers, calendar."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from queue_server.contract.plan.hours_sense import hours_mistakes
from queue_server.contract.plan.mistakes import Mistake
from queue_server.contract.plan.naming import NAME_ON_THE_WIRE, named
from queue_server.contract.plan.schema import Plan

PUBLIC_KEY = re.compile(r"ed25519-public:[A-Za-z0-9+/]{43}=")


def hall_mistakes(plan: Plan) -> list[Mistake]:
    """All mistakes of the hall itself."""
    return [*_hall(plan), *_papers(plan), *_booking(plan), *_calendar(plan)]


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
    yield from _wire_port(plan)
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
        ("offline_numbers", policy.offline_numbers, 0, 999),
        ("idle_logout_min", policy.idle_logout_min, 1, 240),
        ("spoken_times", policy.spoken_times, 1, 3),
        ("followup_days", policy.followup_days, 1, 60),
        ("wait_promise_min", policy.wait_promise_min, 1, 480),
        ("silent_min", policy.silent_min, 1, 120),
    ):
        if not least <= number <= most:
            yield Mistake(f"policy.{key}", f"在 {least} 到 {most} 之间")
    numbers = 10 ** min(max(policy.number_digits, 1), 4) - 1
    kept = len(plan.kiosk) * policy.offline_numbers
    if kept * 2 > numbers:
        most = numbers // 2 // len(plan.kiosk)
        yield Mistake("policy.offline_numbers", f"{len(plan.kiosk)} 台自助机一共占去一半以上的号，最多写 {most}")


def _wire_port(plan: Plan) -> Iterator[Mistake]:
    port = plan.hall.wire_port
    if port == 0:
        return
    if not 1024 <= port <= 65535:
        yield Mistake("hall.wire_port", "端口在 1024 到 65535 之间，没有别的机器上的终端写 0")
    if port in (plan.hall.broker_port, plan.hall.web_port, plan.papers.port):
        yield Mistake("hall.wire_port", "不能和 broker_port、web_port、papers.port 相同")
    if plan.papers.port == 0:
        yield Mistake("papers.port", "别的机器上的终端从这个端口加入大厅，请写一个，如 8443")


def _is_page_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and address[-1] != "/"
    except ValueError:
        return False


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


def _calendar(plan: Plan) -> Iterator[Mistake]:
    file, key = PurePosixPath(plan.calendar.file), plan.calendar.key
    if not file.name or file.is_absolute() or ".." in file.parts:
        yield Mistake("calendar.file", "写大厅配置所在文件夹里的文件，如 calendar.toml")
    if key and not PUBLIC_KEY.fullmatch(key):
        yield Mistake("calendar.key", "写签日历的公钥，如 ed25519-public:…（.pub 文件里的那一行）")
