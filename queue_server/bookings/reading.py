"""Reading a file of bookings, CSV or JSON: all of them, or all mistakes at once, each at its row and column."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from queue_server.bookings.columns import BOOKINGS
from queue_server.contract.bookings import Booking
from queue_server.contract.plan import Plan
from queue_server.contract.replies import Misfit
from queue_server.rows import RowMistake, Rows, RowsError, csv_rows, json_rows

COLUMN_OF = {
    "unknown_matter": "matter",
    "unknown_priority": "priority",
    "booking_off_grid": "time",
    "booking_full": "time",
    "booking_past": "date",
    "booking_too_far": "date",
}
"""Where what the desk refuses is written; everything else is about the code."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The bookings of a file, with the row of each and what its columns are called."""

    bookings: tuple[Booking, ...]
    rows: tuple[int, ...]
    headings: dict[str, str]

    def refused(self, misfits: Sequence[Misfit]) -> RowsError:
        """What the desk would not take, at its place in the file."""
        return RowsError(
            [
                RowMistake(
                    row=self.rows[misfit.place],
                    column=self.headings[COLUMN_OF.get(misfit.why.code, "code")],
                    sentence=misfit.why.sentence,
                )
                for misfit in misfits
            ]
        )


def read_csv(content: bytes, plan: Plan) -> Sheet:
    """The bookings in a CSV file; see `csv_rows`.

    Raises:
        RowsError: with every mistake.
    """
    return _sheet(csv_rows(BOOKINGS, content, plan), plan)


def read_json(content: bytes, plan: Plan) -> Sheet:
    """The bookings in a JSON list; see `json_rows`.

    Raises:
        RowsError: with every mistake.
    """
    return _sheet(json_rows(BOOKINGS, content, plan), plan)


def _sheet(found: Rows, plan: Plan) -> Sheet:
    zone, bookings = ZoneInfo(plan.hall.timezone), []
    for row in found.rows:
        values = dict(row.values)
        slot = datetime.combine(values.pop("date"), values.pop("time"), zone)
        bookings.append(Booking(slot=slot, **values))
    return Sheet(tuple(bookings), tuple(row.number for row in found.rows), found.headings)
