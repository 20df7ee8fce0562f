"""The hall gets its machines: by a plan that is changed while it is open, and tested with them."""

import json
import subprocess
from contextlib import suppress
from subprocess import PIPE
from typing import Any

from kiosk.selftest.paper_loop import LOOP, PRINTER
from kiosk.selftest.way_to_hall import NETWORK, SERVER
from tests.booted.box import BoxError
from tests.booted.equipment import BOARD, READER, SLIPS, TABLES
from tests.booted.proof import Proof

AROUND_THE_CLOCK = 'prefix = "J"'
SELFTEST_TIMEOUT_S = 180.0
Findings = dict[str, dict[str, Any]]


class Equipping:
    """The steps between the first start and the first visitor."""

    def __init__(self, proof: Proof) -> None:
        self._proof, self._machines = proof, proof.hall_machines

    def the_plan_is_changed_while_the_hall_is_open(self) -> str:
        """Machines, a box at a window and a service on every day come into the open hall's plan, by one command."""
        hall = self._proof.hall
        hall.run("sh", "-c", "rm -rf /root/plan && cp -r /var/lib/tinghao/plan /root/plan")
        hall.run("sed", "-i", f"s/^{AROUND_THE_CLOCK}$/&\\nevery_day = true/", "/root/plan/hall.toml")
        hall.run("sh", "-c", "cat >>/root/plan/hall.toml", said=TABLES)
        return " ".join(hall.run("tinghao", "plan", "/root/plan/hall.toml").split())

    def the_hall_tests_itself(self) -> str:
        """The self-test by command finds printer, reader, board and broker well while a person holds the page."""
        self._machines.plug_in()
        found = self._tested("45")
        well = {check: self._state(found, check) for check in (PRINTER, LOOP, NETWORK, SERVER)}
        well |= {check: one["state"] for check, one in found.items() if BOARD in check or READER in check}
        assert len(well) == 6, found
        assert set(well.values()) == {"ok"}, found
        paper = self._machines.paper(SLIPS, self._machines.newest(SLIPS))
        (self._proof.pictures / "3-test-page.png").write_bytes(paper)
        others = [f"{check} {one['state']}" for check, one in found.items() if check not in well]
        return f"{', '.join(well)} well; {', '.join(others)}"

    def a_pulled_printer_is_told(self) -> str:
        """The printer's cable is pulled: the self-test says that it is broken and what to do, until it is back."""
        self._machines.pull(SLIPS)
        found = self._tested("1")
        self._machines.pull(SLIPS, out=False)
        printer = found[PRINTER]
        assert (printer["state"], printer["picture"]) == ("broken", "serial"), found
        assert printer["remedy"], found
        assert self._state(found, LOOP) == "broken", found
        return f"{printer['words']}：{printer['remedy']}"

    def _tested(self, hold_s: str) -> Findings:
        """What the self-test found, while a person holds each new page before the reader."""
        inside = [*self._proof.hall.inside, "timeout", f"{SELFTEST_TIMEOUT_S:.0f}"]
        last = self._machines.newest(SLIPS)
        testing = subprocess.Popen(
            [*inside, "tinghao", "selftest", "--json", "--hold-s", hold_s], stdout=PIPE, stderr=PIPE, text=True
        )
        while testing.poll() is None:
            if (newest := self._machines.newest(SLIPS)) != last:
                last = newest
                self._machines.hold(self._machines.paper(SLIPS, newest), READER)
            with suppress(subprocess.TimeoutExpired):
                testing.wait(0.5)
        said, complaints = testing.communicate()
        if testing.returncode not in (0, 1):
            raise BoxError(f"the self-test ended with {testing.returncode}: {complaints}")
        return {one["check"]: one for one in json.loads(said.splitlines()[-1])["findings"]}

    @staticmethod
    def _state(found: Findings, check: str) -> str:
        assert check in found, found
        return str(found[check]["state"])
