"""The machines at a box that has none: simulated ones, and the hands of whoever works them, over the cable."""

from typing import Any

import httpx

from devices.reader.picture import decode_picture
from tests.booted.box import Box, BoxError
from tests.booted.machine_room import FOLDER, PORT

UNIT = "machines.service"
PATIENCE_S = 30.0
_ROOM = """[Unit]
Before=tinghao.target
[Service]
# Whoever opens the machines' lines is in another group than these terminals give.
ExecStartPre=/bin/mount -o remount,mode=0666 /dev/pts
ExecStart={software}/.venv/bin/python -m tests.booted.machine_room {terminals}
WorkingDirectory={software}
Environment=PYTHONDONTWRITEBYTECODE=1
RuntimeDirectory={folder}
Restart=always
[Install]
WantedBy=multi-user.target
"""


class Machines:
    """Those that the plan in force at `box` gives to `terminals`, plugged in until they are taken away."""

    def __init__(self, box: Box, *terminals: str) -> None:
        self._box, self._terminals = box, terminals
        self._room = httpx.Client(base_url=f"http://{box.address}:{PORT}", timeout=PATIENCE_S)

    def plug_in(self) -> None:
        """They are there when the box is switched on again, too."""
        room = _ROOM.format(
            software="/opt/tinghao/current/software",
            terminals=" ".join(self._terminals),
            folder=FOLDER.removeprefix("/run/"),
        )
        (self._box.root / "etc/systemd/system" / UNIT).write_text(room)
        self._box.run("systemctl", "daemon-reload")
        self._box.run("systemctl", "enable", "--now", UNIT)
        self._box.wait_for("the machines", self._answers)

    def take_away(self) -> None:
        """All of them, for good."""
        self._box.run("systemctl", "disable", "--now", UNIT)

    def pull(self, device: str, *, out: bool = True) -> None:
        """Pulls the machine's cable, or puts it back."""
        self._does("POST", f"/machines/{device}/fault", {"name": "unplugged", "on": out})

    def press(self, device: str, key: str) -> None:
        """Presses a key of the machine."""
        self._does("POST", f"/machines/{device}/press", {"name": key})

    def shown(self, device: str) -> str:
        """What can be read on the machine."""
        return str(self._state(device)["text"])

    def newest(self, printer: str) -> int:
        """Which paper came out last; -1 before the first."""
        return int(self._state(printer)["picture"])

    def paper(self, printer: str, number: int) -> bytes:
        """That paper, as a picture."""
        return self._does("GET", f"/pictures/{printer}/{number}").content

    def hold(self, paper: bytes, reader: str) -> None:
        """Holds the paper before the reader."""
        for code in decode_picture(paper):
            self._does("POST", f"/machines/{reader}/scan", {"text": code.text})

    def _state(self, device: str) -> dict[str, Any]:
        state: dict[str, Any] = self._does("GET", f"/machines/{device}").json()
        return state

    def _answers(self) -> bool:
        try:
            self._room.get("/openapi.json")
        except httpx.TransportError:
            return False
        return True

    def _does(self, method: str, path: str, body: dict[str, object] | None = None) -> httpx.Response:
        try:
            return self._room.request(method, path, json=body).raise_for_status()
        except httpx.HTTPError as error:
            raise BoxError(f"{self._box.name}: {path}: {error}") from error
