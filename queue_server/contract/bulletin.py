"""What the hall makes public beside its calls: results, and an urgent announcement; published whole, kept."""

from datetime import datetime

import msgspec


class PublicResult(msgspec.Struct, frozen=True, kw_only=True):
    """A matter that was decided, by its `receipt` number and `date` (`2026-11-23`).

    `name` is the applicant's with all but the family name masked (`张*`); nothing else of a person is in it.
    """

    matter: str
    receipt: str
    result: str
    date: str
    name: str = ""


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """An urgent sentence for everybody, shown and spoken before anything else until the moment `until`."""

    text: str
    text_en: str = ""
    at: datetime
    until: datetime


class Bulletin(msgspec.Struct, frozen=True, kw_only=True):
    """All that is public now, the newest result first."""

    hall: str
    results: tuple[PublicResult, ...] = ()
    urgent: Announcement | None = None
