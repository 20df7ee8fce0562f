"""The way into a hall that is there already: `provisioning.joining` as the first start needs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, assert_never

from kiosk.setup.happenings import KeptOut
from kiosk.setup.values import Hall, Part
from provisioning.joining import (
    Door,
    DoorError,
    Expired,
    Joined,
    Joining,
    Locked,
    Refused,
    Waiting,
    halls_nearby,
)
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

    @property
    def code(self) -> str: ...

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

    def halls(self) -> tuple[Hall, ...]:
        """Those that are heard within some seconds."""
        doors = halls_nearby(LISTENING_S)
        return tuple(Hall(host=door.host, port=door.port, name=door.hall_name) for door in doors)

    def knock(self, hall: Hall, part: Part, name: str) -> Try | KeptOut:
        """Asks for a code."""
        try:
            return Knocked(Joining(Door(hall.host, hall.port, hall.name), part, name))
        except DoorError as error:
            return KeptOut("away", str(error))


@dataclass(frozen=True)
class Knocked:
    """One try of `provisioning.joining`."""

    joining: Joining

    @property
    def code(self) -> str:
        return self.joining.code

    @property
    def words(self) -> tuple[str, ...]:
        return self.joining.words

    @property
    def expires_at(self) -> float:
        return self.joining.expires_at

    def poll(self) -> Admitted | KeptOut | None:
        outcome = self.joining.poll()
        match outcome:
            case Joined(client, credential, plan):
                return Admitted(client, credential, plan)
            case Refused(sentence=sentence):
                return KeptOut("refused", sentence)
            case Locked():
                return KeptOut("locked")
            case Expired():
                return KeptOut("expired")
            case Waiting():
                return None
        assert_never(outcome)
