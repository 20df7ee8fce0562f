"""The next release's server: this one's files with one more kind of event, field, column and table, run for real."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.running_hall import ROOT

EDITS = {
    "journal/tables.py": [
        ('REVISION = "0004"', 'REVISION = "0005"'),
        (
            '    Column("score", Integer, nullable=False, server_default="0"),\n',
            '    Column("score", Integer, nullable=False, server_default="0"),\n'
            '    Column("language", String, nullable=False, server_default="zh"),\n',
        ),
    ],
    "journal/rows.py": [('"score": live.score,\n', '"score": live.score,\n        "language": "bo",\n')],
    "queueing/events/of_the_day.py": [
        (
            "NumbersEvent = ",
            "class HallGreeted(Happened, frozen=True, kw_only=True):\n    words: str\n\n\nNumbersEvent = ",
        )
    ],
    "queueing/events/of_tickets.py": [
        ('    responsible: str = ""\n', '    responsible: str = ""\n    language: str = "bo"\n')
    ],
    "queueing/events/__init__.py": [
        ("    DayReopened,\n    NumbersEvent", "    DayReopened,\n    HallGreeted,\n    NumbersEvent"),
        ("    DayOpened\n    |", "    HallGreeted\n    | DayOpened\n    |"),
    ],
    "queueing/apply.py": [
        (
            "        case events.TicketTaken():",
            "        case events.HallGreeted():\n            pass\n        case events.TicketTaken():",
        )
    ],
}
MIGRATION = '''"""The language of a ticket, and a table that nobody knew."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", sa.Column("language", sa.String, nullable=False, server_default="zh"))
    op.create_table("greetings", sa.Column("words", sa.String, primary_key=True))
'''
DAY = '''"""Takes a ticket, greets the hall, and tells the numbers that wait and where the chain is broken."""
import sys
from datetime import timedelta
from pathlib import Path
from queue_server.contract import commands
from queue_server.journal import Batch, Entry
from queue_server.queueing.events import HallGreeted
from tests.desk.counter import Counter
from tests.queueing.sample import MORNING
counter = Counter(Path(sys.argv[1]))
counter.do(commands.TakeTicket(matter="A1"), at=MORNING + timedelta(minutes=int(sys.argv[2])))
at = counter.now
counter.journal.append(Batch((Entry(counter.journal.head + 1, at, HallGreeted(words="您好")),), (), ()))
counter.restart()
print(",".join(counter.desk.hall.tickets), counter.journal.verify())
'''


class NextRelease:
    """It lies in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        server = folder / "queue_server"
        shutil.copytree(ROOT / "queue_server", server, ignore=shutil.ignore_patterns("__pycache__", "web"))
        for name, edits in EDITS.items():
            text = (server / name).read_text(encoding="utf-8")
            for old, new in edits:
                assert old in text, (name, old)
                text = text.replace(old, new, 1)
            (server / name).write_text(text, encoding="utf-8")
        (server / "journal/migrations/versions/m0005_language.py").write_text(MIGRATION, encoding="utf-8")
        (folder / "assets").symlink_to(ROOT / "assets")
        (folder / "day.py").write_text(DAY, encoding="utf-8")

    def takes_a_ticket(self, journal: Path, minute: int) -> str:
        """The numbers that wait after it, and where the chain is broken."""
        return subprocess.run(
            [sys.executable, str(self._folder / "day.py"), str(journal), str(minute)],
            env={"PYTHONPATH": f"{self._folder}:{ROOT}", "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=self._folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout.splitlines()[-1]
