"""How a visitor who complains can be reached, sealed: the record keeps for good what nobody can take out of it."""

import base64
import binascii
from pathlib import Path

from queue_server.papers.keys import paper_keys
from queue_server.sealing import About, SealError, open_sealed, seal


class ContactSeal:
    """Closes and opens with the key of the papers, which is not in the record: without it nobody is reached.

    Raises:
        OSError: the key cannot be read or made.
    """

    def __init__(self, hall: str, state: Path) -> None:
        self._about = About(hall=hall, owner="", matter="", material="contact")
        self._keys = paper_keys(state)

    def closed(self, contact: str) -> str:
        """To be recorded; empty where there is none."""
        contact = contact.strip()
        return base64.b64encode(seal(self._keys.public, contact.encode(), self._about)).decode() if contact else ""

    def opened(self, recorded: str) -> str:
        """To be read by who may; a mark where another key closed it."""
        if not recorded:
            return ""
        try:
            about, contact = open_sealed(self._keys.private, base64.b64decode(recorded, validate=True))
        except (SealError, binascii.Error):
            return "✗"
        return contact.decode() if about == self._about else "✗"
