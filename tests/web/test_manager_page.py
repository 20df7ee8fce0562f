"""The page of manager and supervisor in a real browser: the hall live, moved and closed, its figures, its record."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import openpyxl
import pikepdf
import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from queue_server.contract.commands import FileComplaint, GetQueues
from queue_server.contract.messages import DeviceHealth, Health
from queue_server.contract.plan import Matter, Plan, parse
from queue_server.contract.replies import QueuesAre
from queue_server.contract.selftest import Finding, SelfTest
from queue_server.forecaster.demo import write_demo_days
from queue_server.state_dir import StateDir
from tests.running_hall import DEADLINE_S, ROOT, RunningHall, wait_for
from tests.web.conftest import clerk_at, give_pins, sign_in, signed_in
from tests.web.test_console_page import CHINESE

pytestmark = pytest.mark.browser

ZONE = ZoneInfo("Asia/Shanghai")
SIZES = ((1366, 768), (1920, 1080))


@pytest.fixture(scope="module")
def lived_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    """A hall with two days behind it, of which nothing has happened today."""
    hall = RunningHall(tmp_path_factory.mktemp("hall"))
    state = StateDir(hall.state)
    planned = parse((ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8"))
    write_demo_days(planned, state.journal, state.page_secret(), 2, datetime.now(ZONE))
    try:
        hall.start_server()
        give_pins(hall)
        hall.start_web()
        yield hall
    finally:
        hall.close()


def manager(hall: RunningHall, page: Page, account: str = "gao") -> None:
    """Somebody has signed in to the page."""
    sign_in(page, hall, account, "/manager")
    expect(page.locator("#link")).to_have_text("已连接")


def fits(page: Page) -> None:
    """Nothing of the page is beyond the screen, on the usual ones."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        size = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        assert size == [width, height]


def charts_drawn(page: Page) -> int:
    """How many charts are there as pictures."""
    count: int = page.evaluate("[...document.querySelectorAll('#charts img')].filter(one => one.naturalWidth).length")
    return count


def windows_of(hall: RunningHall, service: str) -> list[int]:
    seen = hall.ask(GetQueues())
    assert isinstance(seen, QueuesAre)
    return [window.window for window in seen.board.windows if service in window.services]


def test_a_manager_sees_the_hall_and_moves_it(lived_hall: RunningHall, page: Page) -> None:
    number = lived_hall.take("A01").number
    lived_hall.take("B01")
    since = datetime.now(ZONE) - timedelta(minutes=3)
    broken = DeviceHealth(device="led-1", state="broken", reason="没有应答", since=since)
    lived_hall.client("agent").report_health(Health(client="agent", devices=(broken,)))
    manager(lived_hall, page)
    expect(page.locator("#alerts")).to_contain_text("设备 led-1 有故障")
    expect(page.locator("tr[data-service=B] td:nth-child(3)")).to_have_text("B001 0 分")
    expect(page.locator("#devices .broken")).to_contain_text("led-1 有故障没有应答")

    lived_hall.client("display-1").close()
    expect(page.locator("#alerts")).to_contain_text("设备 display-1 有故障终端断开了")

    page.click("#window-2 button:has-text('开窗')")
    page.click("dialog button:has-text('赵志强')")
    expect(page.locator("#window-2")).to_contain_text("赵志强")
    row = page.locator("tr[data-service=A]")
    row.locator("button:has-text('调窗口')").click()
    page.uncheck("dialog [name=windows][value='1']")
    page.click("dialog button[type=submit]")
    expect(page.locator("dialog p").first).to_contain_text("没有窗口")
    page.check("dialog [name=windows][value='2']")
    page.click("dialog button[type=submit]")
    expect(row.locator("td:nth-child(5)")).to_have_text("2")
    assert windows_of(lived_hall, "A") == [2]
    clerk = clerk_at(lived_hall, "zhao", 2)
    called = clerk.post("/api/window/2/next", json={"request_id": "press-0001", "number": ""})
    assert called.json()["outcome"]["ticket"]["number"] == number
    expect(page.locator("#window-2 .front")).to_contain_text(f"{number}叫号")

    row.locator("button:has-text('停止发号')").click()
    page.click("dialog button.main")
    expect(row).to_contain_text("已停止发号")
    row.locator("button:has-text('恢复发号')").click()
    expect(row).to_contain_text("发号中")
    fits(page)


