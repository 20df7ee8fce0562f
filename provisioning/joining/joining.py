"""One try of a terminal to join one hall: made, shown for ten minutes, asked again and again how it stands."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import msgspec
from msgspec.structs import replace

from provisioning.joining.door import Door, DoorError
from queue_server.authority.certificate import is_for, new_key, public_key_of, request
from queue_server.contract.credential import Credential, PapersAccess, TlsAccess
from queue_server.pairing.asks import VALID_S
from queue_server.pairing.codes import new_code
from queue_server.pairing.keys import CodeKey, WrongAnswerError
from queue_server.pairing.messages import (
    Admission,
    Admitted,
    AnyStanding,
    Asked,
    Expired,
    JoinAsk,
    Locked,
    Refused,
    Waiting,
)
from queue_server.pairing.words import Words
from queue_server.terminals.registry import Part

NOT_OURS = "收到的答复不是这个大厅给的，请换一个新码再试"


@dataclass(frozen=True, slots=True)
class Joined:
    """The terminal is `client` of the hall; `plan` are the plan's files by their paths, `hall.toml` among them."""

    client: str
    credential: Credential
    plan: Mapping[str, bytes]


Outcome = Waiting | Locked | Expired | Refused | Joined


class Joining:
    """Made with a key pair and a code of its own; a new try is a new object. `poll` blocks for seconds at most.

    The code and the words are to be shown until `expires_at` (`time.monotonic`), which is ten minutes away.
    """

    def __init__(self, door: Door, part: Part, name: str) -> None:
        """Asks the hall to be let in; takes a second.

        Raises:
            DoorError: the hall cannot be asked, or will not hear of it; in Chinese.
        """
        at_door = door.look()
        self._door = door
        self._authority = at_door.authority
        self._key = new_key()
        self.code = new_code()
        asked_for = request(self._key, name)
        self._secret = CodeKey(self.code, public_key_of(asked_for), self._authority.encode())
        proof = self._secret.proof(part, name)
        ask = JoinAsk(request=asked_for.decode(), part=part, name=name, proof=proof)
        self.expires_at = time.monotonic() + VALID_S
        asked = door.ask("POST", "/pairing", Asked, msgspec.json.encode(ask))
        if isinstance(asked, Refused):
            raise DoorError(asked.sentence)
        self._id = asked.id

    @property
    def words(self) -> Words:
        """The four words that the hall shows too."""
        return self._secret.words

    def poll(self) -> Outcome:
        """How it stands now; `Waiting` too while the hall cannot be reached."""
        if time.monotonic() >= self.expires_at:
            return Expired()
        try:
            standing = self._door.ask("GET", f"/pairing/{self._id}", AnyStanding)  # type: ignore[arg-type]
        except DoorError:
            return Waiting()
        return self._joined(standing.sealed) if isinstance(standing, Admitted) else standing

    def _joined(self, sealed: bytes) -> Joined | Refused:
        try:
            plain = self._secret.opened(sealed, self._id)
            admission = msgspec.json.decode(plain, type=Admission)
        except (WrongAnswerError, msgspec.MsgspecError):
            return Refused(sentence=NOT_OURS)
        if not is_for(admission.certificate.encode(), self._key, self._authority.encode()):
            return Refused(sentence=NOT_OURS)
        if not all(map(is_beside_the_plan, admission.plan)):
            return Refused(sentence=NOT_OURS)
        credential = Credential(
            hall=admission.hall,
            client=admission.client,
            host=self._door.host,
            port=admission.wire_port,
            password=admission.password,
            papers=self._papers(admission.papers),
            tls=TlsAccess(authority=self._authority, certificate=admission.certificate, key=self._key.decode()),
        )
        return Joined(admission.client, credential, admission.plan)

    def _papers(self, papers: PapersAccess | None) -> PapersAccess | None:
        """Papers go where the hall was reached."""
        return replace(papers, address=f"https://{self._door.at}") if papers else None


def is_beside_the_plan(path: str) -> bool:
    """Whether a file of that path lies in the plan's folder, and nowhere else."""
    known = PurePosixPath(path)
    return bool(known.parts) and not known.is_absolute() and ".." not in known.parts
