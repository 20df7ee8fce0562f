"""Lets terminals into the hall at somebody's word: what waits at its door, and who was let in as what."""

import threading
import time
from pathlib import Path

import msgspec

from queue_server.authority.authority import Authority
from queue_server.contract.plan import Plan, PlanError
from queue_server.pairing.asks import OVER, Found, PendingAsks, Wrong
from queue_server.pairing.messages import Admission, AnyStanding, Asked, AtDoor, JoinAsk, Refused
from queue_server.papers.identity import papers_access
from queue_server.plan_files import plan_files
from queue_server.state_dir import StateDir
from queue_server.terminals.registry import Part, Terminal, Terminals

OTHER_KIND = "大厅配置里没有这台终端，或者它不是同一种"
NOT_JOINED = "这台终端没有加入过，或者已经停用了"


class InThePlan(msgspec.Struct, frozen=True, kw_only=True):
    """A terminal of the plan; `terminal` is the box that has joined as it and is good, if there is one."""

    client: str
    part: Part
    place: str
    terminal: Terminal | None


class Admitting:
    """Of one hall; all but `door`, `take` and `standing` touch the disk and block."""

    def __init__(self, plan: Plan, plan_path: Path, state: StateDir) -> None:
        self._plan = plan
        self._plan_path = plan_path
        self._state = state
        self._deciding = threading.Lock()
        own = Authority(state.path / "keys", plan.hall.id).certificate
        self._pending = PendingAsks(own)
        self.terminals = Terminals(state, plan.hall.id)
        self.door = AtDoor(hall=plan.hall.id, name=plan.hall.name, authority=own.decode())

    def take(self, ask: JoinAsk) -> Asked | Refused:
        """A terminal asks to be let in."""
        return self._pending.take(ask, time.monotonic())

    def standing(self, id: str) -> AnyStanding:
        """How its ask stands."""
        return self._pending.standing(id, time.monotonic())

    def try_code(self, typed: str) -> Found | Wrong:
        """Somebody has typed a code."""
        return self._pending.try_code(typed, time.monotonic())

    def refuse(self, id: str) -> None:
        """Somebody says that the words are not equal."""
        self._pending.refuse(id)

    def in_the_plan(self) -> tuple[InThePlan, ...]:
        """Every terminal that may be on a box of its own, in the plan's order."""
        good, plan = self.terminals.good(), self._plan
        named: list[tuple[str, Part, str]] = [
            *((kiosk.id, "kiosk", kiosk.place) for kiosk in plan.kiosk),
            *((display.id, "display", display.place) for display in plan.display),
            *((box.id, "window", box.place) for box in plan.window_box),
        ]
        return tuple(
            InThePlan(client=client, part=part, place=place, terminal=good.get(client)) for client, part, place in named
        )

    def admit(self, id: str, client: str, by: str) -> str:
        """Lets the terminal of the ask in as `client`, and whoever was that before out; a sentence where it cannot be.

        Raises:
            OSError: something cannot be recorded.
        """
        with self._deciding:
            return self._admit(id, client, by)

    def revoke(self, client: str, by: str) -> str:
        """The terminal that is `client` is good no more; a sentence where there is none.

        Raises:
            OSError: it cannot be recorded.
        """
        with self._deciding:
            return "" if self.terminals.revoke(client, by) else NOT_JOINED

    def _admit(self, id: str, client: str, by: str) -> str:
        found = self._pending.key_of(id, time.monotonic())
        if found is None:
            return OVER
        ask, key = found
        if (client, ask.part) not in {(one.client, one.part) for one in self.in_the_plan()}:
            return OTHER_KIND
        try:
            files = plan_files(self._plan_path)
        except PlanError as error:
            return str(error)
        certificate, password = self.terminals.join(client, ask.part, ask.name, ask.request.encode(), by)
        admission = Admission(
            hall=self._plan.hall.id,
            client=client,
            wire_port=self._plan.hall.wire_port,
            password=password,
            certificate=certificate.decode(),
            papers=papers_access(self._plan, self._state.path, "") if ask.part == "kiosk" else None,
            plan=files,
        )
        self._pending.admit(id, key.sealed(msgspec.json.encode(admission), id))
        return ""
