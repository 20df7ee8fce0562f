"""A county on one machine: real SSH servers on loopback, each with a `tinghao` that plays an installed hall."""

import getpass
import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from provisioning.bundle.building import build
from provisioning.bundle.collecting import Source
from queue_server import signing
from tests.ports import free_port
from tests.running_hall import ROOT, wait_for

SSHD = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin") or "sshd"
OLD, NEW = "2026.12.1", "2026.12.2"
PLAYED = """#!/bin/sh
cd {folder} || exit 1
case "$1" in
    status) cat standing.json ;;
    update) sha256sum <"$2" >>orders; echo "$3" >>orders; cp after.json standing.json ;;
esac
"""


class PlayedHall:
    """An SSH server, and what its hall says of itself before and after an update."""

    def __init__(self, name: str, folder: Path, may_enter: Path) -> None:
        self.name, self.port = name, free_port()
        self._folder = folder
        (folder / "bin").mkdir(parents=True)
        key = folder / "host_key"
        make_key(key)
        self.host_key = f"[127.0.0.1]:{self.port} {key.with_suffix('.pub').read_text()}"
        played = folder / "bin" / "tinghao"
        played.write_text(PLAYED.format(folder=folder))
        played.chmod(0o755)
        settings = {
            "ListenAddress": f"127.0.0.1:{self.port}",
            "HostKey": key,
            "AuthorizedKeysFile": may_enter,
            "PidFile": "none",
            "StrictModes": "no",
            "UsePAM": "no",
            "PasswordAuthentication": "no",
            "KbdInteractiveAuthentication": "no",
            "Subsystem": "sftp internal-sftp",
            "SetEnv": f"PATH={folder}/bin:{os.environ['PATH']}",
        }
        (folder / "sshd_config").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
        self.tells(self.standing(OLD))
        self.will_be(self.standing(NEW))

    def standing(self, version: str, light: str = "green", *troubles: str) -> dict[str, Any]:
        """How a hall of this name may be."""
        told = [{"what": trouble, "remedy": "请检查"} for trouble in troubles]
        return {"hall": self.name, "version": version, "light": light, "troubles": told, "update": None}

    def tells(self, standing: dict[str, Any]) -> None:
        """What it says now, until it is updated; whatever was ordered before is forgotten."""
        (self._folder / "standing.json").write_text(json.dumps(standing))
        (self._folder / "orders").write_text("")

    def will_be(self, standing: dict[str, Any]) -> None:
        """What it says once it is updated."""
        (self._folder / "after.json").write_text(json.dumps(standing))

    @property
    def orders(self) -> list[str]:
        """The digest of each bundle that it was given, and the words of the command behind."""
        return (self._folder / "orders").read_text().split()

    def serve(self) -> subprocess.Popen[bytes]:
        """Starts the SSH server."""
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # as the server's own unit makes it
        command: list[str | Path] = [SSHD, "-D", "-f", self._folder / "sshd_config", "-E", self._folder / "log"]
        served = subprocess.Popen(command)
        wait_for(
            lambda: "listening" in (self._folder / "log").read_text() if (self._folder / "log").exists() else False
        )
        return served


class County:
    """The halls, the county's keys, and its command."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        self._folder = folder
        make_key(folder / "ssh_key")
        self.halls = [PlayedHall(name, folder / name, folder / "ssh_key.pub") for name in names]
        self._private = signing.new_private_key()
        public = signing.public_key_text(signing.public_key_of(self._private))
        (folder / "county.pub").write_text(f"{public}\n")
        self._servers = ExitStack()
        for hall in self.halls:
            served = hall.serve()
            self._servers.callback(served.wait)
            self._servers.callback(served.terminate)
        self.lists({hall.name: hall.port for hall in self.halls})
        self.knows(*(hall.host_key for hall in self.halls))

    def lists(self, ports: dict[str, int]) -> None:
        """Writes the list of halls."""
        ssh = f'[ssh]\nuser = "{getpass.getuser()}"\nkey = "ssh_key"\ntimeout_s = 2\nincoming = "{self._folder}/in"\n'
        rows = "".join(
            f'[[hall]]\nname = "{name}"\naddress = "127.0.0.1"\nport = {port}\n' for name, port in ports.items()
        )
        (self._folder / "halls.toml").write_text(ssh + rows)

    def knows(self, *host_keys: str) -> None:
        """Writes the file of known host keys."""
        (self._folder / "known_hosts").write_text("".join(host_keys))

    def bundles(self, version: str = NEW) -> list[Path]:
        """A small bundle of that version for each hall."""
        made = []
        for hall in self.halls:
            content = self._folder / "content"
            content.write_text(f"{hall.name} {version}")
            made.append(self._folder / f"{hall.name}-{version}.bundle")
            build([Source("software/content", content)], version, hall.name, self._private, made[-1])
        return made

    def gives(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Gives the county's command."""
        command = [sys.executable, "-m", "provisioning", "fleet", *arguments, "--halls", self._folder / "halls.toml"]
        home = {**os.environ, "HOME": str(self._folder), "SSH_AUTH_SOCK": ""}
        return subprocess.run(command, cwd=ROOT, env=home, capture_output=True, text=True, timeout=60, check=False)

    def updates(self, *options: str) -> subprocess.CompletedProcess[str]:
        """Gives the command for an update of all, at once."""
        return self.gives("update", *self.bundles(), "--key", self._folder / "county.pub", "--now", *options)

    def close(self) -> None:
        """Ends the servers."""
        self._servers.close()


def make_key(path: Path) -> None:
    """A pair of SSH keys without a passphrase."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
