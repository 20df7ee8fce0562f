"""Keeps whom the broker lets in as the plan, the clients' passwords, the terminals and this machine's addresses are."""

import logging
import subprocess
from pathlib import Path

from queue_server.authority.addresses import addresses
from queue_server.authority.authority import Authority
from queue_server.broker.child import Broker
from queue_server.broker.entry import Entry, TlsEntry
from queue_server.contract.plan import Plan, PlanError, load
from queue_server.papers.identity import papers_access
from queue_server.state_dir import HOST, StateDir
from queue_server.terminals.registry import Terminals, record_of

log = logging.getLogger(__name__)

LOOK_S = 1.0
"""How often to look: what is revoked ends within that time and the broker's own."""


def entry_of(plan: Plan, state: StateDir) -> Entry:
    """Whom the broker of `plan` lets in now; credentials and certificates that are missing are made.

    Raises:
        OSError: something cannot be read or written.
    """
    credentials = state.credentials(plan, papers_access(plan, state.path, HOST))
    passwords = {client: credential.password for client, credential in credentials.items()}
    if plan.hall.wire_port == 0:
        return Entry(passwords)
    authority = Authority(state.path / "keys", plan.hall.id)
    certificate, key = authority.server("wire", addresses(plan))
    tls = TlsEntry(
        port=plan.hall.wire_port,
        authority=authority.certificate,
        certificate=certificate.read_bytes(),
        key=key.read_bytes(),
        revoked=authority.revoked(Terminals(state, plan.hall.id).revoked_serials()),
    )
    return Entry(passwords, tls)


class Keeping:
    """Looks whenever it is told to; a plan with mistakes and a disk that refuses are logged once and change nothing."""

    def __init__(self, plan_path: Path, plan: Plan, state: StateDir, broker: Broker) -> None:
        self._plan_path = plan_path
        self._plan = plan
        self._state = state
        self._broker = broker
        self._seen: object = None
        self._ports = _ports_of(plan)
        self._trouble = ""

    @property
    def moved(self) -> bool:
        """Whether the plan has the broker at other ports since, which it takes when it is started anew."""
        return _ports_of(self._plan) != self._ports

    def admit(self, plan: Plan) -> None:
        """Lets in whom `plan`, which is not in force yet, has.

        Raises:
            OSError, subprocess.SubprocessError: the broker's files cannot be written; it goes on as before.
        """
        self._broker.admit(entry_of(plan, self._state))

    def look(self) -> None:
        """Tells the broker, where something has changed since the last time."""
        seen = None
        try:
            seen = self._now()
            if seen == self._seen:
                return
            self._plan = load(self._plan_path)
            self._broker.admit(entry_of(self._plan, self._state))
            self._seen, self._trouble = seen, ""
        except PlanError as error:
            self._seen = seen
            log.error("changed plan not applied: %s", error)
        except (OSError, subprocess.SubprocessError) as error:
            if str(error) != self._trouble:
                self._trouble = str(error)
                log.error("whom the broker lets in could not be renewed: %s", error)

    def _now(self) -> object:
        files = (self._plan_path, record_of(self._state.path), *sorted(self._state.clients.glob("*.json")))
        reached_at = addresses(self._plan) if self._plan.hall.wire_port else ()
        return reached_at, [(file, _version(file)) for file in files]


def _ports_of(plan: Plan) -> tuple[int, int]:
    return plan.hall.broker_port, plan.hall.wire_port


def _version(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino
