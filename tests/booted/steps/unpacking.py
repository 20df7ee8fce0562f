"""From two bare boxes to a hall: the stick, the installation, the first start at the glass."""

import time

from tests.booted.box import Box
from tests.booted.proof import Proof

INSTALL = ("sh", "/media/stick/install.sh")
INSTALL_TIMEOUT_S = 1200
BY_HAND = r"""set -e
mkdir -p /var/tmp/by-hand && cd /var/tmp/by-hand && tar -xf /media/stick/*.bundle
sed -n 's/^   "path": "\(.*\)",$/\1/p' manifest.json | awk '{printf "files/%06d %s\n", NR - 1, $0}' >names
while read -r file path; do mkdir -p "${path%/*}" && mv "$file" "$path"; done <names
DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install ./debs/*.deb
python3 -m venv venv
venv/bin/pip install -q --no-index --find-links wheels --require-hashes -r software/requirements.lock
sync
"""
FIRST_SCREEN = "systemctl is-active tinghao-first-start.service"


class Unpacking:
    """The steps until the hall is there."""

    def __init__(self, proof: Proof) -> None:
        self._proof = proof

    def boxes_boot(self) -> str:
        """Two bare Debian boxes boot beside each other."""
        for box in (self._proof.hall, self._proof.other):
            box.boot()
            assert box.run("systemctl", "is-system-running", "--wait").strip() == "running"
            assert box.tries("sh", "-c", "command -v python3").returncode != 0, "a bare box has no Python"
        return "both up, without Python and without any network but their own cable"

    def a_bundle_by_a_stranger_is_refused(self) -> str:
        """A stick whose bundle was changed is refused by the first box, with its reason and nothing done."""
        box = self._proof.hall
        box.run("cp", "-r", "/media/stick", "/tmp/stick")
        (bundle,) = box.run("sh", "-c", "echo /tmp/stick/*.bundle").split()
        box.run("sh", "-c", f"printf x | dd of={bundle} bs=1 seek=700 conv=notrunc 2>/dev/null")
        refused = box.tries("sh", "/tmp/stick/install.sh")
        assert refused.returncode == 2, refused
        assert box.tries("ls", "/opt/tinghao").returncode != 0
        box.run("rm", "-r", "/tmp/stick")
        return refused.stderr.strip().splitlines()[0]

    def the_first_box_is_installed(self) -> str:
        """The first box is installed from the stick, with no network."""
        took_s = self._timed(self._proof.hall, *INSTALL)
        self._proof.figures["install_s"] = took_s
        return f"{took_s:.0f} s"

    def the_other_box_is_made_by_hand(self) -> str:
        """The same packages on the other box by Debian's own programs and pip, to compare the time."""
        took_s = self._timed(self._proof.other, "sh", "-c", BY_HAND)
        self._proof.figures["by_hand_s"] = took_s
        return f"{took_s:.0f} s"

    def installing_again_changes_nothing(self) -> str:
        """The same command once more finds nothing to do."""
        return self._proof.hall.run(*INSTALL).strip().splitlines()[-1]

    def the_first_screen_is_up(self) -> str:
        """The box shows its first screen by itself, in its locked session."""
        box = self._proof.hall
        took_s = box.wait_for("the first screen", lambda: box.tries(*FIRST_SCREEN.split()).returncode == 0)
        time.sleep(2.0)  # the picture is kept for people; nothing hangs on it
        self._proof.keep(self._proof.hall_glass, "1-first-screen")
        return f"after {took_s:.0f} s"

    def the_other_box_is_installed(self) -> str:
        """The other box is installed from the same stick."""
        return f"{self._timed(self._proof.other, *INSTALL):.0f} s"

    @staticmethod
    def _timed(box: Box, *command: str) -> float:
        began = time.monotonic()
        box.run(*command, timeout_s=INSTALL_TIMEOUT_S)
        return time.monotonic() - began
