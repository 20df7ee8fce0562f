"""The terminal's own box: disk, clock, versions, calendar, credential and loudspeaker, each well, odd and broken."""

import wave
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from kiosk.checks import LEAST_FREE_BYTES
from kiosk.selftest import Check, Finding
from kiosk.selftest.disk import FEW_FREE_BYTES, Disk
from kiosk.selftest.kept import FILE, keep, kept
from kiosk.selftest.own_clock import OwnClock
from kiosk.selftest.versions import Versions
from kiosk.selftest.voice import Voice
from kiosk.selftest.way_in import WayIn
from kiosk.selftest.working_days import WorkingDays, covered_until
from kiosk.speech.sinks import Loudspeaker
from queue_server.contract.credential import Credential, PapersAccess
from queue_server.contract.plan import load
from queue_server.contract.selftest import SelfTest
from queue_server.release import version
from tests.running_hall import ROOT

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
ZONE = "Asia/Shanghai"
PUYANG = ROOT / "assets/halls/puyang.toml"


def found(check: Check) -> list[Finding]:
    return [one for one in check.look() if isinstance(one, Finding)]


def state_of(check: Check) -> str:
    (finding,) = found(check)
    assert finding.state in ("ok", "absent") or finding.remedy
    return finding.state


@pytest.mark.parametrize(
    ("free", "state"),
    [(FEW_FREE_BYTES, "ok"), (FEW_FREE_BYTES - 1, "attention"), (LEAST_FREE_BYTES - 1, "broken"), (0, "broken")],
)
def test_a_disk_that_fills_is_told_before_it_is_full(tmp_path: Path, free: int, state: str) -> None:
    assert state_of(Disk(tmp_path, lambda _: free)) == state


def test_the_disk_that_is_really_there_is_measured_and_one_that_is_not_is_broken(tmp_path: Path) -> None:
    assert found(Disk(tmp_path))[0].words.startswith("剩余 ")
    assert state_of(Disk(tmp_path / "nowhere")) == "broken"


@pytest.mark.parametrize(
    ("now", "server", "synced", "state"),
    [
        (NOW, NOW, True, "ok"),
        (NOW, NOW + timedelta(seconds=4), None, "ok"),
        (NOW, None, True, "ok"),
        (NOW, NOW + timedelta(seconds=6), True, "attention"),
        (NOW, NOW - timedelta(seconds=61), True, "broken"),
        (NOW, NOW, False, "attention"),
        (datetime(2015, 1, 1, tzinfo=UTC), None, True, "broken"),
    ],
)
def test_a_clock_is_held_to_the_program_the_server_and_the_network(
    now: datetime, server: datetime | None, synced: bool | None, state: str
) -> None:
    assert state_of(OwnClock(lambda: now, lambda: server, ZONE, lambda: synced)) == state


def test_the_clock_shows_the_halls_time() -> None:
    assert found(OwnClock(lambda: NOW, lambda: None, ZONE, lambda: True))[0].words == "2026-11-27 10:00:00"


def test_two_versions_in_one_hall_are_told() -> None:
    states = {"2026.12.1": "ok", "": "ok", "2026.12.2": "attention"}
    assert {hall: state_of(Versions("2026.12.1", partial(str, hall))) for hall in states} == states


def test_the_version_is_the_releases_own_or_that_of_the_source(tmp_path: Path) -> None:
    assert version() == version(ROOT)
    software = tmp_path / "releases/2026.12.1/software"
    software.mkdir(parents=True)
    (software.parent / "manifest.json").write_text('{"format": 1, "version": "2026.12.1", "hall": "h", "files": []}')
    assert version(software) == "2026.12.1"


def test_the_calendar_is_told_with_its_end_and_missed_where_it_is_not_there(tmp_path: Path) -> None:
    plan = load(PUYANG)
    until = covered_until(plan, PUYANG.parent)
    last_summer = date(int(until[:4]), 6, 1)
    assert found(WorkingDays(plan, PUYANG.parent, lambda: last_summer))[0].words == f"到 {until}"
    assert state_of(WorkingDays(plan, PUYANG.parent, lambda: last_summer.replace(month=11))) == "attention"
    assert state_of(WorkingDays(plan, tmp_path, lambda: last_summer)) == "attention"
    assert covered_until(plan, tmp_path) == ""


def certificate(days: float) -> str:
    """One that ends so many days from now, PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "for tests")])
    begun = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    dated = begun.serial_number(1).not_valid_before(NOW - timedelta(days=900))
    made = dated.not_valid_after(NOW + timedelta(days=days)).sign(key, SHA256())
    return made.public_bytes(Encoding.PEM).decode()


def credential(pem: str = "", hall: str = "puyang") -> Credential:
    papers = PapersAccess(address="https://10.0.0.5:8443", certificate=pem, key=bytes(32)) if pem else None
    return Credential(hall=hall, client="kiosk-1", host="10.0.0.5", port=18830, password="x", papers=papers)


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (credential(), "ok"),
        (credential(certificate(400)), "ok"),
        (credential(certificate(20)), "attention"),
        (credential(certificate(-1)), "broken"),
        (credential("no certificate"), "broken"),
        (credential(hall="another"), "broken"),
    ],
)
def test_a_credential_of_another_hall_or_near_its_end_is_told(given: Credential, state: str) -> None:
    assert state_of(WayIn(given, "puyang", lambda: NOW)) == state


def test_words_come_out_of_the_loudspeaker(tmp_path: Path) -> None:
    heard = tmp_path / "heard.wav"
    player = Loudspeaker(("sh", "-c", f"cat > {heard}"))
    assert state_of(Voice(player.try_to_play)) == "ok"
    with wave.open(str(heard)) as sound:
        assert sound.getnframes() > 10_000


def test_a_loudspeaker_that_is_not_there_and_a_voice_that_is_not_installed_are_broken() -> None:
    gone = Loudspeaker(("sh", "-c", "cat > /dev/null; echo 'no card' >&2; exit 1"))
    assert found(Voice(gone.try_to_play))[0].words == "声音放不出来"
    assert found(Voice(Loudspeaker(("cat",)).try_to_play, program="no-such-espeak"))[0].picture == "speaker"


def test_a_voice_pack_that_lacks_words_is_told_beside_the_voice() -> None:
    said = found(Voice(lambda wav: "", lambda: ["录音包 x 有 2 个词要补录"]))
    assert [finding.state for finding in said] == ["ok", "attention"]


def test_the_last_self_test_is_kept_whole_or_the_one_before_it(tmp_path: Path) -> None:
    assert kept(tmp_path) is None
    first = SelfTest(client="kiosk-1", at=NOW, version="1", findings=())
    keep(tmp_path, first)
    (tmp_path / f"{FILE}.part").write_bytes(b'{"cut off by a power cut')
    assert kept(tmp_path) == first
    second = msgspec.structs.replace(first, version="2")
    keep(tmp_path, second)
    assert kept(tmp_path) == second
    (tmp_path / FILE).write_bytes(b"nothing that can be read")
    assert kept(tmp_path) is None
