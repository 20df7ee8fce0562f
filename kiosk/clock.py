"""Whether the kiosk's own clock can be right at all: a dead battery puts it years back."""

from datetime import UTC, datetime

BUILD_DATE = datetime(2026, 11, 23, tzinfo=UTC)
"""No kiosk with this program can live in an earlier moment."""


def utc_now() -> datetime:
    """The kiosk's clock."""
    return datetime.now(UTC)


def believable(now: datetime) -> bool:
    """Whether the aware moment `now` of the kiosk's clock is not before the program was made."""
    return now >= BUILD_DATE
