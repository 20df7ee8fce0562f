"""Does what a first start asks the world for, on threads, and tells what came of it."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import assert_never

import msgspec

from devices.bench.places import Places
from kiosk.screens.setting import screen_size
from kiosk.setup import effects as e
from kiosk.setup import happenings as h
from kiosk.setup.state import Setup
from kiosk.setup.steps import Code
from kiosk.setup.values import Hall
from provisioning.first_start import drafting, sticks
from provisioning.first_start.address import page_address
from provisioning.first_start.becoming import first_box, joined_box
from provisioning.first_start.drafting import DraftError
from provisioning.first_start.finding import machines
from provisioning.first_start.fresh import fresh_pin
from provisioning.first_start.keeping import Kept
from provisioning.first_start.knocking import Knocking
from provisioning.first_start.pairing import Admitted, Doorway
from provisioning.first_start.papers import code_paper, people_paper
from provisioning.first_start.printing import print_paper
from provisioning.first_start.testing import Box, Progress, selftest
from provisioning.first_start.wishing import ask, new_id
from provisioning.wishes import SetClock, Wish
from queue_server.contract.plan import PlanError, parse

UPRIGHT = (1080, 1920)
NO_PLAN = "大厅配置找不到了，请返回再做一次"


@dataclass(frozen=True)
class World:
    """Where things are: the folder of wishes, the key for bundles, the system's machines, mounted sticks, halls."""

    folder: Path
    key: Path
    places: Places
    sticks: tuple[Path, ...]
    doorway: Callable[[], Doorway]
    local: Callable[[], datetime]


class Errands:
    """One errand after another may be under way; each tells by itself.

    Args:
        tell: takes what happened, from any thread.
        leave: the first start is over.
    """

    def __init__(
        self, world: World, kept: Kept, tell: Callable[[h.Happening], None], leave: Callable[[], None]
    ) -> None:
        self._world, self._kept, self._tell, self._leave = world, kept, tell, leave
        self._knocking: Knocking | None = None

    def do(self, effect: e.Effect, setup: Setup) -> None:
        """Begins with it and returns at once."""
        match effect:
            case e.LookForMachines():
                self._begin(lambda: h.MachinesFound(machines(self._world.places)))
            case e.LookAtSticks():
                self._begin(lambda: h.SticksSeen(sticks.offers(self._world.sticks)))
            case e.DraftPlan(place, path):
                self._begin(lambda: self._draft(place, path, setup))
            case e.SetClock(at):
                self._begin(lambda: self._ask(SetClock(id=new_id(), at=at.replace(tzinfo=self._world.local().tzinfo))))
            case e.Apply():
                self._begin(lambda: self._apply(setup))
            case e.RunTests():
                threading.Thread(target=self._test, args=(setup,), name="self-test", daemon=True).start()
            case e.PrintCode():
                self._print_code(setup)
            case e.PrintPeople():
                name = setup.summary.hall if setup.summary else setup.hall.name if setup.hall else ""
                address = setup.summary.address if setup.summary else ""
                paper = people_paper(name, setup.people, setup.door_pin, address)
                self._begin(lambda: h.PinsPrinted(print_paper(setup.machines, paper)))
            case e.ListenForHalls():
                self._begin(lambda: h.HallsHeard(self._world.doorway().halls()))
            case e.Knock():
                self._knock(setup)
            case e.StopKnocking():
                if self._knocking is not None:
                    self._knocking.stop()
            case e.Leave():
                self._kept.forget()
                self._leave()
            case _:
                assert_never(effect)

    def _begin(self, errand: Callable[[], h.Happening]) -> None:
        threading.Thread(target=lambda: self._tell(errand()), name="errand", daemon=True).start()

    def _draft(self, place: str, path: str, setup: Setup) -> h.PlanRead | h.WorkFailed:
        try:
            files = (
                drafting.from_stick(Path(path), self._world.key)
                if path
                else drafting.from_template(place, page_address(), setup.machines, screen_size() or UPRIGHT)
            )
            self._kept.keep_draft(files)
        except DraftError as error:
            return h.WorkFailed(error.sentences)
        except OSError as error:
            return h.WorkFailed((f"写不了大厅配置（{error}），请关机再开机，再试一次",))
        return drafting.told(files)

    def _apply(self, setup: Setup) -> h.WorkDone | h.WorkFailed:
        try:
            files = self._kept.draft()
            if setup.joins:
                return self._ask(joined_box(new_id(), setup, self._kept.credential(), files))
            return self._ask(first_box(new_id(), setup, files))
        except (OSError, msgspec.DecodeError, PlanError, UnicodeDecodeError):
            return h.WorkFailed((NO_PLAN,))

    def _ask(self, wish: Wish) -> h.WorkDone | h.WorkFailed:
        return ask(self._world.folder, wish)

    def _test(self, setup: Setup) -> None:
        for progress in self._tests(setup):
            self._tell(progress if isinstance(progress, h.NowTesting) else h.Tested(progress))
        self._tell(h.TestsOver())

    def _tests(self, setup: Setup) -> Iterator[Progress]:
        hall = parse(self._kept.draft()[drafting.PLAN].decode()).hall
        host, port = "127.0.0.1", hall.broker_port
        if setup.joins:
            credential = self._kept.credential()
            host, port = credential.host, credential.port
        box = Box(setup.machines, host, port, self._world.folder, self._world.local, hall.name, hall.timezone)
        yield from selftest(box)

    def _knock(self, setup: Setup) -> None:
        if self._knocking is None:
            self._knocking = Knocking(self._world.doorway(), self._tell, self._let_in)
        if setup.hall is not None:
            self._knocking.begin(setup.hall, setup.part, socket.gethostname())

    def _let_in(self, admitted: Admitted, hall: Hall) -> h.LetIn:
        self._kept.keep_draft(dict(admitted.plan))
        self._kept.keep_credential(admitted.credential)
        name = parse(admitted.plan[drafting.PLAN].decode()).hall.name
        return h.LetIn(admitted.client, name or hall.name, fresh_pin())

    def _print_code(self, setup: Setup) -> None:
        if isinstance(setup.step, Code):
            until = self._world.local() + timedelta(seconds=setup.step.until - setup.at)
            hall = setup.hall.name or setup.hall.host if setup.hall else ""
            paper = code_paper(hall, setup.step.code, setup.step.words, until)
            threading.Thread(target=print_paper, args=(setup.machines, paper), name="code paper", daemon=True).start()
