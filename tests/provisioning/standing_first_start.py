"""A first start in a process of its own: simulated machines, a hall that lets boxes in, and a stand-in for root."""

import contextlib
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from devices.bench.places import Places
from devices.simulator import PrinterSimulator
from kiosk.setup.happenings import KeptOut
from kiosk.setup.values import Hall, Part
from provisioning.first_start.errands import World
from provisioning.first_start.pairing import Admitted
from provisioning.first_start.running import Panel, local_now, run
from provisioning.township import CALENDAR, TEMPLATE
from provisioning.wishes import WISH, Done, Wish, WishError, read_wish, write_done
from queue_server.contract.credential import Credential
from tests.kiosk.glass import Glass
from tests.provisioning.first_start_script import Stage
from tests.running_hall import ROOT

SIZE = (720, 1280)
HALL = Hall(host="127.0.0.1", port=8443, name="蒲阳镇便民服务大厅")
LET_IN = "let-in"
"""Once this file is in the folder, somebody at the hall has typed the code."""


class Root:
    """Answers every wish in `folder` well, and stands at the hall's port then, as root and its units would."""

    def __init__(self, folder: Path, port: int) -> None:
        self.wishes: list[Wish] = []
        self._folder, self._port, self._over = folder, port, threading.Event()
        self._listening: socket.socket | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Root goes, and the port with it."""
        self._over.set()
        self._thread.join(10)
        if self._listening is not None:
            self._listening.close()

    def _run(self) -> None:
        while not self._over.wait(0.05):
            with contextlib.suppress(WishError):
                wish = read_wish(self._folder)
                if wish is not None:
                    self._stand()
                    self.wishes.append(wish)
                    write_done(self._folder, Done(wish=wish.id, well=True, sentence="好了"))
                    (self._folder / WISH).unlink()

    def _stand(self) -> None:
        with contextlib.suppress(OSError):  # some other hall stands there already
            self._listening = socket.create_server(("127.0.0.1", self._port))


class StandingFirstStart:
    """What a technician stands before; `printer` is the slip printer that is plugged in."""

    def __init__(self, folder: Path, port: int = 18830) -> None:
        self.folder = folder
        by_id = folder / "machine" / "dev" / "serial" / "by-id"
        by_id.mkdir(parents=True)
        self.printer = PrinterSimulator(folder / "printer")
        (by_id / "usb-slip-printer").symlink_to(folder / "printer")
        self.setup = folder / "setup"
        self.setup.mkdir()
        self.root = Root(self.setup, port)
        self.glass = Glass(*SIZE)
        self._trace = folder / "trace.jsonl"
        self.start()

    def start(self) -> None:
        """Switches the box on."""
        environment = self.glass.environment | {"TINGHAO_TRACE": str(self._trace)}
        command = [sys.executable, "-m", "tests.provisioning.standing_first_start", str(self.folder)]
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self.stage = Stage(self._trace, SIZE, environment)

    def cut_power(self) -> None:
        """The box goes off at once."""
        self.process.kill()
        self.process.wait()
        self._trace.unlink()

    def close(self) -> None:
        """Everything of it ends."""
        self.process.kill()
        self.process.wait()
        self.root.close()
        self.printer.close()
        self.glass.__exit__(None, None, None)


@dataclass
class _Try:
    code: str
    words: tuple[str, ...]
    expires_at: float
    folder: Path

    def poll(self) -> Admitted | KeptOut | None:
        """Let in as soon as the file says so."""
        if not (self.folder / LET_IN).exists():
            return None
        way_in = Credential(hall="township", client="kiosk-1", host="127.0.0.1", port=18830, password="for-tests-only")
        plan = {"hall.toml": TEMPLATE.read_bytes(), CALENDAR.name: CALENDAR.read_bytes()}
        return Admitted("kiosk-1", way_in, plan)


class OneHall:
    """A hall around, in the place of `provisioning.joining`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def halls(self) -> tuple[Hall, ...]:
        return (HALL,)

    def knock(self, hall: Hall, part: Part, name: str) -> _Try | KeptOut:
        """Always asks for the same code."""
        return _Try("K7MQ4RTX", ("春风", "大海", "高山", "明月"), time.monotonic() + 600.0, self._folder)


def main(folder: Path) -> int:
    """The box itself."""
    machine = folder / "machine"
    world = World(
        folder=folder / "setup",
        key=folder / "bundle.pub",
        places=Places(dev=machine / "dev", sys=machine / "sys"),
        sticks=(folder / "sticks",),
        doorway=lambda: OneHall(folder),
        local=local_now,
    )
    return 0 if run(world, Panel(SIZE, False, 21.5)) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
