"""The other box joins the hall: a code and four words on one side, the manager's page on the other."""

import re
import subprocess
import tempfile
import time
from typing import IO

from tests.booted.box import BoxError
from tests.booted.desk import Person
from tests.booted.proof import Proof

INTO = "/root/joined"
JOIN = ("tinghao", "join", "--part", "display", "--name", "候叫区大屏", "--into", INTO)
JOINED_TIMEOUT_S = 120.0
CLIENT, DOOR = "display-1", 8883
WISH = f"""
import pathlib, msgspec
from provisioning.wishes import JoinedBox, write_wish
from queue_server.contract.credential import load_credential
from provisioning.places import SETUP
joined = pathlib.Path("{INTO}")
files = [file for file in (joined / "plan").rglob("*") if file.is_file()]
plan = {{str(file.relative_to(joined / "plan")): file.read_bytes() for file in files}}
credential = load_credential(joined / "{CLIENT}.json")
write_wish(SETUP, JoinedBox(id="joined", client="{CLIENT}", part="display", credential=credential, plan=plan))
"""


class Joining:
    """The steps of the other box."""

    def __init__(self, proof: Proof) -> None:
        self._proof = proof
        self._manager = Person(proof.hall, "manager", "terminals")

    def the_other_box_joins_by_its_code(self) -> str:
        """The other box finds the hall, shows a code and four words, and is let in by the manager who compares them."""
        self._manager.enter(self._proof.hall)
        with tempfile.TemporaryFile("w+") as said:
            joining = subprocess.Popen([*self._proof.other.inside, *JOIN], stdout=said, stderr=said)
            shown = self._shown(joining, said)
            found = self._manager.asks("/api/terminals/code", code=shown["code"])
            assert found.status_code == 200, found.text
            words = found.json()["words"]
            assert list(words) == shown["words"].split(), (words, shown)
            wrong = self._manager.asks("/api/terminals/code", code="2222 2222")
            assert wrong.status_code == 409, wrong.text
            let_in = self._manager.asks("/api/terminals/admit", id=found.json()["id"], client=CLIENT)
            assert let_in.status_code == 200, let_in.text
            if joining.wait(JOINED_TIMEOUT_S):
                said.seek(0)
                raise BoxError(said.read())
        return f"{shown['code']}, {' '.join(words)}"

    def the_other_box_becomes_the_display(self) -> str:
        """The other box becomes what it joined as, its credential sealed, and shows the hall when it is on again."""
        other, unit = self._proof.other, f"tinghao-display@{CLIENT}"
        as_screen = "setpriv --reuid=tinghao-kiosk --regid=tinghao-kiosk --clear-groups"
        other.run("chown", "-R", "tinghao-kiosk:", INTO)
        other.run("mv", INTO, "/var/tmp/joined")
        here = WISH.replace(INTO, "/var/tmp/joined")
        software = "cd /opt/tinghao/current/software"
        other.run("sh", "-c", f'{software} && exec {as_screen} .venv/bin/python -c "$1"', "sh", here)
        other.wait_for("the answer", (other.root / "etc/tinghao/box.json").exists)
        other.shut_down()
        other.boot()
        other.wait_for(unit, lambda: other.tries("systemctl", "is-active", unit).returncode == 0)
        other.run("rm", "-r", "/var/tmp/joined")
        other.wait_for("the display at the hall", self._is_seen, 60.0)
        time.sleep(3.0)  # the picture is kept for people; nothing hangs on it
        self._proof.keep(self._proof.other_glass, "6-display")
        return f"{CLIENT} is connected"

    def a_revoked_box_is_out_within_a_minute(self) -> str:
        """The manager revokes the other box, and it is out within a minute."""
        answer = self._manager.asks("/api/terminals/revoke", client=CLIENT)
        assert answer.status_code == 200, answer.text
        took_s = self._proof.other.wait_for("the end of the connection", lambda: not self._is_seen(), 60.0)
        return f"after {took_s:.0f} s"

    def _is_seen(self) -> bool:
        """Whether the box has a connection to the hall's door for terminals, which stays."""
        door = f"{self._proof.hall.address}:{DOOR}"
        listed = ["ss", "--no-header", "--tcp", "--numeric", "state", "established", "dst", door]
        first = self._proof.other.run(*listed).strip()
        time.sleep(1.0)
        return bool(first) and self._proof.other.run(*listed).strip() == first

    def _shown(self, joining: "subprocess.Popen[bytes]", said: IO[str]) -> dict[str, str]:
        shown: dict[str, str] = {}

        def looks() -> bool:
            if joining.poll() is not None:
                raise BoxError(_whole(said))
            for name, pattern in (("code", r"码　+(\S+ \S+)"), ("words", r"四个词　(.+)")):
                if found := re.search(pattern, _whole(said)):
                    shown[name] = found[1]
            return len(shown) == 2

        self._proof.other.wait_for("a code", looks, 60.0)
        return shown


def _whole(said: IO[str]) -> str:
    said.seek(0)
    return said.read()
