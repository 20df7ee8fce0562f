"""Everybody signed in asks over HTTP for exactly what the table of rights gives their role, and nothing else."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import httpx
import msgspec
import pytest

from queue_server.contract.commands import AddAccount, AnyCommand, CallNext, GetQueues, RetireAccount
from queue_server.contract.plan import Clerk, Plan, Role
from queue_server.web.terminals_page import CLOSED
from tests.desk.test_rights import NAMES, ROLES, WINDOW, expected, in_the_name_of
from tests.running_hall import RunningHall
from tests.web.conftest import running_hall, signed_in

TOGETHER: dict[str, tuple[Role, ...]] = {role: (role,) for role in ROLES} | {"cashier": ("clerk", "cashier")}
"""The roles of who is called after a role; nobody is at a window as a cashier only."""

PLACES = """
             clerk head guide cashier manager supervisor technician
window-2       x    x     -      x       -        -          -
window-1       -    x     -      -       -        -          -
window-5       -    -     -      -       -        -          -
guide-desk     -    -     x      -       -        -          -
manager        -    -     -      -       x        x          -
people         -    -     -      -       x        -          -
machines       -    -     -      -       x        -          x
terminals      -    -     -      -       x        -          x
start          x    x     x      x       x        x          x
"""


def with_every_role(plan: Plan) -> Plan:
    """The sample with somebody of every role, named after it; those of windows at `WINDOW`."""
    replace = msgspec.structs.replace
    people = (Clerk(id=name, name=name, roles=roles) for name, roles in TOGETHER.items())
    at_window = ("clerk", "head", "cashier")
    windows = (replace(one, clerks=(*one.clerks, *at_window)) if one.number == WINDOW else one for one in plan.window)
    return replace(plan, window=tuple(windows), clerk=(*plan.clerk, *people))


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    yield from running_hall(tmp_path_factory.mktemp("hall"), with_every_role)


def wanted(client: httpx.Client, command: AnyCommand, request_id: str = "") -> httpx.Response:
    body = msgspec.json.encode({"request_id": request_id or uuid4().hex, "command": command})
    return client.post("/api/ask", content=body, headers={"Content-Type": "application/json"})


def code_of(answer: httpx.Response) -> str:
    """Of the refusal; empty for anything else."""
    return str(answer.json()["outcome"].get("code", "")) if answer.status_code == 409 else ""


def decided(hall: RunningHall, name: str) -> set[str]:
    """The commands of `name` that the desk did not refuse for want of a right."""
    client = signed_in(hall, name, "start")
    codes = {kind: code_of(wanted(client, command)) for kind, command in in_the_name_of(name).items()}
    return {kind for kind, code in codes.items() if code != "not_allowed"}


def test_the_whole_table_holds_over_http(hall: RunningHall) -> None:
    with ThreadPoolExecutor(len(ROLES)) as everybody:
        found = dict(zip(ROLES, everybody.map(lambda role: decided(hall, role), ROLES), strict=True))
    table = expected()
    assert found == {role: {name for name in NAMES if table[name] & set(TOGETHER[role])} for role in ROLES}


def test_every_page_is_open_to_its_own_roles_only(hall: RunningHall) -> None:
    head, *rows = PLACES.strip().splitlines()
    wanted_at = {(place, role): cell == "x" for place, *cells in map(str.split, rows)
                 for role, cell in zip(head.split(), cells, strict=True)}  # fmt: skip
    let_in = {}
    for role in ROLES:
        client = signed_in(hall, role, "start")
        for place in {place for place, _ in wanted_at}:
            let_in[place, role] = client.post(f"/api/enter/{place}", json={}).status_code == 204
            assert (client.get(f"/api/me/{place}").status_code == 200) is let_in[place, role]
    assert let_in == wanted_at


def test_nobody_asks_without_signing_in_or_in_the_name_of_others(hall: RunningHall) -> None:
    with httpx.Client(base_url=hall.address) as stranger:
        assert wanted(stranger, GetQueues()).status_code == 401
    clerk = signed_in(hall, "clerk", "start")
    assert code_of(wanted(clerk, CallNext(window=WINDOW, clerk="zhang"))) == "not_allowed"
    for nonsense in (b"{", b'{"request_id":"abcdefgh","command":{"ask":"Dance"}}', b"\xff"):
        answer = clerk.post("/api/ask", content=nonsense, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422


def test_whoever_has_left_is_out_at_once(hall: RunningHall) -> None:
    wu = signed_in(hall, "wu", "window-5")
    assert wanted(signed_in(hall, "manager", "start"), RetireAccount(id="wu")).status_code == 200
    assert wu.get("/api/me/window-5").status_code == 403
    assert wanted(wu, GetQueues()).status_code == 403


def test_what_comes_twice_is_done_once(hall: RunningHall) -> None:
    add = AddAccount(id="twice", name="两次", roles=("guide",))
    manager = signed_in(hall, "manager", "start")
    first, again = (wanted(manager, add, "the-same-press") for _ in range(2))
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert code_of(wanted(manager, add)) == "account_known"


def test_a_hall_without_a_port_for_other_boxes_lets_no_terminal_in(hall: RunningHall) -> None:
    technician = signed_in(hall, "technician", "terminals")
    assert technician.get("/api/terminals").json()["closed"] == CLOSED
    assert technician.post("/api/terminals/code", json={"code": "ABCD2345"}).json() == {"detail": CLOSED}
