"""The calendar as a file: TOML that people can read, whose last line signs all the lines before it."""

import base64
import binascii
import re

import msgspec
import tomli_w

from queue_server import signing
from queue_server.workdays.calendar import Calendar

PURPOSE = "calendar 1"
LAST_LINE = re.compile(rb'signature = "([A-Za-z0-9+/=]+)"\n\Z')


class CalendarError(ValueError):
    """The calendar cannot be used; says why in Chinese."""


def write(calendar: Calendar, private: bytes) -> bytes:
    """The calendar's file, signed with the private key; the same calendar and key give the same bytes."""
    days = {"holidays": sorted(calendar.holidays), "workdays": sorted(calendar.workdays)}
    content = tomli_w.dumps(msgspec.structs.asdict(calendar) | days).encode()
    signature = base64.b64encode(signing.sign(private, PURPOSE, content)).decode()
    return content + f'signature = "{signature}"\n'.encode()


def read(file: bytes, public: bytes) -> Calendar:
    """The calendar in `file`, which the holder of the private half of `public` has signed.

    Raises:
        CalendarError: it is not signed, by somebody else, changed since, or no calendar.
    """
    last = LAST_LINE.search(file)
    if last is None:
        raise CalendarError("工作日历没有签名，或者不完整")
    content = file[: last.start()]
    try:
        signature = base64.b64decode(last[1], validate=True)
    except binascii.Error as error:
        raise CalendarError("工作日历的签名不完整") from error
    if not signing.is_signed(public, PURPOSE, content, signature):
        raise CalendarError("工作日历被改过，或者不是用大厅配置里的那把钥匙签的")
    try:
        calendar = msgspec.toml.decode(content, type=Calendar)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CalendarError(f"工作日历读不懂：{error}") from error
    if calendar.covered_from > calendar.covered_until:
        raise CalendarError("工作日历的起止日期反了")
    return calendar
