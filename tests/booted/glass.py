"""The glass of a box that has none: a virtual monitor on which the hall's own session draws, and a finger.

The session runs as it is installed, cage, Xwayland and all; only what the graphics card would be is an X server, by a
drop-in that no installation touches. Our finger reaches that server over the cable.
"""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from provisioning.rehearsal.framebuffer import Framebuffer
from tests.booted.box import Box, BoxError

UPRIGHT, LYING = (1080, 1920), (1920, 1080)
TRIES = 4
MEMORY = "/var/tmp/monitor"
TRACE = "trace.jsonl"
"""In the folder of whoever runs on the glass: what is on the screen and where, for the finger."""
_MONITOR = """[Unit]
Before=tinghao.target
[Service]
Type=exec
ExecStartPre=/bin/mkdir -p {memory}
ExecStart=/usr/bin/Xvfb :9 -screen 0 {width}x{height}x24 -ac -noreset -listen tcp -fbdir {memory}
[Install]
WantedBy=multi-user.target
"""
_FILLED = """[Unit]
After=monitor.service
BindsTo=monitor.service
[Service]
Environment=DISPLAY=:9
ExecStart=/usr/bin/ratpoison
Restart=always
RestartSec=0.2
[Install]
WantedBy=multi-user.target
"""
_SESSION = """[Unit]
After=monitor.service
[Service]
Environment=DISPLAY=:9 WLR_BACKENDS=x11 WLR_RENDERER=pixman TINGHAO_TRACE={folder}/{trace}
"""
_ON_THE_GLASS = {
    "tinghao-first-start.service": "/var/lib/tinghao-setup",
    "tinghao-kiosk@.service": "/var/lib/tinghao-%i",
    "tinghao-display@.service": "/var/lib/tinghao-%i",
}


class Glass:
    """The monitor of a box and a finger before it; plugged in for good, before or after the box is switched on."""

    def __init__(self, box: Box, size: tuple[int, int]) -> None:
        self._box, self._size = box, size
        units = box.root / "etc/systemd/system"
        (units / "monitor.service").write_text(_MONITOR.format(width=size[0], height=size[1], memory=MEMORY))
        (units / "monitor-filled.service").write_text(_FILLED)
        for unit, folder in _ON_THE_GLASS.items():
            drop_in = units / f"{unit}.d" / "90-monitor.conf"
            drop_in.parent.mkdir()
            drop_in.write_text(_SESSION.format(folder=folder, trace=TRACE))
        enable = ["systemctl", f"--root={box.root}", "enable", "monitor", "monitor-filled"]
        subprocess.run(enable, check=True, capture_output=True)

    @property
    def environment(self) -> dict[str, str]:
        """For programs of ours that look at the glass and touch it."""
        return {**os.environ, "DISPLAY": f"{self._box.address}:9"}

    def goes(self, way: Sequence[str], folder: str) -> None:
        """Touches the controls that begin with these words one after another, each until the next one is there.

        `folder` is that of whoever runs on the glass. A touch is lost where the window begins anew at that moment.
        """
        for words, following in zip(way, (*way[1:], ""), strict=True):
            for _ in range(TRIES if following else 1):
                self.touch(words, folder)
                with suppress(BoxError):
                    self._box.wait_for(following, partial(self.shows, following, folder), 5.0)
                    break

    def touch(self, words: str, folder: str) -> None:
        """A finger on the control that begins with these words, as soon as it is there."""
        self._box.wait_for(f"the control {words}", lambda: self.shows(words, folder), 30.0)
        time.sleep(0.6)  # a new screen takes no touches for a moment
        place = self._place(words, folder)
        assert place is not None, words
        x, y = (str(round(share * side)) for share, side in zip(place, self._size, strict=True))
        command = ["xdotool", "mousemove", x, y, "click", "1"]
        subprocess.run(command, env=self.environment, check=True, timeout=20, capture_output=True)

    def shows(self, words: str, folder: str) -> bool:
        """Whether there is a control that begins with these words."""
        return self._place(words, folder) is not None

    def _place(self, words: str, folder: str) -> tuple[float, float] | None:
        """The middle of that control on the present screen, as shares of its sides."""
        present: dict[str, list[float]] = {}
        trace = self._box.root / folder.lstrip("/") / TRACE
        for line in trace.read_text().splitlines() if trace.exists() else ():
            event = json.loads(line)
            if event["event"] == "screen":
                present = {}
            elif event["event"] == "controls":
                present = event["places"]
        return next(((place[0], place[1]) for name, place in present.items() if name.startswith(words)), None)

    def picture(self, file: Path) -> None:
        """Keeps what is to be seen, at half the size."""
        with tempfile.NamedTemporaryFile() as copy:
            copy.write((self._box.root / MEMORY.lstrip("/") / "Xvfb_screen0").read_bytes())
            copy.flush()
            Framebuffer(Path(copy.name)).picture().reduce(2).save(file)
