"""Every role may ask through the web for exactly what the table of the hall's rules gives it, and nothing else."""

from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from queue_server.contract import commands
from queue_server.contract.bookings import Booking
from queue_server.contract.commands import AnyCommand
from queue_server.contract.plan import Clerk, Plan, Role, Service, Window
from queue_server.contract.replies import AnyOutcome, Refused
from queue_server.desk.rights import NOBODYS, RIGHTS, refusal
from tests.desk.counter import Counter, ask
from tests.queueing.sample import Practice, sample_plan

ROLES: tuple[Role, ...] = get_args(Role)
WINDOW = 2
"""Where everybody who may sit at a window sits; of the same services as window 1."""

TABLE = """
                    clerk head guide cashier manager supervisor technician
TakeTicket            -    -     x      -       -        -          -
AcceptTicket          -    -     -      -       -        -          -
ClaimNumbers          -    -     -      -       -        -          -
ReportSlip            -    -     -      -       -        -          -
GiveUpTicket          -    -     -      -       -        -          -
SwapTicket            -    -     -      -       -        -          -
RateService           -    -     -      -       -        -          -
RateTicket            -    -     -      -       -        -          -
FileComplaint         -    -     -      -       -        -          -
HandleConcern         -    x     -      -       x        -          -
AnswerConcern         -    x     -      -       x        -          -
OpenWindow            x    x     -      -       x        -          -
PauseWindow           x    x     -      -       x        -          -
CloseWindow           x    x     -      -       x        -          -
CallNext              x    x     -      -       -        -          -
CallTicket            x    x     -      -       -        -          -
Recall                x    x     -      -       -        -          -
StartService          x    x     -      -       -        -          -
CompleteTicket        x    x     -      -       -        -          -
MarkMissed            x    x     -      -       -        -          -
TransferTicket        x    x     -      -       -        -          -
NoteTicket            x    x     -      -       -        -          -
FinishMatters         x    x     -      -       -        -          -
SplitTicket           x    x     -      -       -        -          -
HandOver              x    x     -      -       -        -          -
ParkTicket            x    x     -      -       -        -          -
UnparkTicket          x    x     -      -       -        -          -
IssuePaymentNotice    x    x     -      -       -        -          -
WithdrawNotice        x    x     -      -       x        -          -
RecordPayment         -    -     -      x       -        -          -
BringBack             x    x     x      -       x        -          -
CancelTicket          x    x     x      -       x        -          -
GrantPriority         -    -     x      -       x        -          -
ImportBookings        -    -     -      -       x        -          -
StopNumbers           -    -     -      -       x        -          -
ResumeNumbers         -    -     -      -       x        -          -
MoveService           -    -     -      -       x        -          -
OpenDay               -    -     -      -       x        -          -
CloseDay              -    -     -      -       x        -          -
SwitchPractice        -    -     -      -       x        -          x
AddAccount            -    -     -      -       x        -          -
ChangeAccount         -    -     -      -       x        -          -
RetireAccount         -    -     -      -       x        -          -
GetBoard              x    x     x      x       x        x          x
GetQueues             x    x     x      x       x        x          -
GetPeople             x    x     x      x       x        x          -
FindBooking           x    x     x      x       x        x          -
FindTicket            -    -     -      -       -        -          -
GetConcerns           -    x     -      -       x        x          -
"""
"""Written by hand, command by role; whoever changes a right changes it here too."""

NAMES = [kind.__name__ for kind in get_args(AnyCommand)]


def expected() -> dict[str, set[str]]:
    """The roles by command, as the table has it."""
    head, *rows = TABLE.strip().splitlines()
    roles = head.split()
    return {
        name: {role for role, cell in zip(roles, cells, strict=True) if cell == "x"}
        for name, *cells in map(str.split, rows)
    }


