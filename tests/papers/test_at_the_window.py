"""Only the clerk who has the ticket in front sees its papers, and every look is recorded."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from queue_server.contract.tickets import Ticket
from queue_server.papers.views import views
from queue_server.web.handles import handle_of
from queue_server.web.pins import set_pin
from tests.papers.scanned import KioskScans, keep, pdf, take_by_wish
from tests.running_hall import RunningHall
from tests.web.conftest import PIN, clerk_at, running_hall
from tests.web.test_console_api import first_state, press

WINDOW_1 = "/api/window/1/papers"


@dataclass
class Front:
    """A ticket in front of window 1, and who is signed in there."""

    ticket: Ticket
    clerk: httpx.Client

    @property
    def papers(self) -> str:
        return f"{WINDOW_1}/{handle_of(self.ticket.token)}"

    def listed(self) -> list[tuple[str, str, int]]:
        answer = self.clerk.get(self.papers)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        return [(one["material"], one["state"], one["pages"]) for one in answer.json()]

    def address(self, place: int = 0, page: int = 0) -> str:
        return f"{self.papers}/{self.clerk.get(self.papers).json()[place]['id']}/{page}"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    yield from running_hall(tmp_path_factory.mktemp("hall"))


@pytest.fixture
def front(hall: RunningHall) -> Iterator[Front]:
    """Someone with an ID card of two pages; another visitor has papers too."""
    wish = uuid4().hex
    ticket = take_by_wish(hall, wish)
    keep(hall, ticket, wish, "居民身份证", pdf(2))
    keep(hall, ticket, f"{wish}-another", "户口本", pdf(1))
    clerk = clerk_at(hall)
    assert clerk.get(f"{WINDOW_1}/{handle_of(ticket.token)}").status_code == 403
    press(clerk, "open")
    press(clerk, "next")
    yield Front(ticket, clerk)
    press(clerk, "start", number=ticket.number)
    press(clerk, "complete", number=ticket.number)


def test_papers_of_a_wish_are_seen_as_pictures_that_nobody_keeps(front: Front) -> None:
    assert front.listed() == [("居民身份证", "here", 2)]
    shown = front.clerk.get(front.address(page=1))
    assert (shown.headers["content-type"], shown.headers["cache-control"]) == ("image/jpeg", "no-store")
    assert max(Image.open(io.BytesIO(shown.content)).size) == 1485
    small = front.clerk.get(f"{front.address(page=1)}?small=true")
    assert max(Image.open(io.BytesIO(small.content)).size) == 480
    assert front.clerk.get(front.address(page=2)).status_code == 404
    assert front.clerk.get(f"{front.papers}/nothing/0").status_code == 404


def test_every_look_is_recorded_a_thumbnail_too(hall: RunningHall, front: Front) -> None:
    before = len(views(hall.state).records())
    front.clerk.get(f"{front.address(page=1)}?small=true")
    front.clerk.get(front.address())
    looks = views(hall.state).records()[before:]
    assert {(look.clerk, look.window, look.number, look.day, look.material) for look in looks} == {
        ("wang", 1, front.ticket.number, front.ticket.day, "居民身份证")
    }
    assert [(look.page, look.small) for look in looks] == [(1, True), (0, False)]
    assert views(hall.state).first_broken() is None


def test_what_cannot_be_recorded_is_not_shown(hall: RunningHall, front: Front) -> None:
    log = hall.state / "papers/views.jsonl"
    front.clerk.get(front.address())
    log.rename(log.with_suffix(".aside"))
    log.mkdir()
    try:
        assert front.clerk.get(front.address()).status_code == 500
    finally:
        log.rmdir()
        log.with_suffix(".aside").rename(log)


def test_no_other_window_no_other_clerk_and_nobody_logged_out_gets_anything(hall: RunningHall, front: Front) -> None:
    page = front.address()
    elsewhere = clerk_at(hall, "zhang", 2)
    colleague = clerk_at(hall, "li", 1)
    stranger = httpx.Client(base_url=hall.address)
    for address in (front.papers, page):
        assert front.clerk.get(address.replace("window/1", "window/2")).status_code == 401
        assert elsewhere.get(address).status_code == 401
        assert elsewhere.get(address.replace("window/1", "window/2")).status_code == 403
        assert colleague.get(address).status_code == 403
        assert stranger.get(address).status_code == 401
    known = dict(front.clerk.cookies)
    second = clerk_at(hall)
    second.post("/api/logout/window-1", json={})
    assert second.get(page).status_code == 401
    assert dict(front.clerk.cookies) == known
    assert front.clerk.get(page).status_code == 200


def test_a_session_that_ended_with_its_pin_gets_nothing(hall: RunningHall, front: Front) -> None:
    page, old = front.address(), front.clerk
    set_pin(hall.state, "wang", PIN)
    assert old.get(page).status_code == 401
    front.clerk.cookies = clerk_at(hall).cookies
    assert front.clerk.get(page).status_code == 200


@pytest.mark.parametrize("action", ["park", "miss", "complete"])
def test_a_ticket_that_moved_on_between_list_and_picture_is_not_shown(front: Front, action: str) -> None:
    page = front.address()
    if action != "miss":
        press(front.clerk, "start", number=front.ticket.number)
    assert press(front.clerk, action, number=front.ticket.number).status_code == 200
    assert front.clerk.get(page).status_code == 403
    assert front.clerk.get(front.papers).status_code == 403
    if action == "park":
        press(front.clerk, "unpark", number=front.ticket.number)
        assert front.clerk.get(page).status_code == 200


def test_a_console_hears_that_papers_came(hall: RunningHall, front: Front, tmp_path: Path) -> None:
    before = first_state(front.clerk)["papers"]
    scans = KioskScans(hall, tmp_path)
    scans.bring(front.ticket.token, "户口簿", pdf(1))
    scans.close()
    assert first_state(front.clerk)["papers"] > before
    assert ("户口簿", "here", 1) in front.listed()


def test_papers_come_in_the_matter_s_order_and_a_new_one_changes_no_address(hall: RunningHall, front: Front) -> None:
    page = front.address()
    before = front.clerk.get(page).content
    keep(hall, front.ticket, front.ticket.token, "一张新的", pdf(1))
    keep(hall, front.ticket, front.ticket.token, "本人银行卡（一卡通）", pdf(1))
    assert [material for material, *_ in front.listed()] == ["居民身份证", "本人银行卡（一卡通）", "一张新的"]
    assert front.clerk.get(page).content == before


def test_a_paper_that_cannot_be_read_is_said_so_and_hides_no_other(hall: RunningHall, front: Front) -> None:
    keep(hall, front.ticket, front.ticket.token, "不是图片", b"no PDF")
    label = keep(hall, front.ticket, front.ticket.token, "改过的", pdf(1))
    file = hall.state / "papers/kept" / label.day / f"{label.id}.paper"
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert front.listed() == [
        ("居民身份证", "here", 2),
        ("不是图片", "unreadable", 0),
        ("改过的", "unreadable", 0),
    ]
    assert front.clerk.get(front.address(2)).status_code == 404
