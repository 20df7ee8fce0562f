"""What a hall is, told as simply as possible: the model that any sequence of commands is held against."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

SERVES = {1: "AJ", 2: "ABJ", 3: "J"}
REINSERT_AFTER = 2
CREDIT = timedelta(minutes=15)
"""So much earlier the one class of priority counts."""


@dataclass
class Visitor:
    """Somebody with a number; `jumped` is the place among all transfers while queueing as a transferred one.

    `left` are the services of the matters still to be done, the present one first; `came` is the arrival without any
    priority; `sent_to` the window that a transferred one waits for, 0 for any.
    """

    number: str
    order: int
    service: str
    arrived: datetime
    left: str
    taken: datetime
    came: datetime
    priority: bool = False
    state: str = "waiting"
    window: int = 0
    jumped: int = 0
    sent_to: int = 0
    returns: int = 0


@dataclass
class Booking:
    """Somebody is expected for `service`; `number` once the number was taken."""

    service: str
    slot: datetime
    number: str = ""


@dataclass
class Model:
    """Lines of visitors, who is in front of which window, who is expected, what is served where, what is stopped."""

    lines: dict[str, list[Visitor]] = field(default_factory=lambda: {service: [] for service in "ABJ"})
    front: dict[int, Visitor | None] = field(default_factory=lambda: dict.fromkeys(SERVES))
    visitors: dict[str, Visitor] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    stopped: set[str] = field(default_factory=set)
    bookings: dict[str, Booking] = field(default_factory=dict)
    serves: dict[int, str] = field(default_factory=SERVES.copy)
    clock: int = 0

    def take(self, left: str, now: datetime, slot: datetime | None = None, *, priority: bool = False) -> str:
        self.clock += 1
        service = left[0]
        self.given[service] = self.given.get(service, 0) + 1
        came = slot - timedelta(minutes=5) if slot else now
        visitor = Visitor(f"{service}{self.given[service]:03d}", self.clock, service, came, left, now, came)
        self.visitors[visitor.number] = visitor
        self.join(visitor, priority)
        return visitor.number

    def join(self, visitor: Visitor, priority: bool) -> None:
        visitor.priority = priority
        visitor.arrived = min(visitor.came, visitor.taken - CREDIT) if priority else visitor.came
        self.insert(visitor)

    def insert(self, visitor: Visitor) -> None:
        line = self.lines[visitor.service]
        ahead = [place for place, other in enumerate(line, 1) if other.jumped or other.arrived <= visitor.arrived]
        line.insert(max(ahead, default=0), visitor)

    def grant(self, visitor: Visitor) -> None:
        """As if the number had been taken with it, but for those who have their place for another reason."""
        visitor.priority = True
        if not (visitor.jumped or visitor.returns):
            self.lines[visitor.service].remove(visitor)
            self.join(visitor, priority=True)

    def check_in(self, booking: Booking, now: datetime) -> str:
        late = now > booking.slot + timedelta(minutes=15)
        booking.number = self.take(booking.service, now, None if late else booking.slot)
        return booking.number

    def awaits(self, visitor: Visitor) -> int:
        """The window that it was sent to, as long as that serves it; 0 for any."""
        return visitor.sent_to if visitor.service in self.serves.get(visitor.sent_to, "") else 0

    def heads(self, service: str, window: int) -> list[Visitor]:
        """Whoever was transferred here first; else the first with priority and the first without."""
        line = [visitor for visitor in self.lines[service] if self.awaits(visitor) in (0, window)]
        if line and line[0].jumped:
            return line[:1]
        return [next(v for v in line if v.priority is way) for way in {v.priority for v in line}]

    def next_for(self, window: int) -> Visitor | None:
        heads = [head for service in self.serves[window] for head in self.heads(service, window)]
        jumped = sorted((head for head in heads if head.jumped), key=lambda head: head.jumped)
        return jumped[0] if jumped else min(heads, key=lambda head: (head.arrived, head.order), default=None)

    def call(self, visitor: Visitor, window: int) -> None:
        self.lines[visitor.service].remove(visitor)
        visitor.state, visitor.window, visitor.jumped, visitor.sent_to = "called", window, 0, 0
        self.front[window] = visitor

    def leave(self, visitor: Visitor, state: str) -> None:
        if visitor.state == "waiting":
            self.lines[visitor.service].remove(visitor)
        elif visitor.state in ("called", "serving"):
            self.front[visitor.window] = None
        visitor.state = state

    def finish(self, visitor: Visitor) -> None:
        """Done is what the visitor came for and all else that the window serves; then on to the next."""
        left = "".join(service for service in visitor.left[1:] if service not in self.serves[visitor.window])
        if left:
            visitor.left = left
            self.transfer(visitor, left[0])
        else:
            self.leave(visitor, "completed")

    def transfer(self, visitor: Visitor, service: str, to: int = 0) -> None:
        self.leave(visitor, "waiting")
        self.clock += 1
        visitor.service, visitor.jumped, visitor.sent_to = service, self.clock, to
        line = self.lines[service]
        last = max((place for place, other in enumerate(line, 1) if other.jumped), default=0)
        line.insert(last, visitor)

    def split(self, visitor: Visitor, now: datetime) -> str:
        """All but the present matter get a number of their own, as if come with the whole visit."""
        rest = visitor.left[1:]
        visitor.left = visitor.left[0]
        self.clock += 1
        self.given[rest[0]] = self.given.get(rest[0], 0) + 1
        number = f"{rest[0]}{self.given[rest[0]]:03d}"
        parted = Visitor(number, self.clock, rest[0], visitor.arrived, rest, now, now, visitor.priority)
        self.visitors[number] = parted
        self.insert(parted)
        return number

    def bring_back(self, visitor: Visitor, now: datetime) -> None:
        """Behind a few, who then count as having come with it; at the end as somebody who comes now."""
        visitor.state, visitor.returns = "waiting", visitor.returns + 1
        line = self.lines[visitor.service]
        behind = line[REINSERT_AFTER - 1 : REINSERT_AFTER]
        visitor.arrived = behind[0].arrived if len(line) > REINSERT_AFTER else max([now, *(v.arrived for v in line)])
        line.insert(REINSERT_AFTER, visitor)

    def move(self, service: str, windows: set[int]) -> None:
        kept = {window: served.replace(service, "") for window, served in self.serves.items()}
        self.serves = {
            window: "".join(sorted(served + service * (window in windows))) for window, served in kept.items()
        }

    def midnight(self, now: datetime) -> None:
        kept = [v for v in self.visitors.values() if v.service == "J" and v.state not in ("missed", *OVER)]
        self.visitors = {visitor.number: visitor for visitor in kept}
        self.given = {v.number[0]: self.given[v.number[0]] for v in kept}
        self.lines |= {"A": [], "B": []}
        self.stopped, self.serves = set(), SERVES.copy()
        oldest = now.date() - timedelta(days=7)
        self.bookings = {code: known for code, known in self.bookings.items() if known.slot.date() >= oldest}
        self.front = {window: front if front in kept else None for window, front in self.front.items()}


OVER = ("completed", "cancelled")
