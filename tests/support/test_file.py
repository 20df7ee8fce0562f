"""The support file of a hall in which personal data lies everywhere: none of it is in the file."""

import io
import zipfile
from pathlib import Path

import msgspec
import pytest

from provisioning.support_command import support
from queue_server.contract.accounts import Account
from queue_server.contract.credential import load_credential
from queue_server.contract.plan import Notice, Plan, load
from queue_server.papers.vault import Label, Vault
from queue_server.sealing import SealError
from queue_server.state_dir import StateDir, write_private
from queue_server.support.file import KEY, SupportKeyError, opened, support_file
from queue_server.tokens import new_token
from queue_server.web.pins import set_pin
from queue_server.web.sign_ins import SignIns
from tests.running_hall import ROOT

ID, PHONE, LINE = "110105194912310021", "13800138000", "0312-5550188"
NAMES = ("王秀兰", "李建国", "秦时")
QIN = Account(id="qin", name="秦时", roles=("clerk",))


@pytest.fixture
def hall(tmp_path: Path) -> tuple[Plan, StateDir, Path]:
    """A plan, a folder and a log of a hall, with data about people wherever some may ever come to lie."""
    text = (ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8")
    written = tmp_path / "hall.toml"
    written.write_text(text, encoding="utf-8")
    plan = load(written)
    plan = msgspec.structs.replace(
        plan,
        notice=(*plan.notice, Notice(text=f"找王秀兰，电话 {LINE}", text_en="")),
        display=tuple(msgspec.structs.replace(one, place=f"{one.place} {PHONE}") for one in plan.display),
    )
    written.write_bytes(msgspec.toml.encode(plan))
    state = StateDir(tmp_path / "state")
    state.credentials(plan)
    set_pin(state.path, "wang", "246813")
    new_token(state.path, "bookings")
    SignIns(state.path).add("wrong", ID)
    state.journal.write_bytes(ID.encode())
    Vault(state.path / "papers/kept", bytes(32)).keep(
        Label(owner=f"kiosk-1/{ID}", material="身份证", day="2026-11-23"), PHONE.encode()
    )
    (state.path / "broker").mkdir()
    (state.path / "broker/mosquitto.log").write_text(f"password {_password(state)} of kiosk-1\n")
    logs = tmp_path / "log"
    logs.mkdir()
    (logs / "web.log").write_text(
        f"2026-11-27 22:08:43,121 WARNING {ID} {PHONE} {LINE} 王秀兰 秦时 李建国\n"
        f"2026-11-27 22:08:43,122 WARNING /t/z26pgzxcz7a6rs6a {_password(state)}\n"
        "2026-11-27 22:08:44,000 ERROR kiosk.printing: slip-printer-1: paper_out\n"
    )
    return plan, state, logs


def _password(state: StateDir) -> str:
    return load_credential(state.credential_path("kiosk-1")).password


def read(content: bytes) -> dict[str, str]:
    """The parts of the zip by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_nothing_about_anybody_is_in_it_and_what_went_wrong_is(hall: tuple[Plan, StateDir, Path]) -> None:
    plan, state, logs = hall
    more = {"terminals.json": f'{{"said": "{ID} 王秀兰 {PHONE}"}}'}
    content, ending = support_file(plan, state.path, people=(QIN,), logs=(logs,), more=more)
    assert ending == ".zip"
    found = read(content)
    assert {"versions.json", "plan.json", "disk.json", "terminals.json", "log/web.log.txt"} <= found.keys()
    everything = "\n".join(found.values())
    hashes = (state.path / "pins.json").read_text().split('"')[3:4]
    for one in (ID, PHONE, LINE, "246813", *NAMES, _password(state), "z26pgzxcz7a6rs6a", *hashes):
        assert one not in everything, one
    assert "22:08:44,000 ERROR kiosk.printing: slip-printer-1: paper_out" in found["log/web.log.txt"]
    assert msgspec.json.decode(found["plan.json"])["window"]
    assert not any(matter.name in everything for matter in plan.matter)


def test_for_an_office_with_a_key_it_is_sealed_and_only_the_office_opens_it(
    hall: tuple[Plan, StateDir, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, state, logs = hall
    key, file = tmp_path / "office.key", tmp_path / "support.zip"
    assert support([str(key), "--new-key"]) == 0
    write_private(state.path / KEY, (tmp_path / "office.key.pub").read_bytes())
    made = [str(file), "--plan", str(tmp_path / "hall.toml"), "--state", str(state.path), "--log", str(logs)]
    assert support(made) == 0
    sealed = tmp_path / "support.zip.sealed"
    assert not file.exists()
    with pytest.raises(SealError):
        opened(bytes(range(32)), sealed.read_bytes())
    assert support([str(sealed), "--open", str(key)]) == 0
    assert "versions.json" in read(file.read_bytes())
    assert "王秀兰" not in capsys.readouterr().out
    write_private(state.path / KEY, b"no key")
    with pytest.raises(SupportKeyError):
        support_file(plan, state.path)


def test_a_mistake_at_the_keyboard_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert support([str(tmp_path / "x.zip"), "--plan", str(tmp_path / "no.toml"), "--state", str(tmp_path)]) in (2, 3)
    assert len(capsys.readouterr().err.splitlines()) >= 1
    (tmp_path / "plain.zip").write_bytes(b"PK")
    (tmp_path / "key").write_bytes(bytes(32))
    assert support([str(tmp_path / "plain.zip"), "--open", str(tmp_path / "key")]) == 2