def test_the_last_self_test_of_each_terminal_stands_beside_the_devices(lived_hall: RunningHall, page: Page) -> None:
    at = datetime.now(ZONE).replace(hour=9, minute=5)
    findings = (
        Finding(check="网络", state="ok", words="消息服务 127.0.0.1:18830 已连上"),
        Finding(
            check="号票打印机",
            state="broken",
            words="打印机缺纸",
            remedy="请装一卷新纸，合上盖子",
            picture="printer_paper",
        ),
    )
    for client, found in (("kiosk-1", findings), ("agent", findings[:1])):
        told = SelfTest(client=client, at=at, version="2026.12.1", findings=found)
        lived_hall.client(client).report_selftest(told)
    manager(lived_hall, page)
    kiosk = page.locator("#selftests [data-client=kiosk-1]")
    expect(kiosk.locator("summary")).to_contain_text("有故障")
    expect(kiosk.locator("summary")).to_contain_text("09:05 · 2026.12.1")
    expect(page.locator("#selftests [data-client=agent] summary")).to_contain_text("都正常")
    kiosk.locator("summary").click()
    expect(kiosk.locator("li").first).to_have_text("✗号票打印机 打印机缺纸请装一卷新纸，合上盖子")
    fits(page)
    page.click("[data-language]")
    expect(kiosk.locator("li").first).to_contain_text("Slip printer")
    page.click("[data-language]")


def test_a_supervisor_looks_and_exports_and_changes_nothing(lived_hall: RunningHall, page: Page) -> None:
    manager(lived_hall, page, "ji")
    expect(page.locator("#windows article")).to_have_count(len(lived_hall.plan.window))
    expect(page.locator("#live button:visible")).to_have_count(0)
    page.click("#tab-figures")
    page.click("#earlier")
    expect(page.locator("#totals")).to_contain_text("取号")
    wait_for(lambda: charts_drawn(page) == 8)
    page.click("[data-span=month]")
    wait_for(lambda: charts_drawn(page) == 9)
    page.click("#what-if button")
    expect(page.locator("#what-if-told")).not_to_have_text("正在算…")
    fits(page)

    page.click("#tab-trail")
    expect(page.locator("#proof")).to_contain_text("流水完整，没有被改过")
    expect(page.locator("#lines tr").first).to_be_visible()
    page.click("[data-language]")
    expect(page.locator("h1")).to_have_text("The hall")
    fits(page)
    page.evaluate("document.querySelectorAll('.rest').forEach(one => one.remove())")  # reasons, as they were given
    text = page.inner_text("body")
    for known in ("中文", *(clerk.name for clerk in lived_hall.plan.clerk)):
        text = text.replace(known, "")
    assert not CHINESE.search(text), CHINESE.findall(text)

    supervisor = signed_in(lived_hall, "ji", "manager")
    refused = supervisor.post("/api/manager/ask", json={"request_id": "press-0001", "command": {"ask": "CloseDay"}})
    assert refused.json()["outcome"]["code"] == "not_allowed"


def test_what_is_exported_is_what_is_shown(lived_hall: RunningHall) -> None:
    supervisor = signed_in(lived_hall, "ji", "manager")
    of_days = {"span": "day", "on": (datetime.now(ZONE) - timedelta(days=1)).date().isoformat()}
    whole = supervisor.get("/api/manager/figures", params=of_days).json()["figures"]["whole"]
    assert whole["served"] > 20
    lines = list(csv.reader(io.StringIO(supervisor.get("/api/manager/export.csv", params=of_days).text[1:])))
    assert lines[2][:4] == ["全厅", *(str(whole[name]) for name in ("taken", "called", "served"))]
    book = openpyxl.load_workbook(io.BytesIO(supervisor.get("/api/manager/export.xlsx", params=of_days).content))
    assert book.sheetnames == ["全厅", "按业务", "按窗口", "按人员", "按半小时", "按日"]
    assert book["全厅"]["D3"].value == whole["served"]
    with pikepdf.open(io.BytesIO(supervisor.get("/api/manager/export.pdf", params=of_days).content)) as paper:
        assert len(paper.pages) >= 2
    trail = supervisor.get("/api/manager/trail.csv", params=of_days).text
    assert trail.count(",TicketTaken,") == whole["taken"]
    assert trail.count('""token"":""""') == whole["taken"]
    assert supervisor.get("/api/manager/proof").json()["broken"] == 0


