"""The other box joins the hall: a code and four words on one side, the manager's page on the other."""

import json
import re
import subprocess
import tempfile
import time
from typing import IO

from tests.booted.box import BoxError
from tests.booted.desk import Person
from tests.booted.equipment import BOARD, BOX, KEYPAD
from tests.booted.proof import Proof
from tests.booted.steps.serving import Serving
from tests.booted.steps.unpacking import INSTALL, INSTALL_TIMEOUT_S

JOINED_TIMEOUT_S = 180.0
DOOR, DISPLAY = 8883, "display-1"


class Joining:
    """The steps of the other box."""

    def __init__(self, proof: Proof, serving: Serving) -> None:
        self._proof, self._serving = proof, serving
        self._manager = Person(proof.hall, "manager", "terminals")

    def the_other_box_joins_by_its_code(self) -> str:
        """The other box finds the hall, shows a code and four words, and is let in by the manager who compares them."""
        self._manager.enter(self._proof.hall)
        return self._joins("window", BOX, "二号窗口")

    def the_next_number_is_called_by_its_keypad(self) -> str:
        """The other box, switched off and on, is a window: its keypad calls the next number, and the board says so."""
        other, machines = self._proof.other, self._proof.other_machines
        machines.plug_in()
        other.shut_down()
        other.boot()
        other.wait_for("the box at the hall", self._is_seen, 60.0)
        number = self._serving.a_number_is_taken_at_the_glass()
        other.wait_for("one who waits", lambda: machines.shown(KEYPAD).startswith("001"), 30.0)
        machines.press(KEYPAD, "call")
        other.wait_for(number, lambda: number in self._proof.hall_machines.shown(BOARD), 30.0)
        return f"board: {self._proof.hall_machines.shown(BOARD)}; keypad: {machines.shown(KEYPAD)}"

    def a_revoked_box_is_out_within_a_minute(self) -> str:
        """The manager revokes the other box, and it is out within a minute."""
        answer = self._manager.asks("/api/terminals/revoke", client=BOX)
        assert answer.status_code == 200, answer.text
        took_s = self._proof.other.wait_for("the end of the connection", lambda: not self._is_seen(), 60.0)
        return f"after {took_s:.0f} s"

    def the_revoked_box_becomes_the_display(self) -> str:
        """The revoked box is uninstalled, installed from the stick again, and let in as the display."""
        other = self._proof.other
        self._proof.other_machines.take_away()
        other.run("tinghao", "uninstall", "--purge")
        other.run(*INSTALL, timeout_s=INSTALL_TIMEOUT_S)
        joined = self._joins("display", DISPLAY, "候叫区大屏")
        other.wait_for("the display at the hall", self._is_seen, 60.0)
        time.sleep(3.0)  # the picture is kept for people; nothing hangs on it
        self._proof.keep(self._proof.other_glass, "7-display")
        return joined

    def _joins(self, part: str, client: str, name: str) -> str:
        command = [*self._proof.other.inside, "tinghao", "join", "--part", part, "--name", name]
        with tempfile.TemporaryFile("w+") as said:
            joining = subprocess.Popen(command, stdout=said, stderr=said)
            shown = self._shown(joining, said)
            self._proof.keep(self._proof.other_glass, f"6-before-it-is-{client}")
            found = self._manager.asks("/api/terminals/code", code=shown["code"])
            assert found.status_code == 200, found.text
            words = found.json()["words"]
            assert list(words) == shown["words"].split(), (words, shown)
            wrong = self._manager.asks("/api/terminals/code", code="2222 2222")
            assert wrong.status_code == 409, wrong.text
            let_in = self._manager.asks("/api/terminals/admit", id=found.json()["id"], client=client)
            assert let_in.status_code == 200, let_in.text
            if joining.wait(JOINED_TIMEOUT_S):
                raise BoxError(_whole(said))
        box = json.loads((self._proof.other.root / "etc/tinghao/box.json").read_text())
        assert box["parts"] == {part: client}, box
        return f"{shown['code']}, {' '.join(words)}; it is {client}"

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
