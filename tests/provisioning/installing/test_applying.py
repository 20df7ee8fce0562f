"""Root does what the screen wishes: all of it or nothing, once, and never more than the plan allows."""

import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from kiosk.clock import BUILD_DATE
from kiosk.door import DoorLock
from provisioning.applying.doing import apply
from provisioning.applying.hands import sealed
from provisioning.box import Box, load_box
from provisioning.bundle.unpacking import unpack
from provisioning.installing.making import make
from provisioning.installing.wanted import wanted
from provisioning.wishes import WISH, Done, FirstBox, JoinedBox, SetClock, Wish, read_done, write_wish
from queue_server.contract.credential import Credential
from queue_server.contract.plan import load
from queue_server.web.pins import load_pins, verify
from tests.provisioning.bundle.sticks import PUBLIC
from tests.provisioning.cuts import done_until
from tests.provisioning.installing.small import KEY_TEXT, SAMPLE, small_bundle
from tests.provisioning.installing.test_installing import UNIT_FILES

PLAN = {name: SAMPLE.with_name(name).read_bytes() for name in ("calendar.toml",)} | {"hall.toml": SAMPLE.read_bytes()}
CLERK = load(SAMPLE).clerk[0].id
HALL = FirstBox(
    id="1", plan=PLAN, parts={"hall": "server", "kiosk": "kiosk-1"}, pins={CLERK: "258036"}, door_pin="824613"
)
CREDENTIAL = Credential(hall="puyang", client="kiosk-1", host="10.0.0.2", port=8883, password="secret")
JOINED = JoinedBox(id="2", client="kiosk-1", part="kiosk", credential=CREDENTIAL, plan=PLAN, door_pin="824613")


class Hands:
    """Root's, on a machine that keeps no clock and starts nothing."""

    def __init__(self) -> None:
        self.clock: datetime | None = None
        self.started: list[Sequence[str]] = []

    def seal(self, secret: bytes) -> bytes:
        """By systemd, with the key that needs no machine."""
        return sealed(secret, "tpm2-absent")

    def set_clock(self, at: datetime) -> None:
        """Keeps the moment."""
        self.clock = at

    def start(self, units: Sequence[str]) -> None:
        """Keeps the names."""
        self.started.append(units)


