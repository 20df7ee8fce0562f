"""A hall at work: a number at the kiosk, a call from a window, a hung part, a power cut."""

import json
import re
import subprocess
import sys
import time

from tests.bench.processes import ROOT
from tests.booted.box import Box, BoxError
from tests.booted.desk import Person
from tests.booted.equipment import SLIPS
from tests.booted.glass import TRACE
from tests.booted.proof import Proof

SCRIPT = "tests.provisioning.first_start_script"
FIRST_START_TIMEOUT_S = 600
PARTS = ("tinghao-server", "tinghao-web", "tinghao-kiosk@kiosk-1")
HUNG_TIMEOUT_S = 150.0


class Serving:
    """The steps of a hall's day."""

    def __init__(self, proof: Proof) -> None:
        self._proof = proof
        self.numbers: list[str] = []
        self._clerk: Person | None = None

    def the_first_start_makes_a_hall(self) -> str:
        """The first start is done by touches at the glass, and the hall is there."""
        proof, began = self._proof, time.monotonic()
        trace = proof.hall.root / "var/lib/tinghao-setup" / TRACE
        done = subprocess.run(
            [sys.executable, "-m", SCRIPT, trace],
            cwd=ROOT,
            env=proof.hall_glass.environment,
            capture_output=True,
            text=True,
            timeout=FIRST_START_TIMEOUT_S,
            check=False,
        )
        proof.keep(proof.hall_glass, "2-first-start-ended")
        if done.returncode:
            raise BoxError(done.stderr.strip()[-2000:])
        proof.figures |= json.loads(done.stdout.splitlines()[-1])
        for part in PARTS:
            self._awaits(part)
        time.sleep(3.0)  # the picture is kept for people; nothing hangs on it
        proof.keep(proof.hall_glass, "3-kiosk")
        touches, machine_s = (proof.figures[name] for name in ("first_start_touches", "first_start_machine_s"))
        return f"{touches:.0f} touches, {machine_s:.1f} s of the machine's, {time.monotonic() - began:.0f} s in all"

    def a_number_is_taken_at_the_glass(self) -> str:
        """A visitor takes a number at the kiosk by four touches, of the service that is open around the clock."""
        before, machines = set(self.numbers_recorded()), self._proof.hall_machines
        last = machines.newest(SLIPS)
        glass, folder = self._proof.hall_glass, "/var/lib/tinghao-kiosk-1"
        way = ("下一页", "群众接访", "来访接待", "我要取号")
        glass.goes(("回首页", *way) if glass.shows("回首页", folder) else way, folder)
        self._proof.hall.wait_for("a number in the journal", lambda: set(self.numbers_recorded()) > before, 30.0)
        self._proof.hall.wait_for("the slip", lambda: machines.newest(SLIPS) > last, 30.0)
        self._proof.keep(glass, "4-number")
        (self._proof.pictures / "4-slip.png").write_bytes(machines.paper(SLIPS, machines.newest(SLIPS)))
        (number,) = set(self.numbers_recorded()) - before
        self.numbers.append(number)
        return number

    def it_is_called_at_a_window(self) -> str:
        """A clerk signs in over the network, opens the window and calls it."""
        hall, clerk = self._proof.hall, Person(self._proof.hall, "window-1-a", "window-1")
        clerk.enter(hall)
        self._clerk = clerk
        clerk.presses(1, "open")
        called = json.dumps(clerk.presses(1, "next"), ensure_ascii=False)
        assert self.numbers[0] in called, called
        clerk.presses(1, "start", number=self.numbers[0])
        return f"{self.numbers[0]} is served at window 1"

    def a_hung_server_comes_back(self) -> str:
        """A server that hangs is noticed by the watchdog and started again."""
        return self._hangs(self._proof.hall, "tinghao-server")

    def a_hung_kiosk_comes_back(self) -> str:
        """A kiosk that hangs is noticed by the watchdog and started again."""
        return self._hangs(self._proof.hall, "tinghao-kiosk@kiosk-1")

    def a_power_cut_loses_nothing(self) -> str:
        """The power is cut while somebody is served; after the next boot today's numbers are all there."""
        hall, before = self._proof.hall, self.numbers_recorded()
        hall.cut_power()
        hall.boot()
        for part in PARTS:
            self._awaits(part)
        assert self.numbers_recorded() == before, (before, self.numbers_recorded())
        time.sleep(3.0)  # the picture is kept for people; nothing hangs on it
        self._proof.keep(self._proof.hall_glass, "5-after-power-cut")
        return f"{len(before)} of {len(before)} numbers"

    def numbers_recorded(self) -> list[str]:
        """The numbers that the journal knows, by its own tables."""
        query = "import sqlite3; print([n for n, in sqlite3.connect('file:/var/lib/tinghao/journal.sqlite?mode=ro',"
        query += " uri=True).execute('select number from tickets order by number')])"
        said = self._proof.hall.run("/opt/tinghao/current/software/.venv/bin/python", "-c", query)
        return re.findall(r"'(\w+)'", said)

    def _awaits(self, unit: str) -> None:
        hall = self._proof.hall
        hall.wait_for(unit, lambda: hall.tries("systemctl", "is-active", unit).returncode == 0)

    def _hangs(self, box: Box, unit: str) -> str:
        def restarts() -> int:
            return int(box.run("systemctl", "show", "--property=NRestarts", "--value", unit))

        before = restarts()
        box.run("systemctl", "kill", "--signal=STOP", unit)
        took_s = box.wait_for(f"{unit} again", lambda: restarts() > before, HUNG_TIMEOUT_S)
        self._awaits(unit)
        return f"after {took_s:.0f} s"
