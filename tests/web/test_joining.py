"""A terminal on a box of its own joins a real hall by a code and four words, works, and is put out of it again."""

import ssl
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from kiosk.setup.happenings import KeptOut
from kiosk.setup.values import Hall as At
from provisioning.first_start.pairing import Admitted, Knocked, LocalDoorway
from provisioning.following import Following, FollowingError
from provisioning.joining import (
    Door,
    DoorError,
    Joined,
    Joining,
    Locked,
    Refused,
    Waiting,
    door_at,
    halls_nearby,
)
from queue_server.client import HallClient
from queue_server.contract.commands import GetQueues, TakeTicket
from queue_server.contract.credential import Credential, load_credential
from queue_server.contract.plan import Plan, WindowBox, load
from queue_server.contract.replies import QueuesAre, TicketIssued
from queue_server.pairing.asks import LOCKED, NOT_EQUAL, OVER, TRIES
from queue_server.terminals.registry import Part
from queue_server.web.admitting import NOT_JOINED, OTHER_KIND
from tests.ports import free_port
from tests.running_hall import DEADLINE_S, ROOT, RunningHall, wait_for
from tests.web.conftest import running_hall, sign_in, signed_in
from tests.web.test_console_page import CHINESE

KIOSK = 'tr[data-client="kiosk-1"]'


def with_other_boxes(plan: Plan) -> Plan:
    box = WindowBox(id="window-1", windows=(1,), place="1 号窗口")
    return replace(plan, hall=replace(plan.hall, wire_port=free_port()), window_box=(box,))


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    yield from running_hall(tmp_path_factory.mktemp("hall"), with_other_boxes)


@pytest.fixture(scope="module")
def door(hall: RunningHall) -> Door:

    def reached() -> Door | None:
        try:
            return door_at(f"127.0.0.1:{hall.plan.papers.port}")
        except DoorError:
            return None

    return wait_for(reached)


@pytest.fixture(scope="module")
def technician(hall: RunningHall) -> httpx.Client:
    return signed_in(hall, "tang", "terminals")


def pressed(who: httpx.Client, what: str, **body: str) -> httpx.Response:
    return who.post(f"/api/terminals/{what}", json=body)


def let_in(who: httpx.Client, door: Door, part: Part, client: str) -> Joined:
    joining = Joining(door, part, "新来的")
    assert joining.poll() == Waiting()
    found = pressed(who, "code", code=joining.code.lower()).json()
    assert (found["part"], found["name"], tuple(found["words"])) == (part, "新来的", joining.words)
    answer = pressed(who, "admit", id=found["id"], client=client)
    assert answer.status_code == 200, answer.text
    outcome = joining.poll()
    assert isinstance(outcome, Joined)
    return outcome


def as_terminal(credential: Credential) -> httpx.Client:
    """Over HTTPS, trusting only what the terminal was given."""
    assert credential.papers is not None
    trusted = ssl.create_default_context(cadata=credential.papers.certificate)
    auth = (credential.client, credential.password)
    return httpx.Client(base_url=credential.papers.address, verify=trusted, auth=auth)


def test_a_kiosk_joins_works_and_is_put_out_within_moments(
    hall: RunningHall, door: Door, technician: httpx.Client
) -> None:
    joined = let_in(technician, door, "kiosk", "kiosk-1")
    assert joined.plan["hall.toml"] == hall.plan_path.read_bytes()
    credential = joined.credential
    assert (credential.host, credential.port) == ("127.0.0.1", hall.plan.hall.wire_port)
    https = as_terminal(credential)
    assert https.head("/papers/none").status_code == 404
    now = https.get("/plan").json()
    assert set(now["files"]) == set(joined.plan)
    assert https.get("/plan", params={"digest": now["digest"]}).json() == {"digest": now["digest"], "files": {}}
    ups: list[bool] = []
    kiosk = HallClient(credential)
    kiosk.on_link(ups.append)
    kiosk.start()
    try:
        assert kiosk.wait_connected(DEADLINE_S)
        assert isinstance(kiosk.ask(TakeTicket(matter="A01"), timeout_s=DEADLINE_S), TicketIssued)
        listed = pressed(technician, "revoke", client="kiosk-1").json()
        assert https.head("/papers/none").status_code == 401
        assert https.get("/plan").status_code == 401
        wait_for(lambda: ups[-1] is False)
        assert [(one["what"], one["client"], one["by"]) for one in listed["record"][:2]] == [
            ("revoked", "kiosk-1", "tang"),
            ("joined", "kiosk-1", "tang"),
        ]
        assert {one["client"]: one["terminal"] for one in listed["terminals"]}["kiosk-1"] is None
        assert pressed(technician, "revoke", client="kiosk-1").json() == {"detail": NOT_JOINED}
    finally:
        kiosk.close()


