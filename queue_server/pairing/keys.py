"""What both sides reckon from the code: the proof of the ask, the words to compare, and the seal of the answer."""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from queue_server.pairing.words import Words, words_of

COST, BLOCK, LANES = 1 << 15, 8, 1
"""scrypt (RFC 7914) with 32 MB and some 60 ms a code."""
NONCE_BYTES = 12


class WrongAnswerError(Exception):
    """What came back was not sealed by the hall that the code was typed at."""


class CodeKey:
    """The key of one code between one terminal, by its `public_key`, and one hall, by its `authority` (PEM)."""

    def __init__(self, code: str, public_key: bytes, authority: bytes) -> None:
        salt = hashlib.sha256(public_key + authority).digest()
        self._key = Scrypt(salt=salt, length=32, n=COST, r=BLOCK, p=LANES).derive(code.encode())

    def proof(self, part: str, name: str) -> bytes:
        """Shows, without telling it, that whoever asks so knows the code."""
        return self._of(f"terminal\n{part}\n{name}")

    def proves(self, proof: bytes, part: str, name: str) -> bool:
        """Whether that is the proof."""
        return hmac.compare_digest(proof, self.proof(part, name))

    @property
    def words(self) -> Words:
        """What a person compares on both screens."""
        return words_of(self._of("words"))

    def sealed(self, plain: bytes, about: str) -> bytes:
        """`plain` closed for the terminal, as the answer to the ask `about`."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self._of("answer")).encrypt(nonce, plain, about.encode())

    def opened(self, sealed: bytes, about: str) -> bytes:
        """What the hall closed.

        Raises:
            WrongAnswerError: it did not, or as the answer to another ask.
        """
        try:
            return AESGCM(self._of("answer")).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
        except (InvalidTag, ValueError) as error:
            raise WrongAnswerError from error

    def _of(self, purpose: str) -> bytes:
        return hmac.digest(self._key, purpose.encode(), hashlib.sha256)
