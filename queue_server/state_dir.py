"""The server's own folder: its journal, its broker's files and the secrets that it made for itself and its clients."""

import contextlib
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from queue_server.contract.credential import Credential, PapersAccess, load_credential
from queue_server.contract.plan import Plan

CREDENTIAL_TIMEOUT_S = 30.0
HOST = "127.0.0.1"
"""Where clients on the server's own machine reach it."""
PRACTICE = "practice"
"""The folder of what the hall did while it practised; it practises while `on` lies in it."""
BACKED_UP = "backed-up"
"""A file that was touched when the folder was last backed up."""
PROMISES = "promises"
"""The folder of what everybody was told, day by day."""


class StateDir:
    """The folder at `path`; what is missing in it is made on first use, readable by this user alone."""

    def __init__(self, path: Path) -> None:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = path
        self.practises = practises(path)
        self.hall = path / PRACTICE if self.practises else path
        """Where what happens in the hall is kept: journal, promises, papers, the key of its tickets' pages."""

    @property
    def is_switched(self) -> bool:
        """Whether the hall has begun or ended practice since this was made: who uses it has to leave."""
        return practises(self.path) != self.practises

    @property
    def journal(self) -> Path:
        """The journal's database."""
        return self.hall / "journal.sqlite"

    @property
    def broker(self) -> Path:
        """The broker's folder."""
        return self.path / "broker"

    @property
    def clients(self) -> Path:
        """The folder of the clients' credentials."""
        return self.path / "clients"

    def credential_path(self, client: str) -> Path:
        """Where the credential of `client` lies."""
        return self.clients / f"{client}.json"

    def awaited_credential(self, client: str) -> Credential:
        """The credential of `client`, which the server makes at its first start.

        Raises:
            SystemExit: the server never made it; with one plain sentence.
        """
        path = self.credential_path(client)
        deadline = time.monotonic() + CREDENTIAL_TIMEOUT_S
        while not path.exists():
            if time.monotonic() > deadline:
                raise SystemExit(f"{path}：没有凭据，请先启动总台")
            time.sleep(0.1)
        return load_credential(path)

    def password(self, client: str) -> str:
        """What `client` signs in with now; empty for one without a credential."""
        path = self.credential_path(client)
        return load_credential(path).password if path.exists() else ""

    def new_password(self, client: str) -> str:
        """Another password for a client that has a credential; the one before is good nowhere any more."""
        path = self.credential_path(client)
        fresh = msgspec.structs.replace(load_credential(path), password=secrets.token_urlsafe(24))
        write_private(path, msgspec.json.encode(fresh))
        return fresh.password

    def page_secret(self) -> bytes:
        """The key from which ticket pages get their unguessable addresses; practice has another one."""
        return made_once(self.hall / "page.secret", lambda: secrets.token_bytes(32))

    def credentials(self, plan: Plan, papers: PapersAccess | None = None) -> dict[str, Credential]:
        """The credentials of all clients of the plan; passwords are kept, the broker's port follows the plan.

        Kiosks, and only they, are told how to bring `papers`.
        """
        kiosks = {kiosk.id for kiosk in plan.kiosk}
        return {
            client: self._credential(plan, client, papers if client in kiosks else None) for client in plan.clients()
        }

    def _credential(self, plan: Plan, client: str, papers: PapersAccess | None) -> Credential:
        path = self.credential_path(client)
        held = load_credential(path) if path.exists() else None
        credential = Credential(
            hall=plan.hall.id,
            client=client,
            host=HOST,
            port=plan.hall.broker_port,
            password=held.password if held else secrets.token_urlsafe(24),
            papers=papers,
        )
        if credential != held:
            write_private(path, msgspec.json.encode(credential))
        return credential


def practises(path: Path) -> bool:
    """Whether the hall whose folder is `path` practises."""
    return (path / PRACTICE / "on").exists()


def made_once(path: Path, fresh: Callable[[], bytes]) -> bytes:
    """The content of the file, which is made where it is missing; of several makers at once the first one's stays."""
    if not path.exists():
        made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        write_private(made, fresh())
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(made)
        made.unlink()
    return path.read_bytes()


def write_private(path: Path, content: bytes) -> None:
    """Writes the file whole or not at all, readable by this user alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_suffix(path.suffix + ".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
