"""Which terminal a box is, and what of it is stopped meanwhile and comes back whatever happens."""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from provisioning.box import Box
from provisioning.selftest.units import stopped, units_with_machines
from provisioning.selftest.which import of_box
from queue_server.contract.credential import Credential

AGENT, KIOSK = "tinghao-agent.service", "tinghao-kiosk@kiosk-1.service"
ALL_IN_ONE = Box(parts={"hall": "server", "kiosk": "kiosk-1"})


@dataclass
class Machine:
    """Units of a machine: which run, what was done with them, which refuse."""

    running: set[str]
    refusing: frozenset[str] = frozenset()
    done: list[str] = field(default_factory=list)

    def runs(self, unit: str) -> bool:
        return unit in self.running

    def stop(self, unit: str) -> None:
        self.done.append(f"stop {unit}")
        if unit in self.refusing:
            raise OSError(unit)
        self.running.discard(unit)

    def start(self, unit: str) -> None:
        self.done.append(f"start {unit}")
        self.running.add(unit)


def test_what_has_machines_open_is_known_by_the_box() -> None:
    assert units_with_machines(ALL_IN_ONE) == (AGENT, KIOSK)
    assert units_with_machines(Box(parts={"display": "display-1"})) == ()
    assert units_with_machines(Box(parts={"window": "window-1"})) == ("tinghao-window@window-1.service",)


def test_only_what_runs_is_stopped_and_it_runs_again_afterwards() -> None:
    machine = Machine({KIOSK})
    with stopped((AGENT, KIOSK), machine):
        assert machine.running == set()
    assert machine.done == [f"stop {KIOSK}", f"start {KIOSK}"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_it_runs_again_whatever_happens(error: type[BaseException]) -> None:
    machine = Machine({AGENT, KIOSK})
    with pytest.raises(error), stopped((AGENT, KIOSK), machine):
        raise error
    assert machine.running == {AGENT, KIOSK}


def test_one_that_does_not_stop_leaves_none_of_the_others_down() -> None:
    machine = Machine({AGENT, KIOSK}, frozenset({KIOSK}))
    with pytest.raises(OSError, match=KIOSK), stopped((AGENT, KIOSK), machine):
        pytest.fail("nothing is looked at")
    assert machine.running == {AGENT, KIOSK}


@pytest.mark.parametrize(
    ("parts", "client", "terminals"),
    [
        ({"hall": "server", "kiosk": "kiosk-1"}, "kiosk-1", {"kiosk-1", "agent"}),
        ({"hall": "server", "display": "display-1"}, "display-1", {"display-1", "agent"}),
        ({"hall": "server"}, "agent", {"agent"}),
    ],
)
def test_a_box_is_looked_at_as_its_terminal_and_a_hall_alone_as_its_agent(
    tmp_path: Path, parts: dict[str, str], client: str, terminals: set[str]
) -> None:
    clients = tmp_path / "var/lib/tinghao/clients"
    clients.mkdir(parents=True)
    own = tmp_path / "var/lib/tinghao-kiosk-1"
    own.mkdir()
    known = Credential(hall="h", client=client, host="127.0.0.1", port=1, password="x")
    (clients / f"{client}.json").write_bytes(msgspec.json.encode(known))
    which = of_box(msgspec.convert({"parts": parts}, Box), tmp_path)
    assert (which.credential, set(which.terminals)) == (known, terminals)
    assert which.plan == tmp_path / "var/lib/tinghao/plan/hall.toml"
    assert which.state == (own if client == "kiosk-1" else tmp_path / "var/lib/tinghao")


def test_a_joined_box_whose_credential_cannot_be_opened_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"打不开 .*kiosk-2\.cred|systemd-creds"):
        of_box(Box(parts={"kiosk": "kiosk-2"}), tmp_path)