def in_the_name_of(by: str) -> dict[str, AnyCommand]:
    """One of every command, by name, as `by` would rightly ask it at `WINDOW`; about A001, which waits there."""
    slot = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    account = {"id": "fay", "name": "Fay", "roles": ["clerk"], "windows": [WINDOW]}
    fields = {
        "window": WINDOW, "clerk": by, "number": "A001", "matter": "A1", "service": "B", "reason": "why",
        "code": "YY01", "token": "t", "wish": "w", "taken_at": slot, "outcome": "printed", "score": 5,
        "notice": "n", "note": "why", "matters": ["A1"], "to": "den", "reference": "r", "bill": "b", "priority": "old",
        "category": "delay", "concern": "c", "result": "r", "answer": "a",
        "kiosk": "kiosk-1", "box": "0123456789",
        "bookings": [Booking(code="YY01", matter="A1", slot=slot)],
    } | account  # fmt: skip
    found: dict[str, AnyCommand] = {}
    for kind in get_args(AnyCommand):
        wanted = {field.name for field in msgspec.structs.fields(kind)}
        own = fields | {"to": "off"} if kind is commands.SwitchPractice else fields
        found[kind.__name__] = msgspec.convert({name: own[name] for name in wanted & own.keys()}, kind)
    return found


def staffed() -> Plan:
    """The sample with somebody of every role, named after it; all who may sit at `WINDOW`.

    `both` is clerk and guide; `aside` heads a window 4 that serves what no other does.
    """
    plan, replace = sample_plan(), msgspec.structs.replace
    windows = tuple(
        replace(window, clerks=(*window.clerks, "clerk", "head", "cashier", "both"))
        if window.number == WINDOW
        else window
        for window in plan.window
    )
    people = (
        *(Clerk(id=role, name=role, roles=(role,)) for role in ROLES),
        Clerk(id="both", name="both", roles=("guide", "clerk")),
        Clerk(id="aside", name="aside", roles=("head",)),
    )
    services = (*plan.service, Service(prefix="X", name="另一项", name_en="X", windows=(4,)))
    return replace(
        plan,
        service=services,
        window=(*windows, Window(number=4, clerks=("aside", "ben"))),
        clerk=(*plan.clerk, *people),
    )


def counter_at(folder: Path) -> Counter:
    """A desk where A001 waits."""
    counter = Counter(folder / "journal.sqlite", staffed())
    counter.do(commands.TakeTicket(matter="A1"))
    return counter


def code_of(outcome: AnyOutcome) -> str:
    """The refusal's code, empty for anything else."""
    return outcome.code if isinstance(outcome, Refused) else ""


def test_the_table_says_something_about_every_command_and_every_role() -> None:
    assert sorted(expected()) == sorted(NAMES)
    assert TABLE.split()[: len(ROLES)] == list(ROLES)


def test_the_rights_are_exactly_those_of_the_table() -> None:
    given = {name: {role for role in ROLES if name in {kind.__name__ for kind in RIGHTS[role]}} for name in NAMES}
    assert given == expected()


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_decides_what_the_table_allows_and_refuses_all_else(role: str, tmp_path: Path) -> None:
    counter = counter_at(tmp_path)
    asked = [ask(command, client="web", by=role) for command in in_the_name_of(role).values()]
    codes = {
        name: code_of(reply.outcome) for name, reply in zip(NAMES, counter.desk.handle(asked, counter.now), strict=True)
    }
    decided = {name for name, code in codes.items() if code != "not_allowed"}
    assert decided == {name for name, roles in expected().items() if role in roles}
    counter.journal.close()


def test_what_is_refused_leaves_no_trace(tmp_path: Path) -> None:
    counter = counter_at(tmp_path)
    before = counter.journal.head
    for role in ROLES:
        wrong = [command for name, command in in_the_name_of(role).items() if role not in expected()[name]]
        counter.desk.handle([ask(command, client="web", by=role) for command in wrong], counter.now)
    assert counter.journal.head == before
    counter.journal.close()


