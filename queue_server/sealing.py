"""Papers sealed for the server: who holds the public key can only close them, the private key opens them.

Construction: an ephemeral X25519 key agrees with the server's key; HKDF-SHA256 makes one AES-256-GCM key from it; the
plain bytes go through in chunks of 1 MiB whose nonce counts them and marks the last (the STREAM construction of Hoang,
Reyhanitabar, Rogaway, Vizár 2015), each bound to the whole header. It keeps a paper secret and whole, it does not say
who sealed it: the line that carries it does.

    magic "THSEAL" | version 1 byte | ephemeral key 32 bytes | length of about, 4 bytes big endian | about, JSON
    then chunks: up to 1 MiB of cipher text and a tag of 16 bytes each; the last one may be empty
"""

import hashlib
import struct
from dataclasses import dataclass

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"THSEAL"
VERSION = 1
CHUNK_BYTES = 1 << 20
TAG_BYTES = 16
MOST_ABOUT_BYTES = 4096
KEY_BYTES = 32
_FIXED = struct.Struct(f">{len(MAGIC)}sB{KEY_BYTES}sI")


class SealError(Exception):
    """What should be a sealed paper is cut off, changed, out of order, or sealed for another server."""


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a sealed paper belongs to. It is readable by everyone and changed by nobody: put no name into it."""

    hall: str
    owner: str
    """The id of the ticket, or of the wish where the number is not given yet."""
    matter: str
    material: str


@dataclass(frozen=True, slots=True)
class _Header:
    whole: bytes
    ephemeral: bytes
    about: bytes


def seal(public_key: bytes, plain: bytes, about: About) -> bytes:
    """`plain` closed for the holder of the private key.

    Args:
        public_key: the server's X25519 public key, 32 raw bytes.

    Raises:
        SealError: this is no usable public key, or `about` is longer than 4 KiB.
    """
    described = msgspec.json.encode(about)
    if len(described) > MOST_ABOUT_BYTES:
        raise SealError(f"about takes {len(described)} bytes, at most {MOST_ABOUT_BYTES}")
    own = X25519PrivateKey.generate()
    ephemeral = own.public_key().public_bytes_raw()
    header = _FIXED.pack(MAGIC, VERSION, ephemeral, len(described)) + described
    cipher = _cipher(own, public_key, public_key, header)
    sealed = bytearray(header)
    pieces = _pieces(len(plain), CHUNK_BYTES)
    view = memoryview(plain)
    for number, (start, end) in enumerate(pieces):
        sealed += cipher.encrypt(_nonce(number, number == len(pieces) - 1), bytes(view[start:end]), header)
    return bytes(sealed)


def open_sealed(private_key: bytes, sealed: bytes) -> tuple[About, bytes]:
    """What a sealed paper belongs to, and its plain bytes.

    Args:
        private_key: the server's X25519 private key, 32 raw bytes.

    Raises:
        SealError: anything but exactly the bytes that `seal` made for this key.
    """
    header = _header(sealed)
    own = _private(private_key)
    cipher = _cipher(own, header.ephemeral, own.public_key().public_bytes_raw(), header.whole)
    start = len(header.whole)
    pieces = _pieces(len(sealed) - start, CHUNK_BYTES + TAG_BYTES)
    plain = bytearray()
    view = memoryview(sealed)[start:]
    try:
        for number, (first, end) in enumerate(pieces):
            plain += cipher.decrypt(_nonce(number, number == len(pieces) - 1), bytes(view[first:end]), header.whole)
        return msgspec.json.decode(header.about, type=About), bytes(plain)
    except (InvalidTag, msgspec.MsgspecError, ValueError) as error:
        raise SealError("the sealed paper is cut off, changed, or for another server") from error


def about_sealed(sealed: bytes) -> About:
    """What sealed bytes say that they belong to, read without a key and so not yet proven.

    Raises:
        SealError: these are no sealed bytes, or their header is cut off.
    """
    try:
        return msgspec.json.decode(_header(sealed).about, type=About)
    except msgspec.MsgspecError as error:
        raise SealError("the header of the sealed paper is no header") from error


def new_private_key() -> bytes:
    """A private key for a server, 32 raw bytes."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private_key: bytes) -> bytes:
    """The public key that kiosks seal with, 32 raw bytes.

    Raises:
        SealError: this is no private key.
    """
    return _private(private_key).public_key().public_bytes_raw()


def _header(sealed: bytes) -> _Header:
    if len(sealed) < _FIXED.size:
        raise SealError("too short for a sealed paper")
    magic, version, ephemeral, length = _FIXED.unpack_from(sealed)
    if magic != MAGIC:
        raise SealError("not a sealed paper")
    if version != VERSION:
        raise SealError(f"a sealed paper of version {version}, this program reads {VERSION}")
    end = _FIXED.size + length
    if length > MOST_ABOUT_BYTES or len(sealed) < end + TAG_BYTES:
        raise SealError("the sealed paper is cut off")
    return _Header(bytes(sealed[:end]), ephemeral, bytes(sealed[_FIXED.size : end]))


def _cipher(own: X25519PrivateKey, other: bytes, server: bytes, header: bytes) -> AESGCM:
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(other))
    except ValueError as error:
        raise SealError("no usable X25519 public key") from error
    info = b"tinghao paper 1" + server + hashlib.sha256(header).digest()
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(shared))


def _private(private_key: bytes) -> X25519PrivateKey:
    try:
        return X25519PrivateKey.from_private_bytes(private_key)
    except ValueError as error:
        raise SealError("no X25519 private key") from error


def _pieces(length: int, size: int) -> list[tuple[int, int]]:
    return [(start, min(start + size, length)) for start in range(0, length, size)] or [(0, 0)]


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
