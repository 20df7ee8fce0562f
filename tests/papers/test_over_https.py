"""Papers over real HTTPS from a kiosk's disk into the vault of a real hall, cut off, refused, and gone on with."""

import base64
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
from kiosk.scanning.uploading import Uploader
from queue_server.contract.credential import load_credential
from queue_server.contract.plan import Papers, Plan
from queue_server.papers.keys import paper_keys
from queue_server.papers.vault import Vault
from queue_server.sealing import About, seal
from tests.running_hall import RunningHall, free_port, wait_for

MARKER = b"PLAIN-MARKER-OF-A-PAPER"


def taking(plan: Plan) -> Plan:
    return msgspec.structs.replace(plan, papers=Papers(port=free_port()))


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[RunningHall]:
    running = RunningHall(tmp_path, taking)
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
        return as_kiosk(hall).get("/papers/key").status_code == 200
    except (httpx.TransportError, FileNotFoundError):
        return False


def address(hall: RunningHall) -> str:
    return f"https://127.0.0.1:{hall.plan.papers.port}"


def as_kiosk(hall: RunningHall, password: str = "") -> httpx.Client:
    known = load_credential(hall.state / "clients/kiosk-1.json")
    trusted = ssl.create_default_context(cafile=str(hall.state / "keys/papers.crt"))
    return httpx.Client(base_url=address(hall), verify=trusted, auth=("kiosk-1", password or known.password))


def sealed_paper(hall: RunningHall) -> bytes:
    given = as_kiosk(hall).get("/papers/key").json()
    about = About(hall=given["hall"], owner="wish-1", matter="A01", material="身份证")
    return seal(base64.b64decode(given["key"]), MARKER * 30_000, about)


def kept(hall: RunningHall) -> list[bytes]:
    vault = Vault(hall.state / "papers/kept", paper_keys(hall.state).vault)
    days = [folder.name for folder in (hall.state / "papers/kept").glob("*-*-*")]
    return [vault.open(label) or b"" for day in days for label in vault.of("kiosk-1/wish-1", day)]


def with_marker(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and MARKER in file.read_bytes()]


def announced(sealed: bytes, sha256: str = "") -> dict[str, str | int]:
    return {"id": "p1", "length": len(sealed), "sha256": sha256 or hashlib.sha256(sealed).hexdigest()}


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
    uploader = Uploader(
        spool, address(hall), hall.state / "keys/papers.crt", load_credential(hall.state / "clients/kiosk-1.json")
    )
    uploader.start()
    try:
        assert uploader.waiting() == 1
        start(hall)
        assert int(as_kiosk(hall).head("/papers/p1").headers["Upload-Offset"]) >= 70_000
        wait_for(lambda: uploader.waiting() == 0)
    finally:
        uploader.close()
    assert kept(hall) == [MARKER * 30_000]
    assert with_marker(tmp_path) == []


def test_strangers_wrong_places_and_wrong_hashes_are_refused(hall: RunningHall) -> None:
    sealed = sealed_paper(hall)
    client = as_kiosk(hall)
    assert as_kiosk(hall, "wrong").post("/papers", json=announced(sealed)).status_code == 401
    assert client.head("/papers/p1").status_code == 404
    assert client.post("/papers", json=announced(sealed, "0" * 64)).status_code == 201
    assert client.patch("/papers/p1", content=sealed, headers={"Upload-Offset": "7"}).status_code == 409
    assert client.patch("/papers/p1", content=sealed, headers={"Upload-Offset": "0"}).status_code == 422
    assert client.head("/papers/p1").status_code == 404
    assert kept(hall) == []


@pytest.mark.parametrize("line", ["keep_days = 0", "port = 80"])
def test_a_plan_with_senseless_papers_is_refused(line: str) -> None:
    from queue_server.contract.plan import PlanError, parse
    from tests.running_hall import ROOT

    text = (ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8")
    with pytest.raises(PlanError) as found:
        parse(f"{text}\n[papers]\n{line}\n")
    assert {mistake.key for mistake in found.value.mistakes} == {f"papers.{line.split(maxsplit=1)[0]}"}
