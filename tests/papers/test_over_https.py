"""Papers over real HTTPS from a kiosk's disk into the vault of a real hall, cut off, refused, and gone on with."""

import hashlib
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGKILL

import httpx
import msgspec
import pytest

from kiosk.scanning.spool import Spool
from kiosk.scanning.uploading import uploader_of
from queue_server.contract.credential import Credential, PapersAccess, load_credential
from queue_server.contract.plan import Papers, PlanError, parse
from queue_server.papers.keys import paper_keys
from queue_server.papers.vault import Label, Vault
from queue_server.sealing import About, seal
from tests.running_hall import ROOT, RunningHall, wait_for

MARKER = b"PLAIN-MARKER-OF-A-PAPER"
GONE_DAY = "2026-01-05"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    running = RunningHall(tmp_path_factory.mktemp("hall"))
    try:
        running.start_server()
        start(running)
        yield running
    finally:
        running.close()


def start(hall: RunningHall) -> None:
    hall.start_web()
    wait_for(lambda: reached(hall))


def reached(hall: RunningHall) -> bool:
    try:
        return as_kiosk(hall).head("/papers/none").status_code == 404
    except httpx.TransportError:
        return False


def carried_over(hall: RunningHall) -> tuple[Credential, PapersAccess]:
    """What a kiosk has of the server: its credential, and no other file."""
    credential = load_credential(hall.state / "clients/kiosk-1.json")
    assert credential.papers is not None
    return credential, credential.papers


def as_kiosk(hall: RunningHall, password: str = "") -> httpx.Client:
    credential, papers = carried_over(hall)
    trusted = ssl.create_default_context(cadata=papers.certificate)
    return httpx.Client(base_url=papers.address, verify=trusted, auth=("kiosk-1", password or credential.password))


def sealed_paper(hall: RunningHall) -> bytes:
    credential, papers = carried_over(hall)
    about = About(hall=credential.hall, owner="wish-1", matter="A01", material="居民身份证")
    return seal(papers.key, MARKER * 30_000, about)


def vault(hall: RunningHall) -> Vault:
    return Vault(hall.state / "papers/kept", paper_keys(hall.state).vault)


def kept(hall: RunningHall) -> list[bytes]:
    days = [folder.name for folder in (hall.state / "papers/kept").glob("*-*-*")]
    return [vault(hall).open(label) or b"" for day in days for label in vault(hall).of("kiosk-1/wish-1", day)]


def with_marker(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and MARKER in file.read_bytes()]


def announced(sealed: bytes, id: str = "p1", sha256: str = "") -> dict[str, str | int]:
    return {"id": id, "length": len(sealed), "sha256": sha256 or hashlib.sha256(sealed).hexdigest()}


def test_a_cut_upload_goes_on_after_the_web_was_killed_and_ends_on_neither_disk_in_plain(
    hall: RunningHall, tmp_path: Path
) -> None:
    sealed = sealed_paper(hall)
    spool = tmp_path / "spool"
    Spool(spool, datetime.now(UTC)).put("p1", sealed, datetime.now(UTC))
    client = as_kiosk(hall)
    assert client.post("/papers", json=announced(sealed)).status_code == 201
    assert client.patch("/papers/p1", content=sealed[:70_000], headers={"Upload-Offset": "0"}).status_code == 200
    hall.stop(hall.web, SIGKILL)
    uploader = uploader_of(spool, carried_over(hall)[0])
    assert uploader is not None
    uploader.start()
    try:
        assert uploader.waiting() == 1
        start(hall)
        assert int(as_kiosk(hall).head("/papers/p1").headers["Upload-Offset"]) >= 70_000
        wait_for(lambda: uploader.waiting() == 0)
    finally:
        uploader.close()
    assert kept(hall) == [MARKER * 30_000]
    assert with_marker(tmp_path) + with_marker(hall.state) == []


def test_strangers_wrong_places_and_wrong_hashes_are_refused(hall: RunningHall) -> None:
    sealed = sealed_paper(hall)
    client, before = as_kiosk(hall), kept(hall)
    assert as_kiosk(hall, "wrong").post("/papers", json=announced(sealed)).status_code == 401
    assert client.head("/papers/p2").status_code == 404
    assert client.post("/papers", json=announced(sealed, id="p2", sha256="0" * 64)).status_code == 201
    assert client.patch("/papers/p2", content=sealed, headers={"Upload-Offset": "7"}).status_code == 409
    assert client.patch("/papers/p2", content=sealed, headers={"Upload-Offset": "0"}).status_code == 422
    assert client.head("/papers/p2").status_code == 404
    assert kept(hall) == before


def test_only_kiosks_are_told_how_to_bring_papers(hall: RunningHall) -> None:
    told = {name for name in hall.plan.clients() if load_credential(hall.state / f"clients/{name}.json").papers}
    assert told == {kiosk.id for kiosk in hall.plan.kiosk}


def test_a_server_with_a_new_certificate_is_still_trusted_and_one_of_another_hall_is_not(hall: RunningHall) -> None:
    hall.stop(hall.web)
    (hall.state / "keys/hall.crt").unlink()
    start(hall)
    hall.stop(hall.web)
    for own in (hall.state / "keys").glob("hall*"):
        own.unlink()
    hall.start_web()
    with pytest.raises(httpx.ConnectError, match="certificate verify failed"):
        as_kiosk(hall).head("/papers/none")


def test_old_papers_go_though_the_hall_takes_none_any_more(tmp_path: Path) -> None:
    without = RunningHall(tmp_path, lambda plan: msgspec.structs.replace(plan, papers=Papers(port=0, keep_days=1)))
    try:
        vault(without).keep(Label(owner="kiosk-1/wish-1", material="户口簿", day=GONE_DAY), MARKER)
        without.start_server()
        without.start_web()
        (told,) = wait_for(vault(without).tally.records)
        assert (told.day, told.papers) == (GONE_DAY, 1)
        wait_for(lambda: not (without.state / "papers/kept" / GONE_DAY).exists())
        credential = load_credential(without.state / "clients/kiosk-1.json")
        assert credential.papers is None
        assert uploader_of(tmp_path / "spool", credential) is None
    finally:
        without.close()


@pytest.mark.parametrize("line", ["keep_days = 0", "port = 80"])
def test_a_plan_with_senseless_papers_is_refused(line: str) -> None:
    text = (ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8")
    with pytest.raises(PlanError) as found:
        parse(text.replace("port = 8443\nkeep_days = 30", line))
    assert {mistake.key for mistake in found.value.mistakes} == {f"papers.{line.split(maxsplit=1)[0]}"}
