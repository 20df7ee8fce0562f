"""The hall's board on a TV's browser: the picture of its display, live, legible, its calls spoken once and in order."""

import io
import re
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest
from msgspec.structs import replace
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from queue_server.bulletin.kept import KeptBulletin, announce
from queue_server.contract.bulletin import Announcement
from queue_server.contract.commands import CallNext, OpenWindow, Recall, StartService
from queue_server.contract.plan import Display, Plan
from queue_server.contract.replies import TicketCalled
from queue_server.showing.panel import legible_mm
from queue_server.speaking.sound import seconds, silence, wav
from queue_server.tokens import new_token
from queue_server.web.board_page import FILES
from tests.running_hall import DEADLINE_S, ROOT, RunningHall, wait_for
from tests.showing.halls import LANDSCAPE, SMALL, UPRIGHT
from tests.showing.measured import last_digit_mm, most_flashes
from tests.speaking.hearing import frames
from tests.web.conftest import running_hall
from tests.web.test_console_api import first_state

YELLOW = "#ffcf33"
PANELS = {"display-1": LANDSCAPE, "display-up": UPRIGHT, "display-small": SMALL}
ROWS = "display-rows"
"""Has so many rows that none of a few calls has to wait for its turn."""
TOO_NEW = (
    "?.",
    "??",
    "**=",
    "...",
    "async",
    "import ",
    "export ",
    "replaceAll",
    ".at(",
    ".flat",
    "fromEntries",
    "catch {",
)
"""What browsers of before 2018 do not read, or not all of them."""


def with_panels(plan: Plan) -> Plan:
    """Three panels, one with many rows, and one of a zone for windows 3 and 4."""
    return replace(
        plan,
        policy=replace(plan.policy, call_gap_s=0),
        window=tuple(replace(one, zone="西区" if one.number > 2 else "") for one in plan.window),
        display=(
            Display(id="display-1"),
            Display(id="display-up", panel_px=UPRIGHT, english=True),
            Display(id="display-small", panel_px=SMALL, panel_inch=32.0, rows=3, viewing_m=5.8),
            Display(id=ROWS, rows=10, viewing_m=3.0),
            Display(id="display-west", zone="西区", speaks=False),
        ),
    )


@pytest.fixture(scope="module")
def shared_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    """One hall for all of them; each makes its own calls."""
    yield from running_hall(tmp_path_factory.mktemp("hall"), with_panels)


