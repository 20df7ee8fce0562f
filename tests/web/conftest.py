"""A hall with clerks who have PINs, its web, and a browser, for every test of the web."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page

from queue_server.contract.plan import Plan
from queue_server.web.pins import set_pin
from tests.running_hall import DEADLINE_S, RunningHall

PIN = "2468"


def clerk_at(hall: RunningHall, clerk: str = "wang", window: int = 1) -> httpx.Client:
    """A logged-in clerk without a browser."""
    client = httpx.Client(base_url=hall.address, timeout=DEADLINE_S)
    answer = client.post("/api/login", json={"window": window, "clerk": clerk, "pin": PIN})
    assert answer.status_code == 204, answer.text
    return client


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[RunningHall]:
    """A fresh hall."""
    yield from running_hall(tmp_path)


@pytest.fixture(scope="module")
def shared_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    """One hall for a module's tests that do not mind what the others did."""
    yield from running_hall(tmp_path_factory.mktemp("hall"))


def running_hall(folder: Path, change: Callable[[Plan], Plan] = lambda plan: plan) -> Iterator[RunningHall]:
    """A hall with some clerks' PINs set, ended afterwards."""
    running = RunningHall(folder, change)
    try:
        running.start_server()
        for clerk in ("wang", "li", "zhang", "zhao"):
            set_pin(running.state, clerk, PIN)
        running.start_web()
        yield running
    finally:
        running.close()


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
