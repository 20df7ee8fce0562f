"""What tests of several rooms stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.on_the_wire import OnTheWire


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
