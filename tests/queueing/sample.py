"""A small invented hall for tests, and a way to give it commands without a journal."""

from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from queue_server.contract import commands
from queue_server.contract.plan import Clerk, Hall, Matter, Plan, Policy, Service, Window, WindowBox
from queue_server.contract.replies import AnyOutcome, Done, Refused, TicketCalled, TicketIssued
from queue_server.contract.tickets import Ticket, TicketState
from queue_server.queueing import Event, HallState, Live, Tick, apply, decide

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
SECRET = b"a secret of thirty-two characters"

Outcome = TypeVar("Outcome", bound=AnyOutcome)


def matter(service: str) -> Matter:
    """A matter `<service>1` that leads to the service."""
    return Matter(code=f"{service}1", name=f"事项{service}", name_en=service, service=service, needs=(), needs_en=())


def sample_plan(*, digits: int = 3, reinsert_after: int = 2) -> Plan:
    """A at windows 1 and 2, B at 2, J around the clock at all three, N nowhere; two clerks each, ann also at 3.

    gil is the guide, max the manager.
    """
    services = (
        Service(prefix="A", name="惠农政策", name_en="A", windows=(1, 2)),
        Service(prefix="B", name="社会事务", name_en="B", windows=(2,)),
        Service(prefix="J", name="群众接访", name_en="J", windows=(1, 2, 3), hours=(("00:00", "24:00"),)),
        Service(prefix="N", name="暂停业务", name_en="N", windows=()),
    )
    return Plan(
        schema=1,
        hall=Hall(
            id="lianxi",
            name="练习大厅",
            name_en="Practice hall",
            hours=(("08:30", "12:00"), ("13:30", "17:30")),
            page_address="http://127.0.0.1",
        ),
        policy=Policy(number_digits=digits, reinsert_after=reinsert_after),
        service=services,
        matter=tuple(matter(service.prefix) for service in services),
        window=(
            Window(number=1, clerks=("ann", "ben")),
            Window(number=2, clerks=("cen", "den")),
            Window(number=3, clerks=("eve", "ann")),
        ),
        window_box=(WindowBox(id="window-1", windows=(1,)),),
        clerk=(
            *(Clerk(id=name, name=name.title()) for name in ("ann", "ben", "cen", "den", "eve")),
            Clerk(id="gil", name="Gil", roles=("guide",)),
            Clerk(id="max", name="Max", roles=("manager",)),
        ),
    )


class Practice:
    """The core alone: commands go in, memory changes, outcomes come out; `history` keeps what happened when."""

    def __init__(self, plan: Plan | None = None, at: datetime = MORNING) -> None:
        self.plan = plan or sample_plan()
        self.hall = HallState(self.plan, SECRET)
        self.now = at
        self.history: list[tuple[Event, datetime]] = []
        self.do(Tick())

    def do(self, command: commands.AnyCommand | Tick, doubled: Ticket | None = None) -> AnyOutcome:
        """Decides and applies; `doubled` is for numbers that a kiosk gave alone."""
        decision = decide(self.hall, command, self.now, doubled)
        if isinstance(decision, Refused):
            return decision
        for event in decision.events:
            apply(self.hall, event, self.now)
            self.history.append((event, self.now))
        return decision.outcome(self.hall)

    def refusal(self, command: commands.AnyCommand) -> str:
        """The code of the refusal that the command must get; nothing may have changed."""
        before = self.hall.copy()
        outcome = self.do(command)
        assert isinstance(outcome, Refused), outcome
        assert outcome.sentence
        assert "{" not in outcome.sentence
        assert self.hall == before
        return outcome.code

    def wait(self, **span: float) -> None:
        """Time passes, and the hall notices."""
        self.at(self.now + timedelta(**span))

    def at(self, moment: datetime) -> None:
        """The clock is set, and the hall notices."""
        self.now = moment
        self.do(Tick())

    def take(self, service: str) -> str:
        """A new number."""
        return self._expect(TicketIssued, commands.TakeTicket(matter=f"{service}1")).ticket.number

    def open(self, window: int, clerk: str) -> None:
        """The window opens."""
        self._expect(Done, commands.OpenWindow(window=window, clerk=clerk))

    def call(self, window: int, clerk: str) -> str:
        """The number that is called next."""
        return self._expect(TicketCalled, commands.CallNext(window=window, clerk=clerk)).ticket.number

    def serve(self, window: int, clerk: str) -> str:
        """The next ticket is called and its service starts."""
        number = self.call(window, clerk)
        self.done(commands.StartService(window=window, clerk=clerk))
        return number

    def done(self, command: commands.AnyCommand) -> None:
        """The command must succeed."""
        self._expect(Done, command)

    def miss(self, window: int, clerk: str) -> str:
        """The next ticket is called and does not come."""
        number = self.call(window, clerk)
        self.done(commands.MarkMissed(window=window, clerk=clerk))
        return number

    def state(self, number: str) -> TicketState:
        """Where the ticket is."""
        return self.live(number).state

    def live(self, number: str) -> Live:
        """The ticket."""
        return self.hall.tickets[number]

    def _expect(self, kind: type[Outcome], command: commands.AnyCommand) -> Outcome:
        outcome = self.do(command)
        assert isinstance(outcome, kind), outcome
        return outcome
