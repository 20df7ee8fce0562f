"""The plan of a first box: of the template, of a stick, or refused with every reason; kept over a power cut."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.setup.happenings import KeptOut, PlanRead, WorkDone, WorkFailed
from kiosk.setup.state import begin
from kiosk.setup.values import Hall, Machine
from provisioning.bundle.building import build
from provisioning.bundle.collecting import Source
from provisioning.first_start import wishing
from provisioning.first_start.becoming import first_box
from provisioning.first_start.drafting import DraftError, from_stick, from_template, told
from provisioning.first_start.keeping import KEPT, Kept
from provisioning.first_start.pairing import LocalDoorway
from provisioning.first_start.sticks import offers
from provisioning.wishes import WISH, Done, SetClock, read_wish, write_done
from queue_server import signing
from queue_server.contract.plan import parse
from tests.ports import free_port
from tests.provisioning.bundle.sticks import PRIVATE, PUBLIC
from tests.running_hall import ROOT

HALLS = ROOT / "assets/halls"
PRINTER = Machine(
    kind="slip_printer", name="", plug="usb_b", there="well", words="", port="/dev/usb/lp0", driver="escpos"
)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "bundle.pub"
    path.write_text(f"{signing.public_key_text(PUBLIC)}\n")
    return path


def test_the_template_is_told_in_a_few_words_with_a_fresh_pin_for_everybody() -> None:
    files = from_template("蒲阳镇", "http://10.0.0.5:8080", (PRINTER,), (1920, 1080))
    plan = told(files)
    assert isinstance(plan, PlanRead)
    assert (plan.summary.hall, len(plan.summary.windows)) == ("蒲阳镇便民服务大厅", 4)
    assert plan.summary.covered_until == "2026-12-31"
    assert [warning for warning in plan.summary.warnings if "工作日历" not in warning] == []
    assert len({person.pin for person in plan.people}) == plan.summary.people
    assert [person.window for person in plan.people[:3]] == [1, 1, 2]
    made = parse(files["hall.toml"].decode())
    assert (made.device[0].port, made.kiosk[0].panel_px) == ("/dev/usb/lp0", (1920, 1080))


def test_a_stick_offers_its_plans_and_bundles_by_name(tmp_path: Path, key: Path) -> None:
    stick = tmp_path / "media" / "USB" / "县里"
    stick.mkdir(parents=True)
    for name in ("hall.toml", "calendar.toml"):
        (stick / name).write_bytes((HALLS / name.replace("hall", "puyang")).read_bytes())
    sources = [Source(f"plan/{name}", stick / name) for name in ("hall.toml", "calendar.toml")]
    build([*sources, Source("software/x", stick / "hall.toml")], "2026.12.1", "puyang", PRIVATE, stick / "a.bundle")
    found = offers([tmp_path / "media", tmp_path / "nowhere"])
    assert [offer.name for offer in found] == ["a.bundle", "蒲阳镇便民服务大厅"]
    for offer in found:
        files = from_stick(Path(offer.path), key)
        assert sorted(files) == ["calendar.toml", "hall.toml"]
        assert isinstance(told(files), PlanRead)


def test_a_bad_plan_is_refused_with_all_its_mistakes(tmp_path: Path, key: Path) -> None:
    text = (HALLS / "puyang.toml").read_text(encoding="utf-8").replace("windows = [2]", "windows = [9]")
    text = text.replace('clerks = ["sun", "zhou"]', 'clerks = ["sun"]')
    (tmp_path / "hall.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DraftError) as refused:
        from_stick(tmp_path / "hall.toml", key)
    assert [sentence.partition("：")[0] for sentence in refused.value.sentences] == [
        "service[2].windows",
        "window[4].clerks",
    ]


@pytest.mark.parametrize("content", [b"no bundle", b""])
def test_a_bad_bundle_is_refused_with_its_reason(tmp_path: Path, key: Path, content: bytes) -> None:
    (tmp_path / "a.bundle").write_bytes(content)
    with pytest.raises(DraftError, match="安装包"):
        from_stick(tmp_path / "a.bundle", key)


def test_a_stick_that_is_gone_is_said_so(tmp_path: Path, key: Path) -> None:
    with pytest.raises(DraftError, match="U盘"):
        from_stick(tmp_path / "gone" / "a.bundle", key)


def test_a_plan_without_a_kiosk_makes_no_first_box() -> None:
    text = (HALLS / "puyang.toml").read_text(encoding="utf-8")
    bare = text[: text.index("[[kiosk]]")]
    refused = told({"hall.toml": bare.encode()})
    assert isinstance(refused, WorkFailed)
    assert "自助机" in refused.sentences[0]


def test_names_that_were_typed_stand_in_the_wish() -> None:
    files = from_template("蒲阳镇", "http://10.0.0.5:8080", (), (1080, 1920))
    plan = told(files)
    assert isinstance(plan, PlanRead)
    setup, _ = begin(0.0)
    people = tuple(replace(one, name="王秀兰") if one.id == "manager" else one for one in plan.people)
    wish = first_box("1", replace(setup, people=people, door_pin=plan.door_pin), files)
    assert parse(wish.plan["hall.toml"].decode()).clerks["manager"].name == "王秀兰"
    assert wish.pins["manager"] == next(one.pin for one in people if one.id == "manager")


def test_what_was_kept_comes_back_and_what_is_broken_begins_anew(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "setup")
    assert kept.setup() is None
    setup, _ = begin(3.0)
    kept.keep(setup)
    assert kept.setup() == setup
    assert (tmp_path / "setup" / KEPT).stat().st_mode & 0o777 == 0o600
    (tmp_path / "setup" / KEPT).write_text("half of it")
    assert kept.setup() is None
    kept.forget()
    assert list((tmp_path / "setup").iterdir()) == []


def test_a_wish_is_answered_well_or_with_a_sentence_or_not_at_all(tmp_path: Path) -> None:
    wish = SetClock(id="1", at=datetime(2026, 11, 27, 8, tzinfo=UTC))
    write_done(tmp_path, Done(wish="1", well=False, sentence="时间不对"))
    assert wishing.ask(tmp_path, wish) == WorkFailed(("时间不对",))
    write_done(tmp_path, Done(wish="1", well=True, sentence="好了"))
    assert (
        wishing.ask(tmp_path, SetClock(id="2", at=wish.at)) == WorkDone()
    )  # it still lies there, under its first name
    (tmp_path / WISH).unlink()
    assert wishing.ask(tmp_path, SetClock(id="3", at=wish.at), 0.0) == WorkFailed((wishing.NOT_ANSWERED,))
    assert read_wish(tmp_path) == SetClock(id="3", at=wish.at)


def test_where_nobody_answers_there_is_no_hall() -> None:
    nobody = LocalDoorway().knock(Hall(host="127.0.0.1", port=free_port()), "kiosk", "新来的")
    assert isinstance(nobody, KeptOut)
    assert nobody.reason == "away"
