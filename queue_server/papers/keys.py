"""The two keys of the papers, in files beside the journal: one opens what kiosks seal, one locks the vault."""

from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from queue_server.sealing import new_private_key, public_key_of
from queue_server.state_dir import made_once


@dataclass(frozen=True, slots=True)
class PaperKeys:
    """`private` is X25519, `vault` AES-256; both 32 raw bytes, and neither is ever printed."""

    private: bytes = field(repr=False)
    vault: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        """What kiosks seal with, 32 raw bytes."""
        return public_key_of(self.private)


def paper_keys(state: Path) -> PaperKeys:
    """The keys in `<state>/keys`, mode 600; what is missing is made.

    Raises:
        OSError: they cannot be read or written.
    """
    folder = state / "keys"
    return PaperKeys(
        made_once(folder / "papers.x25519", new_private_key),
        made_once(folder / "vault.aes", lambda: AESGCM.generate_key(bit_length=256)),
    )
