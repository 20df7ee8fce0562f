"""Spans of the local day, as the plan writes them."""

Hours = tuple[tuple[str, str], ...]
"""Spans of the local day, `(("08:30", "12:00"), ("13:30", "17:30"))`, in order, not overlapping; `24:00` ends a day."""

ALL_DAY: Hours = (("00:00", "24:00"),)
