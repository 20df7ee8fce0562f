"""The county over its boxes, by its own command over SSH."""

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.processes import ROOT
from tests.booted.box import Box, BoxError
from tests.booted.proof import Proof
from tests.booted.steps.updating import NEW

UPDATE_TIMEOUT_S = 1800


class Overseeing:
    """The steps of the county."""

    def __init__(self, proof: Proof, folder: Path) -> None:
        self._proof, self._folder = proof, folder
        self._halls = folder / "halls.toml"

    def the_county_sees_its_boxes(self) -> str:
        """The county sees both boxes by one command over SSH, by keys and nothing else."""
        self._lets_in()
        told = json.loads(self._fleet("status", "--json"))
        assert set(told) == {"hall", "window"}, told
        assert all("light" in one for one in told.values()), told
        return ", ".join(f"{name} {one['version']} {one['light']}" for name, one in told.items())

    def the_county_updates_the_rest(self) -> str:
        """The county's update leaves the hall that has it alone and brings it to the other box, wave after wave."""
        bundle = self._proof.county.bundle(NEW)
        said = self._fleet("update", str(bundle), "--key", str(self._proof.county.key), "--wave", "1,1", "--now")
        assert f"{NEW} 已经在 2 个大厅" in said, said
        return said.strip().splitlines()[-1]

    def _lets_in(self) -> None:
        key = self._folder / "ssh_key"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
        known, listed = "", f'[ssh]\nkey = "{key.name}"\n'
        for box in (self._proof.hall, self._proof.other):
            self._give_key(box, key.with_suffix(".pub").read_text())
            known += f"{box.address} {(box.root / 'etc/ssh/ssh_host_ed25519_key.pub').read_text()}"
            listed += f'[[hall]]\nname = "{box.name}"\naddress = "{box.address}"\n'
        (self._folder / "known_hosts").write_text(known)
        self._halls.write_text(listed)

    @staticmethod
    def _give_key(box: Box, public: str) -> None:
        folder = box.root / "root/.ssh"
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / "authorized_keys").write_text(public)

    def _fleet(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "provisioning", "fleet", *command, "--halls", self._halls],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=UPDATE_TIMEOUT_S,
            check=False,
        )
        if command[0] == "update" and done.returncode:
            raise BoxError(done.stdout + done.stderr)
        return done.stdout