@pytest.fixture
def tv(browser: Browser) -> Iterator[Page]:
    """A TV; a script error fails the test."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    fresh = context.new_page()
    errors: list[str] = []
    fresh.on("pageerror", lambda error: errors.append(str(error)))
    yield fresh
    context.close()
    assert errors == []


def call(hall: RunningHall, window: int) -> TicketCalled:
    clerk = hall.plan.windows[window].clerks[0]
    hall.take(f"{'ABCD'[window - 1]}01")
    for before in (OpenWindow, StartService):
        hall.ask(before(window=window, clerk=clerk), "web")
    called = hall.ask(CallNext(window=window, clerk=clerk, complete_current=True), "web")
    assert isinstance(called, TicketCalled)
    return called


def turn_on(tv: Page, hall: RunningHall, display: str, query: str = "") -> None:
    width, height = PANELS.get(display, LANDSCAPE)
    tv.set_viewport_size({"width": width, "height": height})
    tv.goto(f"{hall.address}/board/{display}{query}")
    expect(tv.locator("svg text").first).to_be_visible()


def picture(tv: Page) -> Image.Image:
    return Image.open(io.BytesIO(tv.screenshot())).convert("RGB")


def row_of(tv: Page, number: str) -> str:
    """The colour of the row in which the number stands first."""
    return str(
        tv.evaluate(
            """number => {
                const text = [...document.querySelectorAll('text')].find(one => one.textContent === number);
                return text ? text.previousElementSibling.getAttribute('fill') : '';
            }""",
            number,
        )
    )


def test_nothing_flashes_when_a_call_comes(tv: Page, shared_hall: RunningHall) -> None:
    turn_on(tv, shared_hall, ROWS)
    wait_for(lambda: YELLOW not in tv.content())  # an earlier call's ten seconds end by themselves
    pictures = [picture(tv)]
    number = call(shared_hall, 1).ticket.number
    wait_for(lambda: row_of(tv, number) == YELLOW)
    for _ in range(14):
        tv.wait_for_timeout(100)
        pictures.append(picture(tv))
    assert most_flashes(pictures) == 0


@pytest.mark.parametrize("display", PANELS)
def test_a_call_is_yellow_at_once_and_as_large_as_the_plan_wants_it(
    tv: Page, shared_hall: RunningHall, display: str
) -> None:
    turn_on(tv, shared_hall, display)
    number = call(shared_hall, 1).ticket.number
    wait_for(lambda: row_of(tv, number) == YELLOW)
    shown = next(one for one in shared_hall.plan.display if one.id == display)
    assert last_digit_mm(picture(tv), shared_hall.plan, display, number) >= legible_mm(shown.viewing_m) - 0.5
    outside = tv.evaluate(
        """() => [...document.querySelectorAll('text')].filter(text => {
            const at = text.getBoundingClientRect();
            return at.left < 0 || at.top < 0 || at.right > innerWidth || at.bottom > innerHeight;
        }).map(text => text.textContent)"""
    )
    assert outside == []
    scrolls = "document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth"
    assert not tv.evaluate(scrolls)
    assert tv.evaluate("getComputedStyle(document.body).cursor") == "none"


WIDTH = "number => [...document.querySelectorAll('text')].find(one => one.textContent === number).getBBox().width"


def test_letters_of_another_face_take_no_more_room(tv: Page, shared_hall: RunningHall) -> None:
    number = call(shared_hall, 1).ticket.number
    turn_on(tv, shared_hall, ROWS)
    wait_for(lambda: row_of(tv, number) == YELLOW)
    usual = tv.evaluate(WIDTH, number)
    css = (ROOT / "assets/web/board.css").read_text().replace('"Noto Sans CJK SC"', "monospace")
    tv.route("**/board.css", lambda route: route.fulfill(body=css, content_type="text/css"))
    tv.reload()
    wait_for(lambda: row_of(tv, number) == YELLOW)
    assert tv.evaluate("getComputedStyle(document.querySelector('svg')).fontFamily").startswith("monospace")
    assert tv.evaluate(WIDTH, number) <= usual * 1.02


def test_a_display_of_a_zone_has_its_own_calls_only_and_its_silence(shared_hall: RunningHall) -> None:
    east, west = call(shared_hall, 1).ticket.number, call(shared_hall, 3).ticket.number
    with httpx.Client(base_url=shared_hall.address, timeout=DEADLINE_S) as client:
        whole, part = (first_state(client, f"/board/{name}/events") for name in (ROWS, "display-west"))
    texts = [{one.get("text") for one in state["parts"]} for state in (whole, part)]
    assert {east, west} <= texts[0]
    assert (east in texts[1], west in texts[1]) == (False, True)
    assert (len(whole["spoken"]) > 0, part["spoken"]) == (True, [])


def test_what_other_systems_make_public_is_kept_masked(shared_hall: RunningHall) -> None:
    headers = {"Authorization": f"Bearer {new_token(shared_hall.state, 'results')}"}
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
    row = {"matter": "A02", "receipt": "PY-7", "result": "准予", "date": today, "name": "欧阳修文"}
    address = f"{shared_hall.address}/api/results"
    assert httpx.post(address, json=[row]).status_code == 401
    wrong = httpx.post(address, json=[row | {"date": "昨天"}], headers=headers)
    assert (wrong.status_code, wrong.json()["mistakes"][0]["column"]) == (422, "date")
    assert httpx.post(address, json=[row], headers=headers).json() == {"taken": 1, "withdrawn": 0, "old": 0}
    (result,) = KeptBulletin(shared_hall.state, shared_hall.plan).now(datetime.now(UTC)).results
    assert result.name == "欧阳**"


def test_an_urgent_announcement_is_on_every_board_and_is_heard(tv: Page, shared_hall: RunningHall) -> None:
    turn_on(tv, shared_hall, "display-up")
    now = datetime.now(UTC)
    announce(shared_hall.state, Announcement(text="请从东门离开", at=now, until=now + timedelta(minutes=1)))
    expect(tv.get_by_text("紧急通知：请从东门离开")).to_be_visible()
    with httpx.Client(base_url=shared_hall.address, timeout=DEADLINE_S) as client:
        name = first_state(client, "/board/display-up/events")["spoken"][0]["name"]
        assert client.get(f"/board/display-up/spoken/{name}.wav").content[:4] == b"RIFF"
    announce(shared_hall.state, None)
    expect(tv.get_by_text("紧急通知：请从东门离开")).to_have_count(0)


def test_the_page_is_small_asks_for_nothing_else_and_is_read_by_old_browsers(
    tv: Page, shared_hall: RunningHall
) -> None:
    asked: list[str] = []
    tv.on("request", lambda request: asked.append(request.url))
    turn_on(tv, shared_hall, ROWS)
    with httpx.Client(base_url=shared_hall.address, timeout=DEADLINE_S) as client:
        state = len(str(first_state(client, "/board/display-1/events")))
    assert sum((ROOT / "assets/web" / name).stat().st_size for name in FILES) + state < 100_000
    assert all(one.startswith(shared_hall.address) for one in asked)
    script = (ROOT / "assets/web/board.js").read_text()
    assert [sign for sign in TOO_NEW if sign in script] == []
    assert 'type="module"' not in (ROOT / "assets/web/board.html").read_text()


def test_calls_are_heard_once_each_in_order_after_their_picture(tv: Page, shared_hall: RunningHall) -> None:
    call(shared_hall, 4)
    tv.route("**/*.wav", lambda route: route.fulfill(body=wav(silence(0.3)), content_type="audio/wav"))
    turn_on(tv, shared_hall, ROWS, "?sound=1")
    heard: list[str] = []
    tv.on("request", lambda request: heard.append(request.url.rsplit("/", 1)[-1]))
    tv.mouse.click(10, 10)  # browsers want one before they make a sound, unless they were told not to
    first = call(shared_hall, 1)
    wait_for(lambda: row_of(tv, first.ticket.number) == YELLOW)
    second = call(shared_hall, 2)
    clerk = shared_hall.plan.windows[1].clerks[0]
    again = shared_hall.ask(Recall(window=1, clerk=clerk), "web")
    assert isinstance(again, TicketCalled)
    names = [f"{one.call.sequence}.wav" for one in (first, again, second)]

    def sounds() -> list[str]:
        tv.wait_for_timeout(50)
        return list(dict.fromkeys(name for name in heard if name.endswith(".wav")))

    wait_for(lambda: len(sounds()) >= 3)
    assert sounds() == names
    spoken = httpx.get(f"{shared_hall.address}/board/{ROWS}/spoken/{names[1]}", timeout=DEADLINE_S).content
    assert seconds(frames(spoken)) > 2.0


def test_an_unknown_display_is_told_and_the_first_one_is_the_boards(shared_hall: RunningHall) -> None:
    assert httpx.get(f"{shared_hall.address}/board/none").status_code == 404
    assert httpx.get(f"{shared_hall.address}/board/none/events").status_code == 404
    assert httpx.get(f"{shared_hall.address}/board/display-1/spoken/7x.wav").status_code == 404
    first = httpx.get(f"{shared_hall.address}/board?sound=1").headers["location"]
    assert first == f"{shared_hall.address}/board/display-1?sound=1"


def test_a_lost_link_is_shown_with_the_last_calls_and_their_time_and_mends_itself(
    tv: Page, shared_hall: RunningHall
) -> None:
    tv.clock.install()
    turn_on(tv, shared_hall, ROWS)
    number = call(shared_hall, 1).ticket.number
    wait_for(lambda: row_of(tv, number) == YELLOW)
    shared_hall.stop(shared_hall.web, signal.SIGKILL)
    tv.clock.fast_forward(17_000)
    expect(tv.get_by_text(re.compile("连接断开，这是 .* 的情况"))).to_be_visible()
    expect(tv.get_by_text(re.compile(r"\d\d:\d\d 叫号")).first).to_be_visible()
    assert row_of(tv, number) not in ("", YELLOW)
    shared_hall.start_web()

    def mended() -> bool:
        tv.clock.fast_forward(4_000)
        return row_of(tv, number) == YELLOW

    wait_for(mended)
    expect(tv.get_by_text(re.compile("连接断开"))).to_have_count(0)
