"""A sealed stream opens with its secret and whole, or not at all."""

import io

import pytest

from provisioning.backup.sealing import CHUNK_BYTES, TAG_BYTES, Opened, Sealer, SealError

SECRET = "正确的口令一二三".encode()
PLAIN = bytes(range(256)) * (2 * CHUNK_BYTES // 256) + b"the end"
HEADER_BYTES = 25


@pytest.fixture(scope="module")
def sealed() -> bytes:
    """Two whole chunks and a bit."""
    file = io.BytesIO()
    sealer = Sealer(file, SECRET)
    for start in range(0, len(PLAIN), 700_000):
        sealer.write(PLAIN[start : start + 700_000])
    sealer.finish()
    return file.getvalue()


def opened(sealed: bytes, secret: bytes = SECRET) -> bytes:
    """All of it."""
    return Opened(io.BytesIO(sealed), secret).read()


def test_what_was_sealed_comes_out_in_pieces_of_any_size(sealed: bytes) -> None:
    assert b"the end" not in sealed
    stream = Opened(io.BytesIO(sealed), SECRET)
    pieces = list(iter(lambda: stream.read(333_333), b""))
    assert b"".join(pieces) == PLAIN
    assert {len(piece) for piece in pieces[:-1]} == {333_333}


def test_another_secret_opens_nothing(sealed: bytes) -> None:
    with pytest.raises(SealError, match="口令不对"):
        opened(sealed, b"another secret")
    with pytest.raises(SealError, match="不是厅号的备份"):
        opened(b"PK\x03\x04" * 100)
    with pytest.raises(SealError, match="更新的版本做的"):
        opened(sealed[:8] + b"\2" + sealed[9:])


@pytest.mark.parametrize("length", [3, HEADER_BYTES, HEADER_BYTES + CHUNK_BYTES + TAG_BYTES])
def test_one_that_is_cut_off_anywhere_does_not_open(sealed: bytes, length: int) -> None:
    with pytest.raises(SealError):
        opened(sealed[:length])


def test_chunks_that_changed_places_do_not_open(sealed: bytes) -> None:
    size = CHUNK_BYTES + TAG_BYTES
    first, second = sealed[HEADER_BYTES : HEADER_BYTES + size], sealed[HEADER_BYTES + size : HEADER_BYTES + 2 * size]
    with pytest.raises(SealError):
        opened(sealed[:HEADER_BYTES] + second + first + sealed[HEADER_BYTES + 2 * size :])
    with pytest.raises(SealError, match="被改过"):
        opened(sealed[:-1] + bytes([sealed[-1] ^ 1]))