def test_the_record_tells_that_somebody_complained_and_not_of_what(lived_hall: RunningHall) -> None:
    lived_hall.ask(FileComplaint(category="attitude", text="窗口没有人理我"))
    supervisor = signed_in(lived_hall, "ji", "manager")
    assert "ConcernOpened" in {line["kind"] for line in supervisor.get("/api/manager/trail").json()["lines"]}
    trail = supervisor.get("/api/manager/trail.csv").text
    (told,) = (line for line in trail.splitlines() if ",ConcernOpened," in line)
    assert ",{}," in told
    assert "没有人理我" not in trail


def test_only_managers_and_supervisors_are_let_in_and_metrics_tell_nothing_about_anybody(
    lived_hall: RunningHall,
) -> None:
    clerk = clerk_at(lived_hall, "wang", 1)
    for path in ("figures", "trail", "proof", "export.csv", "what-if?service=A", "chart/waits.svg"):
        assert clerk.get(f"/api/manager/{path}").status_code == 401
    told = clerk.get("/metrics").text
    assert 'tinghao_waiting{service="A"}' in told
    assert "tinghao_server_reached 1.0" in told
    for person in lived_hall.plan.clerk:
        assert person.name not in told


def test_a_manager_reads_what_another_plan_changes_and_puts_it_in_force(lived_hall: RunningHall, page: Page) -> None:
    lived_hall.take("D01")
    manager(lived_hall, page)
    page.click("#tab-plan")
    with page.expect_download() as download:
        page.click("#plan-now")
    plan = parse(Path(download.value.path()).read_text(encoding="utf-8"))
    assert plan == lived_hall.plan
    bad = replace(plan, policy=replace(plan.policy, calls=99))
    page.set_input_files("#plan-file", {"name": "bad.toml", "mimeType": "", "buffer": msgspec.toml.encode(bad)})
    expect(page.locator(".mistakes")).to_contain_text("policy.calls")
    expect(page.locator("#plan-apply")).to_be_hidden()
    good = replace(plan, hall=replace(plan.hall, name="新的大厅"), matter=_without(plan, "D01"))
    page.set_input_files("#plan-file", {"name": "good.toml", "mimeType": "", "buffer": msgspec.toml.encode(good)})
    expect(page.locator(".now")).to_contain_text("新的大厅")
    expect(page.locator(".later")).to_contain_text("取消事项 D01")
    fits(page)
    page.click("#plan-apply")
    expect(page.locator("#plan-told")).to_have_text("已经生效")
    expect(page.locator("#plan-apply")).to_be_hidden()
    assert parse(lived_hall.plan_path.read_text(encoding="utf-8")).hall.name == "新的大厅"
    expect(page.locator("#hall")).to_have_text("新的大厅", timeout=DEADLINE_S * 1000)
    lived_hall.wait_live()


def test_nobody_but_a_manager_changes_the_plan(lived_hall: RunningHall, page: Page) -> None:
    manager(lived_hall, page, "ji")
    expect(page.locator("#tab-plan")).to_be_hidden()
    looking = signed_in(lived_hall, "ji", "manager")
    assert looking.post("/api/manager/plan", json={"text": "", "in_force": True}).status_code == 403
    assert looking.get("/api/manager/plan.toml").status_code == 403


def _without(plan: Plan, code: str) -> tuple[Matter, ...]:
    return tuple(matter for matter in plan.matter if matter.code != code)
