"""A stream of bytes closed with a secret that a person keeps, and opened again: all of it or an error.

Construction: argon2id (RFC 9106) makes an AES-256-GCM key of the secret; the plain bytes go through in chunks of 1 MiB
whose nonce counts them and marks the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway, Vizár 2015), each
bound to the header, so that a chunk that is missing, changed, or from elsewhere does not open.

    magic "THBACKUP" | version 1 byte | salt 16 bytes
    then chunks: up to 1 MiB of cipher text and a tag of 16 bytes each; the last one may be empty
"""

import struct
from collections.abc import Iterator
from secrets import token_bytes
from typing import BinaryIO

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"THBACKUP"
VERSION = 1
SALT_BYTES = 16
CHUNK_BYTES = 1 << 20
TAG_BYTES = 16
SHORTEST_SECRET = 10
_HEADER = struct.Struct(f">{len(MAGIC)}sB{SALT_BYTES}s")


class SealError(Exception):
    """This does not open; said in Chinese."""


class Sealer:
    """Seals what is written to it into `file`; nothing is whole before `finish`."""

    def __init__(self, file: BinaryIO, secret: bytes) -> None:
        self._file = file
        self._header = _HEADER.pack(MAGIC, VERSION, token_bytes(SALT_BYTES))
        self._cipher = _cipher(secret, self._header)
        self._left, self._number = bytearray(), 0
        file.write(self._header)

    def write(self, plain: bytes) -> int:
        """Takes any number of bytes."""
        self._left += plain
        while len(self._left) > CHUNK_BYTES:
            self._put(bytes(self._left[:CHUNK_BYTES]), last=False)
            del self._left[:CHUNK_BYTES]
        return len(plain)

    def finish(self) -> None:
        """Seals what is left as the last."""
        self._put(bytes(self._left), last=True)

    def _put(self, plain: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), plain, self._header))
        self._number += 1


class Opened:
    """The plain bytes of a sealed `file`, to be read like a file.

    Raises:
        SealError: it is none, or, when it is read, it does not open with the secret or is not whole.
    """

    def __init__(self, file: BinaryIO, secret: bytes) -> None:
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size or not header.startswith(MAGIC):
            raise SealError("这不是厅号的备份，请换一个文件")
        if header[len(MAGIC)] != VERSION:
            raise SealError("这个备份是更新的版本做的，请先更新这台机器")
        self._pieces = self._opened(file, header, _cipher(secret, header))
        self._left = bytearray()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, fewer than `size` only at the end."""
        while size < 0 or len(self._left) < size:
            piece = next(self._pieces, None)
            if piece is None:
                size = len(self._left)
                break
            self._left += piece
        taken = bytes(self._left[:size])
        del self._left[:size]
        return taken

    def _opened(self, file: BinaryIO, header: bytes, cipher: AESGCM) -> Iterator[bytes]:
        sealed, number = file.read(CHUNK_BYTES + TAG_BYTES), 0
        while True:
            following = file.read(CHUNK_BYTES + TAG_BYTES)
            try:
                yield cipher.decrypt(_nonce(number, last=not following), sealed, header)
            except InvalidTag as error:
                why = "备份不完整或被改过，请换一份" if number else "钥匙或口令不对，或者备份不完整"
                raise SealError(why) from error
            if not following:
                return
            sealed, number = following, number + 1


def _cipher(secret: bytes, header: bytes) -> AESGCM:
    """By RFC 9106's second recommended option, for machines with little memory."""
    salt = header[-SALT_BYTES:]
    return AESGCM(
        hash_secret_raw(secret, salt, time_cost=3, memory_cost=1 << 16, parallelism=4, hash_len=32, type=Type.ID)
    )


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
