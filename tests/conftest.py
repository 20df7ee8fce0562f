"""What tests of several rooms stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.on_the_wire import OnTheWire

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def wire_only(tmp_path: Path) -> Iterator[OnTheWire]:
    """A hall of which nothing runs yet."""
    with OnTheWire(tmp_path) as hall:
        yield hall


@pytest.fixture
def brokered(wire_only: OnTheWire) -> OnTheWire:
    """A hall whose broker runs, without a server."""
    wire_only.start_broker()
    return wire_only


@pytest.fixture
def served(brokered: OnTheWire) -> OnTheWire:
    """A hall whose broker and server run."""
    brokered.start_server()
    return brokered


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for all tests of a worker: Playwright cannot be started twice in a process."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()
