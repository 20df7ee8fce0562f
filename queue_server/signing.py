"""Signatures of what travels by hand, a USB stick or a mail: who has the private key signs, everybody can check.

Ed25519 (RFC 8032) over a purpose and the content, so that what was signed as one thing is never taken for another.
A key is written as one line of text that says which half it is.
"""

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY_BYTES = 32
SIGNATURE_BYTES = 64
PRIVATE, PUBLIC = "ed25519-private:", "ed25519-public:"


class KeyTextError(ValueError):
    """This is no key, or the other half of one; said in Chinese."""


def new_private_key() -> bytes:
    """A private key, 32 raw bytes."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private: bytes) -> bytes:
    """The public half, 32 raw bytes."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def sign(private: bytes, purpose: str, content: bytes) -> bytes:
    """The signature, 64 raw bytes; `purpose` is one line."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(_signed(purpose, content))


def is_signed(public: bytes, purpose: str, content: bytes, signature: bytes) -> bool:
    """Whether the holder of the private half signed just this content for just this purpose."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _signed(purpose, content))
    except InvalidSignature:
        return False
    return True


def private_key_text(private: bytes) -> str:
    """The private key as one line."""
    return PRIVATE + base64.b64encode(private).decode()


def public_key_text(public: bytes) -> str:
    """The public key as one line."""
    return PUBLIC + base64.b64encode(public).decode()


def read_private_key(text: str) -> bytes:
    """The private key in `text`, 32 raw bytes.

    Raises:
        KeyTextError: there is none in it.
    """
    return _read(text, PRIVATE, "这不是私钥，私钥写作 ed25519-private:…")


def read_public_key(text: str) -> bytes:
    """The public key in `text`, 32 raw bytes.

    Raises:
        KeyTextError: there is none in it.
    """
    return _read(text, PUBLIC, "这不是公钥，公钥写作 ed25519-public:…")


def _read(text: str, half: str, complaint: str) -> bytes:
    line = text.strip()
    try:
        key = base64.b64decode(line.removeprefix(half), validate=True)
    except (binascii.Error, ValueError) as error:
        raise KeyTextError(complaint) from error
    if not line.startswith(half) or len(key) != KEY_BYTES:
        raise KeyTextError(complaint)
    return key


def _signed(purpose: str, content: bytes) -> bytes:
    return b"tinghao " + purpose.encode() + b"\n" + content