def test_a_new_box_takes_the_place_of_the_old_one(door: Door, technician: httpx.Client) -> None:
    first = let_in(technician, door, "window", "window-1").credential
    second = let_in(technician, door, "window", "window-1").credential
    assert first.papers is None
    assert first.password != second.password
    box = HallClient(second)
    box.start()
    try:
        assert box.wait_connected(DEADLINE_S)
        assert isinstance(box.ask(GetQueues(), timeout_s=DEADLINE_S), QueuesAre)
    finally:
        box.close()
    listed = technician.get("/api/terminals").json()
    fresh, revoked, old = listed["record"][:3]
    assert [one["what"] for one in (old, revoked, fresh)] == ["joined", "revoked", "joined"]
    assert old["serial"] == revoked["serial"] != fresh["serial"]
    assert listed["broken"] == 0


def test_the_screen_of_a_new_box_gets_in_by_the_same_door(door: Door, technician: httpx.Client) -> None:
    refused, let = (LocalDoorway().knock(At(host=door.host, port=door.port), "window", "新来的") for _ in range(2))
    assert isinstance(refused, Knocked)
    assert isinstance(let, Knocked)
    for one, what, body in ((refused, "refuse", {}), (let, "admit", {"client": "window-1"})):
        assert one.poll() is None
        found = pressed(technician, "code", code=one.code).json()
        assert pressed(technician, what, id=found["id"], **body).is_success
    assert refused.poll() == KeptOut("refused", NOT_EQUAL)
    assert isinstance(let.poll(), Admitted)


def test_two_terminals_at_once_each_get_their_own_and_unequal_words_end_it(
    door: Door, technician: httpx.Client
) -> None:
    kiosk, display = Joining(door, "kiosk", "门口"), Joining(door, "display", "大厅")
    found = {one: pressed(technician, "code", code=one.code).json() for one in (display, kiosk)}
    assert [found[one]["name"] for one in (kiosk, display)] == ["门口", "大厅"]
    assert pressed(technician, "admit", id=found[display]["id"], client="kiosk-1").json() == {"detail": OTHER_KIND}
    assert pressed(technician, "admit", id=found[display]["id"], client="display-9").json() == {"detail": OTHER_KIND}
    assert pressed(technician, "admit", id="0123456789abcdef", client="kiosk-1").json() == {"detail": OVER}
    assert pressed(technician, "refuse", id=found[kiosk]["id"]).status_code == 204
    assert pressed(technician, "admit", id=found[kiosk]["id"], client="kiosk-1").json() == {"detail": OVER}
    assert kiosk.poll() == Refused(sentence=NOT_EQUAL)
    twice = [pressed(technician, "admit", id=found[display]["id"], client="display-1").status_code for _ in range(2)]
    assert twice == [200, 409]
    joined = display.poll()
    assert isinstance(joined, Joined)
    assert joined.client == joined.credential.client == "display-1"


def test_five_wrong_codes_lock_the_door_for_everybody_until_a_new_code(door: Door, technician: httpx.Client) -> None:
    joining = Joining(door, "kiosk", "门口")
    told = [pressed(technician, "code", code="ZZZZ 9999").json()["detail"] for _ in range(TRIES)]
    assert told[-1] == LOCKED
    assert pressed(technician, "code", code=joining.code).json() == {"detail": LOCKED}
    assert joining.poll() == Locked()
    assert pressed(technician, "code", code=Joining(door, "kiosk", "门口").code).status_code == 200


def test_only_managers_and_technicians_let_in(hall: RunningHall, technician: httpx.Client) -> None:
    assert signed_in(hall, "gao", "terminals").get("/api/terminals").status_code == 200
    clerk = signed_in(hall, "wang", "start")
    assert clerk.post("/api/enter/terminals", json={}).status_code == 403
    for what, body in (("code", {"code": "A"}), ("refuse", {"id": "0" * 16}), ("revoke", {"client": "kiosk-1"})):
        assert pressed(clerk, what, **body).status_code == 401
        assert technician.post(f"/api/terminals/{what}", content="{}").status_code == 415


def test_a_terminal_takes_the_hall_s_plan_over_whole_and_only_from_its_own_hall(
    door: Door, technician: httpx.Client, tmp_path: Path
) -> None:
    joined = let_in(technician, door, "display", "display-1")
    credential, plan = joined.credential, tmp_path / "hall.toml"
    for name, content in joined.plan.items():
        (tmp_path / name).write_bytes(content)
    assert not Following(credential, plan).look()
    older = joined.plan["hall.toml"].replace("等候区".encode(), "西边".encode())
    plan.write_bytes(older)
    for change in ({"password": "x"}, {"host": "127.0.0.2"}, {"hall": "other"}):
        with pytest.raises(FollowingError):
            Following(replace(credential, **change), plan).look()
        assert plan.read_bytes() == older
    assert Following(credential, plan).look()
    assert plan.read_bytes() == joined.plan["hall.toml"]


