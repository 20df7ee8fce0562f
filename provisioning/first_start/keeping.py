"""What outlives a power cut in the middle of a first start: the setup, and the plan's files that were drafted."""

import logging
from pathlib import Path

import msgspec

from kiosk.setup.state import Setup
from queue_server.contract.credential import Credential, load_credential
from queue_server.state_dir import write_private

log = logging.getLogger(__name__)

KEPT, DRAFT, WAY_IN = "first-start.json", "draft.json", "way-in.json"
Files = dict[str, bytes]
"""A plan's files by their path beside `hall.toml`."""


class Kept:
    """One folder; PINs lie in it until the first start is over, so everything is its owner's alone."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._written: Setup | None = None

    def setup(self) -> Setup | None:
        """The first start that was broken off; None where there is none, or one that cannot be read any more."""
        try:
            return msgspec.json.decode((self._folder / KEPT).read_bytes(), type=Setup)
        except FileNotFoundError:
            return None
        except (msgspec.MsgspecError, OSError) as error:
            log.warning("the first start begins anew: %s", error)
            return None

    def keep(self, setup: Setup) -> None:
        """Writes it whole or not at all, where more has changed than the time.

        Raises:
            OSError: it cannot be written.
        """
        timeless = msgspec.structs.replace(setup, at=0.0, machine_s=0.0)
        if timeless != self._written:
            self._written = timeless
            write_private(self._folder / KEPT, msgspec.json.encode(setup))

    def keep_draft(self, files: Files) -> None:
        """The plan that was drafted, or that a hall gave.

        Raises:
            OSError: it cannot be written.
        """
        write_private(self._folder / DRAFT, msgspec.json.encode(files))

    def draft(self) -> Files:
        """The plan's files.

        Raises:
            OSError, msgspec.DecodeError: there are none.
        """
        return msgspec.json.decode((self._folder / DRAFT).read_bytes(), type=Files)

    def keep_credential(self, credential: Credential) -> None:
        """What the hall gave.

        Raises:
            OSError: it cannot be written.
        """
        write_private(self._folder / WAY_IN, msgspec.json.encode(credential))

    def credential(self) -> Credential:
        """The way into the hall.

        Raises:
            OSError, msgspec.DecodeError: there is none.
        """
        return load_credential(self._folder / WAY_IN)

    def forget(self) -> None:
        """The first start is over: PINs, plan and all are taken away."""
        for name in (KEPT, DRAFT, WAY_IN):
            (self._folder / name).unlink(missing_ok=True)
