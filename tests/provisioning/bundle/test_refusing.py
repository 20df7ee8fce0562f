"""A USB stick is not trusted: whatever is wrong with a bundle is told in one sentence, and nothing of it is kept."""

import os
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from provisioning.bundle.manifest import MANIFEST
from provisioning.bundle.reading import verify
from provisioning.bundle.refusals import SENTENCES, BundleError, Reason
from provisioning.bundle.unpacking import installed, unpack
from queue_server import signing
from tests.provisioning.bundle.sticks import PRIVATE, PUBLIC, good, link, members, packed, plain, signed

Spoil = Callable[[Path], object]


def _flip(offset: int) -> Spoil:
    """Changes one bit of the byte there; from the end where negative."""

    def flip(bundle: Path) -> None:
        content = bytearray(bundle.read_bytes())
        content[offset] ^= 1
        bundle.write_bytes(content)

    return flip


def _put(*added: tuple[tarfile.TarInfo, bytes], at: int) -> Spoil:
    """Puts members into the tar before the one of that number."""

    def put(bundle: Path) -> None:
        parts = members(bundle)
        packed(bundle, [*parts[:at], *added, *parts[at:]])

    return put


def _without(at: int) -> Spoil:
    def leave_out(bundle: Path) -> None:
        parts = members(bundle)
        packed(bundle, parts[:at] + parts[at + 1 :])

    return leave_out


def _swap_contents(bundle: Path) -> None:
    parts = members(bundle)
    packed(bundle, [*parts[:2], (parts[2][0], b"x" * parts[2][0].size), *parts[3:]])


def _sign_again(bundle: Path) -> None:
    """By somebody who has no right to: with a key of their own that the bundle says is ours."""
    parts = members(bundle)
    forged = PUBLIC + signing.sign(signing.new_private_key(), "bundle 1", parts[0][1])
    packed(bundle, [parts[0], plain("manifest.sig", forged), *parts[2:]])


def _sign_as_a_calendar(bundle: Path) -> None:
    parts = members(bundle)
    other = PUBLIC + signing.sign(PRIVATE, "calendar 1", parts[0][1])
    packed(bundle, [parts[0], plain("manifest.sig", other), *parts[2:]])


