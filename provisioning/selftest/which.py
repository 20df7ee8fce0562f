"""Which terminal a self-test is of: the one that this box was made, or one that is named by its files."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import msgspec

from provisioning import places
from provisioning.box import Box, Part
from queue_server.contract.credential import Credential, load_credential

AGENT = "agent"
SEALED_AS = "hall.json"
"""The name that a joined box's credential was sealed under."""
IN_ORDER: tuple[Part, ...] = ("kiosk", "display", "window")
UNSEAL_S = 60.0


@dataclass(frozen=True)
class Which:
    """The terminal: its plan, its credential, its own folder, and whose machines are at the box."""

    plan: Path
    credential: Credential
    state: Path
    terminals: frozenset[str]


def named(plan: Path, credential: Path, state: Path | None, *, with_agent: bool) -> Which:
    """The terminal of these files.

    Raises:
        OSError, msgspec.DecodeError: the credential cannot be read.
    """
    known = load_credential(credential)
    return Which(plan, known, state or credential.parent, frozenset({known.client, *([AGENT] if with_agent else [])}))


def of_box(box: Box, root: Path = Path("/")) -> Which:
    """The terminal that the box below `root` is; a hall without any is its agent.

    Raises:
        OSError, msgspec.DecodeError: its credential cannot be read.
    """
    client = next((box.parts[part] for part in IN_ORDER if part in box.parts), AGENT)
    here = "hall" in box.parts
    state = inside(root, places.STATE)
    credential = load_credential(state / "clients" / f"{client}.json") if here else _unsealed(root, client)
    own = inside(root, places.STATE.with_name(f"{places.STATE.name}-{client}"))
    terminals = frozenset({client, *([AGENT] if here else [])})
    return Which(inside(root, places.PLAN), credential, own if own.is_dir() else state, terminals)


def _unsealed(root: Path, client: str) -> Credential:
    """What the hall gave this box when it joined; only root can open it."""
    file = inside(root, places.SETTINGS) / "credentials" / f"{client}.cred"
    command = ["systemd-creds", "decrypt", f"--name={SEALED_AS}", str(file), "-"]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=UNSEAL_S)
    if ended.returncode:
        raise OSError(f"打不开 {file}：{ended.stderr.decode(errors='replace').strip()}")
    return msgspec.json.decode(ended.stdout, type=Credential)


def inside(root: Path, path: Path) -> Path:
    """The absolute `path` below `root`."""
    return root / path.relative_to("/")
