"""The server's key that papers are sealed with: asked for over HTTPS, kept in memory, asked for anew now and then."""

import base64
import binascii
import logging
import ssl
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import msgspec

from kiosk.scanning.handover import PaperKey
from queue_server.contract.credential import Credential

log = logging.getLogger(__name__)

TIMEOUT_S = 5.0
FRESH_S = 3600.0
"""A server that was set up anew has another key; what it cannot open it refuses."""


class _Given(msgspec.Struct, frozen=True):
    hall: str
    key: str
    """In base64."""


class SealingKey:
    """For one thread, which `get` may block for `TIMEOUT_S`."""

    def __init__(
        self, address: str, certificate: Path, credential: Credential, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """From the papers' `address` (`https://host:port`), trusting `certificate` alone."""
        self._address, self._certificate, self._clock = address, certificate, clock
        self._auth = (credential.client, credential.password)
        self._known: PaperKey | None = None
        self._asked_at_s = 0.0
        self._failing = False

    def get(self) -> PaperKey | None:
        """The key; None while the server was never reached."""
        if self._known is None or self._clock() - self._asked_at_s >= FRESH_S:
            self._ask()
        return self._known

    def _ask(self) -> None:
        try:
            trusted = ssl.create_default_context(cafile=str(self._certificate))
            answer = httpx.get(f"{self._address}/papers/key", verify=trusted, auth=self._auth, timeout=TIMEOUT_S)
            given = msgspec.json.decode(answer.raise_for_status().content, type=_Given)
            known = PaperKey(given.hall, base64.b64decode(given.key, validate=True))
        except (OSError, httpx.HTTPError, msgspec.MsgspecError, binascii.Error) as error:
            if not self._failing:
                log.warning("no key to seal papers with: %s", error)
            self._failing = True
            return
        if self._failing:
            log.info("papers can be sealed again")
        self._known, self._asked_at_s, self._failing = known, self._clock(), False
