"""The way into a hall that is there already: what the first start needs of `provisioning.joining`, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

from kiosk.setup.happenings import KeptOut
from kiosk.setup.values import Hall, Part
from queue_server.contract.credential import Credential

LISTENING_S = 3.0


@dataclass(frozen=True)
class Admitted:
    """The box is `client` of the hall, by this credential; `plan` has the plan's files by their paths."""

    client: str
    credential: Credential
    plan: Mapping[str, bytes]


class Try(Protocol):
    """One code of one hall."""

    code: str

    @property
    def words(self) -> tuple[str, ...]: ...

    @property
    def expires_at(self) -> float:
        """In seconds of `time.monotonic`."""
        ...

    def poll(self) -> Admitted | KeptOut | None:
        """How it stands; None while somebody is waited for. Blocks for seconds at most."""
        ...


class Doorway(Protocol):
    """Finds halls and knocks at one."""

    def halls(self) -> tuple[Hall, ...]: ...

    def knock(self, hall: Hall, part: Part, name: str) -> Try | KeptOut:
        """Asks for a code; takes a second."""
        ...


class LocalDoorway:
    """The halls of the local network."""

    def __init__(self) -> None:
        self._joining: Any = import_module("provisioning.joining")

    def halls(self) -> tuple[Hall, ...]:
        """Those that are heard within some seconds."""
        doors = self._joining.halls_nearby(LISTENING_S)
        return tuple(Hall(host=door.host, port=door.port, name=door.hall_name) for door in doors)

    def knock(self, hall: Hall, part: Part, name: str) -> Try | KeptOut:
        """Asks for a code."""
        try:
            door = self._joining.Door(hall.host, hall.port, hall.name)
            return _Knocked(self._joining, self._joining.Joining(door, part, name))
        except self._joining.DoorError as error:
            return KeptOut("away", str(error))


class _Knocked:
    """A try of `provisioning.joining`."""

    def __init__(self, joining: Any, one: Any) -> None:
        self._joining, self._one = joining, one
        self.code: str = one.code

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self._one.words)

    @property
    def expires_at(self) -> float:
        return float(self._one.expires_at)

    def poll(self) -> Admitted | KeptOut | None:
        outcome = self._one.poll()
        if isinstance(outcome, self._joining.Joined):
            return Admitted(outcome.client, outcome.credential, outcome.plan)
        if isinstance(outcome, self._joining.Refused):
            return KeptOut("refused", outcome.sentence)
        if isinstance(outcome, self._joining.Locked):
            return KeptOut("locked")
        return KeptOut("expired") if isinstance(outcome, self._joining.Expired) else None
