"""A hall with clerks who have PINs, its web, and a browser, for every test of the web."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
from playwright.sync_api import Browser, Page

from queue_server.contract.plan import Plan
from queue_server.state_dir import write_private
from queue_server.web.pins import FILE, load_pins, set_pin
from queue_server.web.places import at_window
from tests.running_hall import DEADLINE_S, RunningHall

PIN = "2468"


def signed_in(hall: RunningHall, account: str, place: str) -> httpx.Client:
    """Somebody who has signed in without a browser."""
    client = httpx.Client(base_url=hall.address, timeout=DEADLINE_S)
    answer = client.post("/api/login", json={"account": account, "pin": PIN, "place": place})
    assert answer.json() == {"must_change": False}, answer.text
    return client


def clerk_at(hall: RunningHall, clerk: str = "wang", window: int = 1) -> httpx.Client:
    """A clerk at a window without a browser."""
    return signed_in(hall, clerk, at_window(window))


def sign_in(page: Page, hall: RunningHall, account: str, path: str) -> None:
    """Opens the page at `path` as somebody does who is not signed in: a name, a PIN."""
    page.goto(f"{hall.address}{path}")
    page.click(f"#clerk-{account}")
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{path}")


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[RunningHall]:
    """A fresh hall."""
    yield from running_hall(tmp_path)


@pytest.fixture(scope="module")
def shared_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    """One hall for a module's tests that do not mind what the others did."""
    yield from running_hall(tmp_path_factory.mktemp("hall"))


def running_hall(folder: Path, change: Callable[[Plan], Plan] = lambda plan: plan) -> Iterator[RunningHall]:
    """A hall where everybody of the plan but chen has a PIN, ended afterwards."""
    running = RunningHall(folder, change)
    try:
        running.start_server()
        give_pins(running)
        running.start_web()
        yield running
    finally:
        running.close()


def give_pins(hall: RunningHall) -> None:
    """Everybody but chen gets `PIN`; one hash for all, because hashing is slow by design."""
    set_pin(hall.state, "wang", PIN)
    pin = load_pins(hall.state)["wang"]
    pins = {clerk.id: pin for clerk in hall.plan.clerk if clerk.id != "chen"}
    write_private(hall.state / FILE, msgspec.json.encode(pins))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of the size of a window's screen; a script error fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    fresh = context.new_page()
    errors: list[str] = []
    fresh.on("pageerror", lambda error: errors.append(str(error)))
    yield fresh
    context.close()
    assert errors == []
