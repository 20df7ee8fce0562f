"""The names and the secrets of a hall that no support file may have, from its plan and its own folder."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from queue_server.contract.accounts import Account
from queue_server.contract.credential import Credential
from queue_server.contract.plan import Plan
from queue_server.support.scrubbing import Scrubber


def scrubber_of(plan: Plan, state: Path, people: Iterable[Account] = ()) -> Scrubber:
    """Knows everybody of the plan and `people`, and what clients sign in with; other secrets are long words."""
    names = {clerk.name: clerk.id for clerk in plan.clerk} | {one.name: one.id for one in people}
    machines = (*plan.clients(), *(device.id for device in plan.device))
    return Scrubber(names, _passwords(state), (plan.hall.id, *machines, *_drivers(plan)))


def _drivers(plan: Plan) -> Iterator[str]:
    for device in plan.device:
        yield from (device.driver, device.kind)


def _passwords(state: Path) -> Iterator[str]:
    for file in sorted((state / "clients").glob("*.json")):
        with contextlib.suppress(OSError, msgspec.DecodeError):
            yield msgspec.json.decode(file.read_bytes(), type=Credential).password
    for file in sorted(state.glob("*.token")):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            yield file.read_text(encoding="ascii").strip()
