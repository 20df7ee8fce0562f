"""Small releases with a journal beside them, and the boxes that run them: in this process, or as real children."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from provisioning.bundle.building import build
from provisioning.bundle.collecting import Source
from provisioning.bundle.unpacking import CURRENT, point, stage
from provisioning.environment import PYTHON
from provisioning.update.record import Record
from queue_server.contract import commands
from queue_server.journal.copying import follows
from tests.desk.counter import Counter, ask
from tests.provisioning.bundle.sticks import PRIVATE, PUBLIC
from tests.queueing.sample import MORNING

HALL = "lianxi"
OLD, NEW = "2026.12.1", "2026.12.2"
TICKETS = 3
RUNS = """import pathlib, sys, time
state = pathlib.Path(sys.argv[1])
while True:
    (state / "runs.new").write_text("{version}")
    (state / "runs.new").replace(state / "runs")
    time.sleep(0.05)
"""
CHECKS = """import sys
sys.exit(0 if "schema = {schema}" in open(sys.argv[-1]).read() else "新的大厅配置要写 schema = {schema}")
"""


def bundle(folder: Path, version: str, *, program: str = RUNS, schema: int = 1) -> Path:
    """A bundle of a release whose part is `program`, and whose check takes plans of that schema."""
    texts = {
        "software/hall.py": program.format(version=version),
        "software/provisioning/__main__.py": CHECKS.format(schema=schema),
        "plan/hall.toml": f"schema = {schema}\n",
    }
    sources = []
    for number, (path, text) in enumerate(texts.items()):
        file = folder / f"{version}-{number}"
        file.write_text(text)
        sources.append(Source(path, file))
    out = folder / f"hall-{version}.bundle"
    build(sources, version, HALL, PRIVATE, out)
    return out


def plain_environment(release: Path) -> None:
    """The interpreter of the tests in the place of the release's own."""
    python = release / "software" / PYTHON
    python.parent.mkdir(parents=True, exist_ok=True)
    python.unlink(missing_ok=True)
    python.symlink_to(sys.executable)


@dataclass(frozen=True)
class Installed:
    """A box in `folder`, on which the old release is installed, with a plan and some tickets in its journal."""

    folder: Path

    @property
    def root(self) -> Path:
        """Where the releases are."""
        return self.folder / "root"

    @property
    def record(self) -> Record:
        """Where an update stands."""
        return Record(self.folder / "update")

    @property
    def state(self) -> Path:
        """The hall's own folder."""
        return self.folder / "state"

    @property
    def journal(self) -> Path:
        """The hall's journal."""
        return self.state / "journal.sqlite"

    @property
    def plan(self) -> Path:
        """The plan in force."""
        return self.state / "hall.toml"

    @property
    def current(self) -> str:
        """The version that runs."""
        return (self.root / CURRENT).resolve().name

    def tickets(self) -> int:
        """How many tickets the journal has."""
        with closing(sqlite3.connect(self.journal)) as connection:
            (count,) = connection.execute("SELECT count(*) FROM tickets").fetchone()
        return int(count)


def install(folder: Path) -> Installed:
    """Such a box, made new."""
    box = Installed(folder)
    box.state.mkdir(parents=True)
    box.plan.write_text("schema = 1\n")
    counter = Counter(box.journal)
    counter.desk.handle([ask(commands.TakeTicket(matter="A1")) for _ in range(TICKETS)], MORNING)
    counter.journal.close()
    point(box.root, CURRENT, stage(bundle(folder, OLD), PUBLIC, box.root).version)
    plain_environment(box.root / CURRENT)
    return box


def copied(box: Installed, folder: Path) -> Installed:
    """The same box once more."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(box.folder, folder, symlinks=True)
    return Installed(folder)


@dataclass
class Reckoned:
    """A box without processes: each release of `ill` is ill, and makes the journal one that only it can read."""

    box: Installed
    ill: frozenset[str] = frozenset()
    quiet: bool = True
    asked: int = field(default=0, init=False)

    def is_quiet(self) -> bool:
        """As it was made, and quiet when it is asked again."""
        self.asked += 1
        return self.quiet or self.asked > 1

    def there(self) -> tuple[str, ...]:
        """One kiosk."""
        return ("kiosk-1",)

    def stop(self) -> None:
        """Nothing runs."""

    def start(self) -> None:
        """What an ill release does at its start."""
        if self.box.current in self.ill:
            with closing(sqlite3.connect(self.box.journal)) as connection, connection:
                connection.execute("UPDATE alembic_version SET version_num = '9999'")
                connection.execute("DELETE FROM tickets")

    def ails(self, there: Sequence[str]) -> tuple[str, ...]:
        """Of an ill release, that it is."""
        return ("消息服务没有回答",) if self.box.current in self.ill else ()


class Children:
    """A box whose one part is a real process of the release that is current."""

    def __init__(self, box: Installed) -> None:
        self._box = box
        self._child: subprocess.Popen[bytes] | None = None

    def is_quiet(self) -> bool:
        """Always."""
        return True

    def there(self) -> tuple[str, ...]:
        """Nobody."""
        return ()

    def stop(self) -> None:
        """Ends the process."""
        if self._child is not None:
            self._child.terminate()
            self._child.wait(timeout=20)
            self._child = None

    def start(self) -> None:
        """Starts it, unless it runs."""
        if self._child is None:
            software = self._box.root / CURRENT / "software"
            command = [str(software / PYTHON), "-S", str(software / "hall.py"), str(self._box.state)]
            self._child = subprocess.Popen(command)

    def ails(self, there: Sequence[str]) -> tuple[str, ...]:
        """Whether the process runs, is of the right release, and the journal is what it was."""
        assert self._child is not None
        if self._child.poll() is not None:
            return ("大厅总台停下了",)
        runs = self._box.state / "runs"
        if not runs.exists() or runs.read_text() != self._box.current:
            return ("大厅总台还没有起来",)
        return () if follows(self._box.journal, self._box.record.journal) else ("流水和换版本以前的对不上",)
