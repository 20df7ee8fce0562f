"""The plan's tables of what visitors come for: services, and the matters that lead to them with their public facts."""

from typing import Literal

from queue_server.contract.plan.hours import Hours
from queue_server.contract.plan.table import Table

MatterKind = Literal["", "审批", "审核", "核准", "许可", "注册", "登记", "年检", "年审", "便民服务"]
"""What a matter is to the law; empty where not stated."""

Handling = Literal["", "at_once", "promised", "superior", "joint"]
"""即办, 承诺, 上报, 联办: done on the spot, within the promise, by a higher office, by several offices together."""


class Service(Table, frozen=True, kw_only=True):
    """A queue: its letter(s) `prefix`, the `windows` that serve it; its own `hours`, or the hall's where empty.

    `expected_min` is how long a visit takes, from call to end, while the hall's own journal does not know better; 0
    for unknown. `weight` is how much a minute of waiting for it counts (rule `cmu`). At a `cashier` service fees are
    paid: visitors come to it with a payment notice, so no matter has to lead there. Where the hall has a calendar, a
    service keeps its hours on working days only, unless it is open `every_day`.
    """

    prefix: str
    name: str
    name_en: str
    windows: tuple[int, ...]
    hours: Hours = ()
    expected_min: float = 0.0
    weight: float = 1.0
    cashier: bool = False
    every_day: bool = False


class MatterStep(Table, frozen=True, kw_only=True):
    """One step of a matter's procedure and the working days that it takes; 0 for the same day."""

    name: str
    days: int


class Matter(Table, frozen=True, kw_only=True):
    """What a visitor comes to do, the papers it `needs`, and the prefix of the service it queues in.

    The eight public facts are name, `basis`, `needs`, `steps`, `promise_days`, `fee`, `person` with `phone`, and
    `supervision_phone`; a matter states all of them or none. Days are working days: 0 the same day, -1 not stated.
    `online` is the https address where it can be done as well; `deferrable` are those of `needs` that may come later
    (容缺). `fee_fen` is what `fee` says in words, in hundredths of a yuan; 0 for 不收费.
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
    fee_fen: int = 0
    person: str = ""
    phone: str = ""
    supervision_phone: str = ""
    online: str = ""
    onsite: bool = True
    deferrable: tuple[str, ...] = ()
