"""The shape of the plan: one frozen struct per table of `hall.toml`."""

from functools import cached_property
from typing import Literal

from queue_server.contract.plan.displays import Display, Notice, Results, Voice
from queue_server.contract.plan.hours import Hours
from queue_server.contract.plan.table import Table
from queue_server.contract.plan.terminals import Device, Kiosk

Rule = Literal["arrival", "classes", "accumulating", "cmu"]
"""Who goes first; each is explained in `queue_server.queueing.calling.rules`."""


class Hall(Table, frozen=True, kw_only=True):
    """The hall itself; `id` is its name on the wire, `page_address` what a phone can reach (`http://10.0.0.5:8080`)."""

    id: str
    name: str
    name_en: str
    hours: Hours
    page_address: str
    timezone: str = "Asia/Shanghai"
    broker_port: int = 18830
    web_port: int = 8080


class Policy(Table, frozen=True, kw_only=True):
    """The rules of calling: at most `calls` per ticket, `call_gap_s` seconds apart.

    `rule` says who is next. A missed ticket that is brought back, at most `returns` times, re-enters behind
    `reinsert_after` waiting ones. A booked visitor may be `slot_grace_min` late. What a window prefers counts as come
    `preference_min` earlier; a reserved window takes others only after they have waited `reserve_min`. A visitor waits
    up to `own_clerk_min` for the clerk who knows the case. Each kiosk has `offline_numbers` of every service for itself
    (0 for none), to be given while the desk is away. `cut_off` says what becomes of a service that a new number would
    not reach before closing: `stop` giving numbers, or only `tell` visitors so. A call is spoken `spoken_times` times.
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
    spoken_times: int = 1


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


class Service(Table, frozen=True, kw_only=True):
    """A queue: its letter(s) `prefix`, the `windows` that serve it; its own `hours`, or the hall's where empty.

    `expected_min` is how long a visit takes, from call to end, while the hall's own journal does not know better; 0
    for unknown. `weight` is how much a minute of waiting for it counts (rule `cmu`).
    """

    prefix: str
    name: str
    name_en: str
    windows: tuple[int, ...]
    hours: Hours = ()
    expected_min: float = 0.0
    weight: float = 1.0


MatterKind = Literal["", "审批", "审核", "核准", "许可", "注册", "登记", "年检", "年审", "便民服务"]
"""What a matter is to the law; empty where not stated."""

Handling = Literal["", "at_once", "promised", "superior", "joint"]
"""即办, 承诺, 上报, 联办: done on the spot, within the promise, by a higher office, by several offices together."""


class MatterStep(Table, frozen=True, kw_only=True):
    """One step of a matter's procedure and the working days that it takes; 0 for the same day."""

    name: str
    days: int


class Matter(Table, frozen=True, kw_only=True):
    """What a visitor comes to do, the papers it `needs`, and the prefix of the service it queues in.

    The eight public facts are name, `basis`, `needs`, `steps`, `promise_days`, `fee`, `person` with `phone`, and
    `supervision_phone`; a matter states all of them or none. Days are working days: 0 the same day, -1 not stated.
    `online` is the https address where it can be done as well; `deferrable` are those of `needs` that may come later
    (容缺).
    """

    code: str
    name: str
    name_en: str
    service: str
    needs: tuple[str, ...]
    needs_en: tuple[str, ...]
    group: str = ""
    group_en: str = ""
    kind: MatterKind = ""
    department: str = ""
    handling: Handling = ""
    basis: str = ""
    steps: tuple[MatterStep, ...] = ()
    promise_days: int = -1
    statutory_days: int = -1
    fee: str = ""
    person: str = ""
    phone: str = ""
    supervision_phone: str = ""
    online: str = ""
    onsite: bool = True
    deferrable: tuple[str, ...] = ()


class Clerk(Table, frozen=True, kw_only=True):
    """A person who may serve at windows; the PIN is kept apart from the plan."""

    id: str
    name: str


class Window(Table, frozen=True, kw_only=True):
    """A window and its clerks, the first of whom is the A clerk; `breaks` are when it usually stands empty (lunch).

    The prefixes of services that it `prefers` to others, and of those that it is `reserves`-ed for; see `Policy`.
    `zone` is the part of the hall whose displays show and speak its calls.
    """

    number: int
    clerks: tuple[str, ...]
    breaks: Hours = ()
    prefers: tuple[str, ...] = ()
    reserves: tuple[str, ...] = ()
    zone: str = ""


class Papers(Table, frozen=True, kw_only=True):
    """What becomes of scanned papers: kept `keep_days` days, taken in over HTTPS on `port` (0: not at all)."""

    port: int = 0
    keep_days: int = 30


class Plan(Table, frozen=True, kw_only=True, dict=True):
    """A whole hall. Lookups by key are built on first use."""

    schema: Literal[1]
    hall: Hall
    policy: Policy = Policy()
    booking: BookingGrid = BookingGrid()
    papers: Papers = Papers()
    service: tuple[Service, ...]
    matter: tuple[Matter, ...]
    window: tuple[Window, ...]
    clerk: tuple[Clerk, ...]
    priority: tuple[Priority, ...] = ()
    kiosk: tuple[Kiosk, ...] = ()
    display: tuple[Display, ...] = ()
    device: tuple[Device, ...] = ()
    notice: tuple[Notice, ...] = ()
    voice: tuple[Voice, ...] = ()
    results: Results = Results()

    @cached_property
    def services(self) -> dict[str, Service]:
        """Services by prefix."""
        return {service.prefix: service for service in self.service}

    @cached_property
    def matters(self) -> dict[str, Matter]:
        """Matters by code."""
        return {matter.code: matter for matter in self.matter}

    @cached_property
    def windows(self) -> dict[int, Window]:
        """Windows by number."""
        return {window.number: window for window in self.window}

    @cached_property
    def clerks(self) -> dict[str, Clerk]:
        """Clerks by id."""
        return {clerk.id: clerk for clerk in self.clerk}

    @cached_property
    def priorities(self) -> dict[str, Priority]:
        """Priority classes by id."""
        return {priority.id: priority for priority in self.priority}

    def rank(self, priority: str) -> int:
        """The place of a class in the plan's order; nobody in particular comes last."""
        known = self.priorities.get(priority)
        return len(self.priority) if known is None else self.priority.index(known)

    def weight(self, priority: str) -> float:
        """How much a minute of waiting counts for somebody of the class; 1 for nobody in particular."""
        known = self.priorities.get(priority)
        return 1.0 if known is None else known.weight

    def services_of(self, window: int) -> tuple[Service, ...]:
        """The services that `window` serves, in the plan's order."""
        return tuple(service for service in self.service if window in service.windows)

    def hours_of(self, service: Service) -> Hours:
        """When numbers are given for `service`: its own hours, or the hall's."""
        return service.hours or self.hall.hours

    def clients(self) -> tuple[str, ...]:
        """Every client of the hall's wire that has a credential of its own."""
        kiosks = (kiosk.id for kiosk in self.kiosk)
        displays = (display.id for display in self.display)
        return ("server", "web", "agent", "forecaster", "bookings", *kiosks, *displays)
