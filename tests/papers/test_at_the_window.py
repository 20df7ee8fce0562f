"""Only the window that has the ticket in front sees its papers, and every look is recorded."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from kiosk.scanning.pdf import pdf_of
from queue_server.contract.commands import TakeTicket
from queue_server.contract.replies import TicketIssued
from queue_server.papers.keys import paper_keys
from queue_server.papers.vault import Label, Vault
from queue_server.papers.views import recorded
from tests.running_hall import DEADLINE_S, RunningHall
from tests.web.conftest import clerk_at, running_hall
from tests.web.test_console_api import press


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[RunningHall]:
    yield from running_hall(tmp_path)


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(written, "JPEG")
    return written.getvalue()


def test_papers_of_a_wish_are_seen_at_its_window_while_it_is_in_front_and_each_look_is_recorded(
    hall: RunningHall,
) -> None:
    issued = hall.client("kiosk-1").submit(TakeTicket(matter="A01"), request_id="wish-1").result(DEADLINE_S)
    assert isinstance(issued, TicketIssued)
    ticket = issued.ticket
    vault = Vault(hall.state / "papers/kept", paper_keys(hall.state).vault)
    vault.keep(
        Label(owner="kiosk-1/wish-1", material="身份证", day=ticket.day), pdf_of([picture(), picture()], "仅供测试")
    )
    vault.keep(Label(owner="kiosk-1/another", material="户口本", day=ticket.day), pdf_of([picture()], "仅供测试"))
    clerk = clerk_at(hall)
    papers = f"/api/window/1/papers/{ticket.token}"
    assert clerk.get(papers).status_code == 403
    press(clerk, "open")
    press(clerk, "next")
    listed = clerk.get(papers)
    assert listed.json() == [{"index": 0, "material": "身份证", "pages": 2}]
    shown = clerk.get(f"{papers}/0/1?small=true")
    assert (shown.headers["content-type"], shown.headers["cache-control"]) == ("image/jpeg", "no-store")
    assert max(Image.open(io.BytesIO(shown.content)).size) == 240
    assert clerk.get(f"{papers}/0/2").status_code == 404
    assert clerk.get(papers.replace("window/1", "window/2")).status_code == 401
    assert clerk_at(hall, "zhang", 2).get(papers.replace("window/1", "window/2")).status_code == 403
    (look,) = recorded(hall.state / "papers/views.jsonl")
    assert (look.clerk, look.window, look.number, look.material, look.page) == ("wang", 1, ticket.number, "身份证", 1)
    press(clerk, "start", number=ticket.number)
    press(clerk, "complete", number=ticket.number)
    assert clerk.get(f"{papers}/0/0").status_code == 403
