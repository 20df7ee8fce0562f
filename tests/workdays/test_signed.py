"""The calendar's file: who changes a day, or signs with another key, is found out; its end is told in time."""

import base64
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from provisioning.decreed import decreed
from queue_server import signing
from queue_server.contract.plan import Plan, WorkingDays, load
from queue_server.workdays.in_folder import calendar_warnings
from queue_server.workdays.signed import CalendarError, read, write
from tests.running_hall import ROOT

PRIVATE = signing.new_private_key()
PUBLIC = signing.public_key_of(PRIVATE)
CALENDAR = decreed(2025)
FILE = write(CALENDAR, PRIVATE)


def signed(content: bytes, purpose: str = "calendar 1") -> bytes:
    """`content` with a good signature for `purpose` as its last line."""
    return content + b'signature = "' + base64.b64encode(signing.sign(PRIVATE, purpose, content)) + b'"\n'


def test_what_was_signed_is_read_back_and_signed_alike_again() -> None:
    assert read(FILE, PUBLIC) == CALENDAR
    assert write(CALENDAR, PRIVATE) == FILE


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda file: file.replace(b"2026-10-01", b"2026-10-12"), "被改过"),
        (lambda file: file[: file.rindex(b"signature")], "没有签名"),
        (lambda file: file[:-9], "没有签名，或者不完整"),
        (lambda file: file + b"x = 1\n", "没有签名"),
        (lambda file: write(CALENDAR, signing.new_private_key()), "不是用大厅配置里的那把钥匙签的"),
        (lambda file: signed(file[: file.rindex(b"signature")], "bundle 1"), "被改过"),
        (lambda file: signed(b"schema = 1\n"), "读不懂"),
        (lambda file: signed(b"\xff\xfe"), "读不懂"),
    ],
)
def test_a_calendar_that_is_not_just_what_was_signed_is_refused(spoil: Callable[[bytes], bytes], reason: str) -> None:
    with pytest.raises(CalendarError, match=reason):
        read(spoil(FILE), PUBLIC)


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 10, 31), ""),
        (date(2026, 11, 1), "只到 2026-12-31，还没有明年的"),
        (date(2025, 12, 31), ""),
        (date(2027, 1, 1), "今天不在里面"),
    ],
)
def test_a_calendar_that_ends_is_told_from_november(tmp_path: Path, today: date, told: str) -> None:
    plan = a_plan(PUBLIC)
    (tmp_path / "calendar.toml").write_bytes(FILE)
    warnings = calendar_warnings(plan, tmp_path, today)
    assert len(warnings) == bool(told)
    assert told in "".join(warnings)


def test_a_plan_without_a_calendar_or_with_a_lost_one_is_told(tmp_path: Path) -> None:
    nowhere = replace(a_plan(PUBLIC), calendar=WorkingDays())
    assert "没有写工作日历" in calendar_warnings(nowhere, tmp_path, date(2026, 3, 2))[0]
    assert "读不了工作日历" in calendar_warnings(a_plan(PUBLIC), tmp_path, date(2026, 3, 2))[0]


def a_plan(public: bytes) -> Plan:
    """The sample's plan, whose calendar is held to that key."""
    plan = load(ROOT / "assets" / "halls" / "puyang.toml")
    return replace(plan, calendar=WorkingDays(key=signing.public_key_text(public)))