@pytest.mark.parametrize("by", ["", "nobody", "ben"])
def test_nobody_and_those_who_have_left_ask_for_nothing_but_what_a_token_proves(by: str) -> None:
    hall = Practice(staffed())
    hall.done(commands.RetireAccount(id="ben"))
    free = {name for name, command in in_the_name_of(by).items() if refusal(hall.hall, by, command) is None}
    assert free == (set() if by else {kind.__name__ for kind in NOBODYS})


def test_only_the_web_speaks_for_anybody(tmp_path: Path) -> None:
    counter = counter_at(tmp_path)
    for client in ("agent", "kiosk-1", "forecaster"):
        outcome = counter.reply(ask(commands.GetQueues(), client=client, by="gil")).outcome
        assert code_of(outcome) == "not_allowed"
    counter.journal.close()


@pytest.mark.parametrize(
    ("by", "command", "code"),
    [
        ("clerk", commands.CallNext(window=1, clerk="clerk"), "not_allowed"),
        ("clerk", commands.CallNext(window=WINDOW, clerk="ann"), "not_allowed"),
        ("clerk", commands.OpenWindow(window=WINDOW, clerk="cen"), "not_allowed"),
        ("clerk", commands.CancelTicket(number="A001", clerk="cen"), "not_allowed"),
        ("cen", commands.CallNext(window=WINDOW, clerk="cen"), ""),
        ("head", commands.CallNext(window=1, clerk="head"), ""),
        ("head", commands.CallNext(window=1, clerk="ann"), "not_allowed"),
        ("head", commands.OpenWindow(window=1, clerk="ann"), ""),
        ("head", commands.CloseWindow(window=1, clerk="ann"), ""),
        ("aside", commands.CallNext(window=1, clerk="aside"), "not_allowed"),
        ("aside", commands.OpenWindow(window=1, clerk="ann"), "not_allowed"),
        ("aside", commands.BringBack(number="A001", clerk="aside"), "not_allowed"),
        ("aside", commands.CancelTicket(number="A001", clerk="aside"), "not_allowed"),
        ("clerk", commands.CancelTicket(number="A001", clerk="clerk"), ""),
        ("guide", commands.TakeTicket(matter="A1", priority="old"), "reason_needed"),
        ("guide", commands.TakeTicket(matter="A1", priority="old", reason=" "), "reason_needed"),
        ("guide", commands.TakeTicket(matter="A1", priority="old", reason="证件已看"), ""),
        ("guide", commands.TakeTicket(matter="A1", slot=datetime(2026, 11, 24, 2, 0, tzinfo=UTC)), "not_allowed"),
        ("guide", commands.CancelTicket(number="A001"), ""),
        ("guide", commands.CancelTicket(number="A001", clerk="ann"), "not_allowed"),
        ("guide", commands.GrantPriority(number="A001", priority="old", reason=" "), "reason_needed"),
        ("guide", commands.GrantPriority(number="A001", priority="old", reason="x", clerk="ann"), "not_allowed"),
        ("manager", commands.CancelTicket(number="A001"), "reason_needed"),
        ("manager", commands.CloseWindow(window=1, clerk="ann"), ""),
        ("both", commands.TakeTicket(matter="A1"), ""),
        ("both", commands.CallNext(window=WINDOW, clerk="both"), ""),
        ("both", commands.CloseDay(), "not_allowed"),
    ],
)
def test_what_must_hold_besides_the_role(by: str, command: AnyCommand, code: str) -> None:
    hall = Practice(staffed())
    hall.take("A")
    refused = refusal(hall.hall, by, command)
    assert (refused.code if refused else "") == code


def test_a_press_that_comes_again_gets_its_answer_though_the_right_is_gone(tmp_path: Path) -> None:
    counter = counter_at(tmp_path)
    pressed = ask(commands.OpenWindow(window=WINDOW, clerk="clerk"), client="web", by="clerk", request_id="press")
    first = counter.reply(pressed)
    counter.do(commands.CloseWindow(window=WINDOW, clerk="clerk"))
    counter.do(commands.RetireAccount(id="clerk"))
    assert counter.reply(pressed) == first
    counter.journal.close()
