"""What only root's hands can do on the running machine: seal a credential for it, set its clock, start its parts."""

import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

from provisioning.debian.system import run
from provisioning.installing import machine
from provisioning.installing.wanted import CREDENTIAL

SealingKey = Literal["host", "tpm2-absent"]
"""systemd-creds' names: the machine's own key, or none, which a test uses."""


BY_HAND = timedelta(minutes=1)
"""Nobody sets a clock more exactly by hand, and the network has perhaps set it better."""


class RootsHands:
    """Those of the machine that it runs on.

    Raises:
        OSError: from each, where systemd refuses.
    """

    def seal(self, secret: bytes) -> bytes:
        """The secret for this machine's eyes only."""
        return sealed(secret, "host")

    def set_clock(self, at: datetime) -> None:
        """Sets the clock unless it is right to the minute; then the network keeps it again where there is one."""
        if abs(at - datetime.now(UTC)) < BY_HAND:
            return
        run(["timedatectl", "set-ntp", "false"])
        try:
            run(["timedatectl", "set-time", f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"])
        finally:
            run(["timedatectl", "set-ntp", "true"])

    def start(self, units: Sequence[str]) -> None:
        """Starts units that were put down just now, and waits for none."""
        machine.reload()
        if units:
            run(["systemctl", "--no-block", "start", *units])


def sealed(secret: bytes, key: SealingKey) -> bytes:
    """The secret as systemd gives it to a unit that loads it under the name `wanted.CREDENTIAL` (systemd-creds(1)).

    Raises:
        OSError: systemd cannot.
    """
    command = ["systemd-creds", "encrypt", f"--with-key={key}", f"--name={CREDENTIAL}", "-", "-"]
    ended = subprocess.run(command, input=secret, capture_output=True, check=False, timeout=60)
    if ended.returncode:
        raise OSError(f"systemd-creds：{ended.stderr.decode(errors='replace').strip()}")
    return ended.stdout