def test_the_command_shows_what_is_to_be_typed_and_keeps_what_it_gets(
    door: Door, technician: httpx.Client, tmp_path: Path
) -> None:
    options = ["--at", door.at, "--part", "display", "--name", "TV", "--into", str(tmp_path)]
    command = [sys.executable, "-m", "provisioning", "join", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as box:
        assert box.stdout is not None
        code, words = box.stdout.readline().split()[1:], box.stdout.readline().split()[1:]
        found = pressed(technician, "code", code="".join(code)).json()
        assert found["words"] == words
        assert pressed(technician, "admit", id=found["id"], client="display-1").status_code == 200
        assert box.wait(DEADLINE_S) == 0
    assert load_credential(tmp_path / "display-1.json").tls is not None
    assert load(tmp_path / "plan/hall.toml").hall.id == "puyang"


def test_a_hall_is_found_on_the_network_and_by_a_typed_address(hall: RunningHall, door: Door) -> None:
    assert door == Door("127.0.0.1", hall.plan.papers.port, hall.plan.hall.name)
    with ThreadPoolExecutor(1) as beside:  # away from the browser's event loop, which zeroconf would take for its own
        assert wait_for(lambda: door in beside.submit(halls_nearby, 0.5, ["127.0.0.1"]).result())
    for nowhere in ("", "127.0.0.1:port", f"127.0.0.1:{free_port()}", f"127.0.0.1:{hall.plan.hall.web_port}"):
        with pytest.raises(DoorError):
            door_at(nowhere)


def typed(page: Page, code: str) -> None:
    page.fill("#code", code)
    page.keyboard.press("Enter")


@pytest.mark.browser
def test_a_terminal_is_let_in_by_its_code_and_words_and_put_out_again(
    hall: RunningHall, door: Door, page: Page
) -> None:
    sign_in(page, hall, "tang", "/terminals")
    expect(page.locator("#link")).to_have_text("已连接")
    typed(page, "2222 2222")
    expect(page.locator("#told")).to_contain_text("还可以试 4 次")

    cheat = Joining(door, "kiosk", "不认识的")
    typed(page, cheat.code)
    page.click("dialog button:has-text('不一样')")
    expect(page.locator("#told")).to_have_text("没有让它加入")
    assert isinstance(cheat.poll(), Refused)

    joining = Joining(door, "kiosk", "门口的新机器")
    typed(page, f"{joining.code[:4]} {joining.code[4:]}".lower())
    expect(page.locator("dialog h2")).to_have_text("自助机“门口的新机器”")
    expect(page.locator("dialog .words li")).to_have_text(list(joining.words))
    page.click("dialog button:has-text('kiosk-1')")
    expect(page.locator("#told")).to_have_text("kiosk-1 加入了")
    expect(page.locator(KIOSK)).to_contain_text("门口的新机器")
    assert isinstance(joining.poll(), Joined)

    typed(page, Joining(door, "kiosk", "换上的机器").code)
    expect(page.locator("dialog button.main")).to_contain_text("顶替现在的“门口的新机器”")
    page.keyboard.press("Escape")
    page.click(f"{KIOSK} button")
    page.click("dialog button:has-text('停用')")
    expect(page.locator(f"{KIOSK} td:nth-child(4)")).to_have_text("没有加入")
    expect(page.locator("#record")).to_contain_text("kiosk-1 · 停用由唐伟操作")
    expect(page.locator("#chain")).to_have_text("记录完整，没有被改过")


@pytest.mark.browser
def test_the_page_is_whole_in_english_and_fits_the_screen(hall: RunningHall, door: Door, page: Page) -> None:
    sign_in(page, hall, "tang", "/terminals")
    expect(page.locator("#link")).to_have_text("已连接")
    page.click("[data-language]")
    expect(page.locator("h1")).to_have_text("Terminals")
    typed(page, Joining(door, "display", "New one").code)
    expect(page.locator("dialog h2")).to_have_text("Display “New one”")
    page.keyboard.press("Escape")
    for width, height in ((1366, 768), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        size = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        assert size == [width, height]
    text = page.inner_text("body")
    plan = hall.plan
    own = [*(one.place for one in plan.kiosk), *(one.place for one in plan.display), plan.window_box[0].place]
    for known in ("中文", "唐伟", "新来的", "门口的新机器", *own, "大厅"):
        text = text.replace(known, "")
    assert not CHINESE.search(text), CHINESE.findall(text)
