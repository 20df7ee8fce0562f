"""The plan's tables of the hall as a whole: itself, its rules of calling, bookings, papers and working days."""

from typing import Literal

from queue_server.contract.plan.hours import Hours
from queue_server.contract.plan.table import Table

Rule = Literal["arrival", "classes", "accumulating", "cmu"]
"""Who goes first; each is explained in `queue_server.queueing.calling.rules`."""


class Hall(Table, frozen=True, kw_only=True):
    """The hall itself; `id` is its name on the wire, `page_address` what a phone can reach (`http://10.0.0.5:8080`).

    The broker listens on `broker_port` of the server's loopback, and on `wire_port` (0: nowhere), by TLS, for terminals
    on boxes of their own.
    """

    id: str
    name: str
    name_en: str
    hours: Hours
    page_address: str
    timezone: str = "Asia/Shanghai"
    broker_port: int = 18830
    wire_port: int = 0
    web_port: int = 8080


class Policy(Table, frozen=True, kw_only=True):
    """The rules of calling: at most `calls` per ticket, `call_gap_s` seconds apart.

    `rule` says who is next. A missed ticket that is brought back, at most `returns` times, re-enters behind
    `reinsert_after` waiting ones. A booked visitor may be `slot_grace_min` late. What a window prefers counts as come
    `preference_min` earlier; a reserved window takes others only after they have waited `reserve_min`. A visitor waits
    up to `own_clerk_min` for the clerk who knows the case. Each kiosk has `offline_numbers` of every service for itself
    (0 for none), to be given while the desk is away. `cut_off` says what becomes of a service that a new number would
    not reach before closing: `stop` giving numbers, or only `tell` visitors so. Who does nothing at a page of the hall
    for `idle_logout_min` has to sign in again. A call is spoken `spoken_times` times. A bad rating or a complaint is
    answered within `followup_days` working days. The hall promises to call everybody within `wait_promise_min`; a
    window where nothing is pressed for `silent_min` although visitors wait is noticed.
    """

    rule: Rule = "arrival"

    calls: int = 3
    call_gap_s: int = 10
    reinsert_after: int = 3
    returns: int = 2
    slot_grace_min: int = 15
    preference_min: int = 10
    reserve_min: int = 0
    own_clerk_min: int = 10
    number_digits: int = 3
    offline_numbers: int = 50
    cut_off: Literal["stop", "tell"] = "stop"
    idle_logout_min: int = 30
    spoken_times: int = 1
    followup_days: int = 5
    wait_promise_min: int = 30
    silent_min: int = 5


class BookingGrid(Table, frozen=True, kw_only=True):
    """When visitors may book: every `slot_min` minutes from the start of each span of a service's hours.

    At most `per_slot` visitors of a service at one slot (0 for no limit), at most `days_ahead` days ahead (0: today
    only). A booked visitor may take the number from `early_min` before the slot; `Policy.slot_grace_min` says how late.
    """

    slot_min: int = 30
    per_slot: int = 4
    early_min: int = 15
    days_ahead: int = 14


class Priority(Table, frozen=True, kw_only=True):
    """A class of visitors that goes first by law or custom: 军人, 残疾, 老年, 孕.

    `credit_min` is by how much earlier they count as having come (rule `arrival`); `weight` how much faster their wait
    counts (rules `accumulating` and `cmu`); for the rule `classes` the plan's order says who is before whom.
    """

    id: str
    name: str
    name_en: str
    credit_min: int = 15
    weight: float = 2.0


class Papers(Table, frozen=True, kw_only=True):
    """What becomes of scanned papers: kept `keep_days` days, taken in over HTTPS on `port` (0: not at all)."""

    port: int = 0
    keep_days: int = 30


class WorkingDays(Table, frozen=True, kw_only=True):
    """The calendar of working days: a signed `file` in the plan's own folder, and the public `key` that it is held to.

    Without a key the hall has no calendar.
    """

    file: str = "calendar.toml"
    key: str = ""
