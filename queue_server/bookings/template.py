"""A CSV file to fill in, with an example that does no harm when it is left there."""

import csv
import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from queue_server.bookings.columns import COLUMNS
from queue_server.contract.plan import Plan
from queue_server.queueing.bookings import grid


def template(plan: Plan, now: datetime) -> bytes:
    """Headings and one cancelled booking for tomorrow, as UTF-8 with the mark that Excel wants."""
    matter = plan.matter[0]
    day = now.astimezone(ZoneInfo(plan.hall.timezone)) + timedelta(days=1)
    slot = grid(plan, plan.services[matter.service], day)[0]
    example = ("EXAMPLE-0001", matter.name, slot.strftime("%Y-%m-%d"), slot.strftime("%H:%M"), "", "是")
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[column.heading for column in COLUMNS], example])
    return text.getvalue().encode("utf-8-sig")