BAD: list[tuple[str, Spoil, Reason]] = [
    ("empty", lambda bundle: bundle.write_bytes(b""), "not_a_bundle"),
    ("a picture", lambda bundle: bundle.write_bytes(b"\x89PNG\r\n" * 500), "not_a_bundle"),
    ("another tar", _without(0), "not_a_bundle"),
    ("no signature", _without(1), "unsigned"),
    (
        "an empty signature",
        lambda b: packed(b, [members(b)[0], plain("manifest.sig", b""), *members(b)[2:]]),
        "unsigned",
    ),
    ("a forged signature", _sign_again, "tampered"),
    ("signed as something else", _sign_as_a_calendar, "tampered"),
    ("a bit of the manifest", _flip(512 + 20), "tampered"),
    ("a bit of a file", _flip(-10240), "tampered"),
    ("other content of the same size", _swap_contents, "tampered"),
    ("a file left out", _without(3), "tampered"),
    ("a file more", _put(plain("files/000003", b"more"), at=5), "tampered"),
    ("a file between", _put(plain("files/000009", b"more"), at=3), "tampered"),
    ("a file above", _put(plain("../../etc/cron.d/evil", b"more"), at=2), "outside"),
    ("a file from the root", _put(plain("/etc/cron.d/evil", b"more"), at=5), "outside"),
    ("signed, a file above", lambda bundle: signed(bundle, ["software/../../evil"]), "outside"),
    ("signed, a file from the root", lambda bundle: signed(bundle, ["/etc/evil"]), "outside"),
    ("signed, its own manifest", lambda bundle: signed(bundle, [MANIFEST]), "outside"),
    ("signed, twice the same", lambda bundle: signed(bundle, ["plan/a", "plan/a"]), "not_a_bundle"),
    ("signed, a file in a file", lambda bundle: signed(bundle, ["plan/a", "plan/a/b"]), "not_a_bundle"),
    ("signed, a version that climbs", lambda bundle: signed(bundle, ["plan/a"], version="../1"), "not_a_bundle"),
    ("a symbolic link", _put(link("files/000000", "/etc/passwd"), at=2), "link"),
    ("a hard link", _put(link("files/000001", "manifest.json", tarfile.LNKTYPE), at=3), "link"),
    ("a device", _put(link("files/000001", "", tarfile.CHRTYPE), at=3), "link"),
    ("a long name's extra header", _put(link("files/000001", "", tarfile.GNUTYPE_LONGNAME), at=3), "link"),
]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A good bundle on a stick."""
    (tmp_path / "stick").mkdir()
    return good(tmp_path / "stick")


def refusal(bundle: Path, root: Path, key: bytes = PUBLIC) -> str:
    """Why a bundle is refused, by `verify` and by `unpack` alike; `root` has nothing of it."""
    with pytest.raises(BundleError) as verified:
        verify(bundle, key)
    with pytest.raises(BundleError) as unpacked:
        unpack(bundle, key, root)
    assert str(verified.value) == str(unpacked.value)
    assert not (root / "current").exists()
    assert list((root / "releases").iterdir()) == []
    return verified.value.reason


@pytest.mark.parametrize(("name", "spoil", "reason"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_bundle_is_refused_and_leaves_nothing(
    stick: Path, tmp_path: Path, name: str, spoil: Spoil, reason: Reason
) -> None:
    spoil(stick)
    assert refusal(stick, tmp_path / "root") == reason


def test_a_bundle_of_another_key_is_refused(stick: Path, tmp_path: Path) -> None:
    other = signing.public_key_of(signing.new_private_key())
    assert refusal(stick, tmp_path / "root", other) == "wrong_key"


def test_a_bundle_cut_off_anywhere_is_refused(stick: Path, tmp_path: Path) -> None:
    whole = stick.read_bytes()
    needed = len(whole.rstrip(b"\0"))
    for length in range(1, needed, 251):
        stick.write_bytes(whole[:length])
        assert refusal(stick, tmp_path / "root") in ("truncated", "unsigned", "not_a_bundle"), length
    assert refusal(stick, tmp_path / "root") == "truncated"


def test_nothing_older_takes_the_place_of_what_is_installed(stick: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    current = unpack(good(stick.parent, "2026.12.10"), PUBLIC, root)
    for older in (stick, good(stick.parent, "2025"), good(stick.parent, "2026.12.10", hall="schema = 2\n")):
        with pytest.raises(BundleError, match="不比现在装着的新"):
            unpack(older, PUBLIC, root)
    assert installed(root) == current
    assert unpack(good(stick.parent, "2026.12.10.1"), PUBLIC, root) == installed(root) != current


def test_a_bundle_for_another_hall_is_refused(stick: Path, tmp_path: Path) -> None:
    current = unpack(stick, PUBLIC, tmp_path / "root")
    other = signed(stick, ["plan/hall.toml"], version="2027.1", hall="shunping")
    with pytest.raises(BundleError, match="给“shunping”这个大厅的"):
        unpack(other, PUBLIC, tmp_path / "root")
    assert installed(tmp_path / "root") == current


def test_every_reason_is_one_sentence_that_shows_no_control_letters() -> None:
    for sentence in SENTENCES.values():
        assert "\n" not in sentence
        assert "，" in sentence
    assert str(BundleError("outside", "a\x1b[2Jb")) == SENTENCES["outside"].format(about="a?[2Jb")


def test_a_disk_that_is_too_small_is_told_before_anything_is_written(stick: Path, tmp_path: Path) -> None:
    size = shutil.disk_usage(tmp_path).free + (1 << 30)
    signed(stick, ["plan/large"], size=size)
    os.truncate(stick, size + (1 << 20))
    with pytest.raises(BundleError, match=r"磁盘空间不够，还差 \d+ MB"):
        unpack(stick, PUBLIC, tmp_path / "root")
    assert list((tmp_path / "root" / "releases").iterdir()) == []


def test_a_byte_that_went_bad_is_refused_or_was_of_no_account(stick: Path) -> None:
    whole, manifest = stick.read_bytes(), verify(stick, PUBLIC)
    refused = 0
    for place in range(0, len(whole), 41):
        stick.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            assert verify(stick, PUBLIC) == manifest
        except BundleError:
            refused += 1
    assert refused > len(whole) / 41 / 4