@pytest.fixture(scope="module")
def new_box(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A machine on which a bundle was installed, and nobody has chosen anything."""
    folder = tmp_path_factory.mktemp("new")
    unpack(small_bundle(folder / "stick"), PUBLIC, folder / "root/opt/tinghao")
    make(folder / "root", wanted(UNIT_FILES, KEY_TEXT, None))
    for needed in ("var/lib/tinghao-setup", "etc/tinghao/credentials"):
        (folder / "root" / needed).mkdir(parents=True)
    return folder / "root"


@pytest.fixture
def box(new_box: Path, tmp_path: Path) -> Path:
    """One of its own for each test."""
    shutil.copytree(new_box, tmp_path / "root", symlinks=True)
    return tmp_path / "root"


def wished(box: Path, wish: Wish, hands: Hands | None = None) -> Done:
    """What becomes of the wish."""
    setup = box / "var/lib/tinghao-setup"
    write_wish(setup, wish)
    done = apply(box, hands or Hands())
    assert done is not None
    assert done == read_done(setup)
    assert not (setup / WISH).exists(), "it holds PINs"
    return done


def test_the_first_box_becomes_the_hall(box: Path) -> None:
    hands = Hands()
    assert wished(box, HALL, hands) == Done(wish="1", well=True, sentence="好了")
    assert load_box(box / "etc/tinghao") == Box(parts={"hall": "server", "kiosk": "kiosk-1"})
    assert load(box / "var/lib/tinghao/plan/hall.toml") == load(SAMPLE)
    assert (box / "var/lib/tinghao/plan/calendar.toml").stat().st_mode & 0o777 == 0o644
    pin = load_pins(box / "var/lib/tinghao")[CLERK]
    assert verify(pin, "258036")
    assert pin.must_change
    assert DoorLock(box / "var/lib/tinghao-kiosk-1").opens("824613", 0.0)
    assert (box / "etc/systemd/system/tinghao.target.wants/tinghao-kiosk@kiosk-1.service").is_symlink()
    (started,) = hands.started
    assert "tinghao-server.service" in started
    assert not [unit for unit in started if "kiosk" in unit], "its screen is still the first start's"


def test_a_joined_box_keeps_its_credential_only_sealed(box: Path) -> None:
    assert wished(box, JOINED).well
    sealed_file = box / "etc/tinghao/credentials/kiosk-1.cred"
    opened = subprocess.run(
        ["systemd-creds", "decrypt", "--name=hall.json", sealed_file, "-"], capture_output=True, check=True, timeout=60
    )
    assert msgspec.json.decode(opened.stdout, type=Credential) == CREDENTIAL
    everything = [path for path in box.rglob("*") if path.is_file() and not path.is_symlink()]
    assert not [path for path in everything if b'"secret"' in path.read_bytes()]


BAD: list[tuple[Wish, str]] = [
    (replace(HALL, plan={"hall.toml": b"schema = 2\n"}), "大厅配置不能用"),
    (replace(HALL, plan={"calendar.toml": b""}), "缺 hall.toml"),
    (replace(HALL, plan={"hall.toml": PLAN["hall.toml"]}), r"缺 calendar\.toml"),
    (replace(HALL, plan={**PLAN, "calendar.toml": b"unsigned"}), "大厅配置不能用"),
    (replace(HALL, plan={**PLAN, "../../../etc/cron.d/evil": b""}), "别的地方"),
    (replace(HALL, plan={**PLAN, "/etc/cron.d/evil": b""}), "别的地方"),
    (replace(HALL, parts={"kiosk": "kiosk-1"}), "要有总台"),
    (replace(HALL, parts={"hall": "server", "kiosk": "../kiosk"}), "没有“../kiosk”"),
    (replace(HALL, parts={"hall": "server", "kiosk": "display-1"}), "没有“display-1”"),
    (replace(HALL, parts={"hall": "server", "kiosk": "kiosk-1", "display": "display-1"}), "只有一块屏幕"),
    (replace(HALL, pins={"nobody": "258036"}), "没有“nobody”这个人"),
    (replace(HALL, pins={CLERK: "1234"}), "太容易猜到"),
    (replace(HALL, door_pin="12"), "技术员密码"),
    (replace(JOINED, client="kiosk-2"), "不是给这台机器的"),
    (replace(JOINED, credential=replace(CREDENTIAL, hall="other")), "不是给这台机器的"),
    (replace(JOINED, part="display"), "没有“kiosk-1”"),
    (replace(JOINED, part="hall"), "只在第一台机器上"),
    (SetClock(id="3", at=BUILD_DATE - timedelta(days=1)), "要在 2026-11-23 以后"),
    (SetClock(id="3", at=BUILD_DATE + timedelta(days=30_000)), "时间不对"),
    (SetClock(id="3", at=datetime(2027, 1, 1)), "时间不对"),
]


@pytest.mark.parametrize(("wish", "sentence"), BAD, ids=[sentence for _, sentence in BAD])
def test_what_is_wrong_is_refused_and_leaves_the_box_new(new_box: Path, wish: Wish, sentence: str) -> None:
    hands = Hands()
    done = wished(new_box, wish, hands)
    assert (done.well, done.wish) == (False, wish.id)
    assert sentence.replace("\\", "") in done.sentence
    assert (hands.clock, hands.started) == (None, [])
    assert not (new_box / "etc/tinghao/box.json").exists()
    assert not (new_box / "var/lib/tinghao").exists()


def test_half_a_wish_and_a_link_are_answered_and_cleared_away(new_box: Path) -> None:
    setup = new_box / "var/lib/tinghao-setup"
    (setup / WISH).write_bytes(msgspec.json.encode(HALL)[:200])
    done = apply(new_box, Hands())
    assert done is not None
    assert "没有收全" in done.sentence
    (setup / WISH).symlink_to("/etc/shadow")
    done = apply(new_box, Hands())
    assert done is not None
    assert not done.well
    assert not (setup / WISH).is_symlink()
    assert apply(new_box, Hands()) is None


def test_the_clock_is_set(new_box: Path) -> None:
    hands, at = Hands(), datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
    assert wished(new_box, SetClock(id="4", at=at), hands).well
    assert hands.clock == at


def test_the_same_wish_is_done_once_and_another_one_never(box: Path) -> None:
    hands = Hands()
    wished(box, HALL, hands)
    assert wished(box, HALL, hands).well
    assert len(hands.started) == 1
    assert "已经装成别的了" in wished(box, JOINED, hands).sentence
    assert len(hands.started) == 1


def test_a_power_cut_at_any_step_leaves_a_box_that_can_be_made(new_box: Path, tmp_path: Path) -> None:
    root, step = tmp_path / "root", 0
    wish = replace(HALL, pins={}, parts={"hall": "server"})
    while True:
        step += 7
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(new_box, root, symlinks=True)
        write_wish(root / "var/lib/tinghao-setup", wish)
        done = done_until(step, partial(apply, root, Hands()))
        made = load_box(root / "etc/tinghao") is not None
        assert made or (root / "var/lib/tinghao-setup" / WISH).exists(), "the next start does it"
        apply(root, Hands())
        assert load_box(root / "etc/tinghao") == Box(parts={"hall": "server"})
        assert load(root / "var/lib/tinghao/plan/hall.toml").hall.id == "puyang"
        if done:
            break
    assert step > 20
