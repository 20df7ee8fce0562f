"""Sealed papers: only the server opens them, and only whole."""

import pytest

from queue_server.sealing import (
    CHUNK_BYTES,
    TAG_BYTES,
    About,
    SealError,
    about_sealed,
    new_private_key,
    open_sealed,
    public_key_of,
    seal,
)

ABOUT = About("puyang", "t-1", "耕地地力保护补贴申报", "身份证")
SERVER = new_private_key()


def sealed_(plain: bytes) -> bytes:
    return seal(public_key_of(SERVER), plain, ABOUT)


def head_bytes(sealed: bytes, plain_bytes: int) -> int:
    return len(sealed) - plain_bytes - TAG_BYTES * max(1, -(-plain_bytes // CHUNK_BYTES))


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES])
def test_what_was_sealed_is_opened_by_the_server(size: int) -> None:
    plain = bytes(range(256)) * (size // 256) + bytes(size % 256)
    sealed = sealed_(plain)
    assert open_sealed(SERVER, sealed) == (ABOUT, plain)
    assert about_sealed(sealed) == ABOUT


def test_nothing_plain_is_in_the_sealed_bytes_and_no_two_are_alike() -> None:
    plain = b"planted words " * 1000
    assert b"planted" not in sealed_(plain)
    assert sealed_(plain) != sealed_(plain)


def test_a_single_changed_bit_anywhere_is_found() -> None:
    sealed = sealed_(b"a short paper")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(SealError):
            open_sealed(SERVER, bytes(changed))


def test_a_paper_cut_off_anywhere_is_found_also_between_chunks() -> None:
    sealed = sealed_(b"a short paper")
    for length in range(len(sealed)):
        with pytest.raises(SealError):
            open_sealed(SERVER, sealed[:length])
    long = sealed_(bytes(2 * CHUNK_BYTES))
    head = head_bytes(long, 2 * CHUNK_BYTES)
    for cut in (head, head + CHUNK_BYTES + TAG_BYTES, len(long) - 1):
        with pytest.raises(SealError):
            open_sealed(SERVER, long[:cut])
    with pytest.raises(SealError):
        open_sealed(SERVER, long + b"\0")


def test_chunks_in_another_order_are_found() -> None:
    plain = bytes(CHUNK_BYTES) + bytes([1]) * CHUNK_BYTES + bytes([2]) * CHUNK_BYTES
    sealed = sealed_(plain)
    head, step = head_bytes(sealed, len(plain)), CHUNK_BYTES + TAG_BYTES
    first, second, third = (sealed[head + at * step : head + (at + 1) * step] for at in range(3))
    assert open_sealed(SERVER, sealed[:head] + first + second + third)[1] == plain
    for order in ((second, first, third), (first, third), (first, second, second), (first, second, third, third)):
        with pytest.raises(SealError):
            open_sealed(SERVER, sealed[:head] + b"".join(order))


def test_the_chunks_of_one_paper_do_not_open_under_the_head_of_another() -> None:
    ours, theirs = sealed_(b"x" * 10), seal(public_key_of(SERVER), b"x" * 10, About("puyang", "t-2", "其他", "户口簿"))
    with pytest.raises(SealError):
        open_sealed(SERVER, theirs[: head_bytes(theirs, 10)] + ours[head_bytes(ours, 10) :])


def test_another_server_opens_nothing() -> None:
    with pytest.raises(SealError):
        open_sealed(new_private_key(), sealed_(b"paper"))


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(32), bytes(33)])
def test_what_is_no_public_key_seals_nothing(key: bytes) -> None:
    with pytest.raises(SealError):
        seal(key, b"paper", ABOUT)


def test_what_is_no_sealed_paper_says_so() -> None:
    for content in (b"", b"%PDF-1.7 and more than enough bytes to fill the head of a sealed paper, surely"):
        with pytest.raises(SealError):
            about_sealed(content)
    with pytest.raises(SealError):
        open_sealed(b"short", sealed_(b"paper"))
    with pytest.raises(SealError):
        seal(public_key_of(SERVER), b"", About("h", "t", "事" * 2000, "m"))
