"""The console's JSON over a real hall: outcomes as HTTP, one press one command, right states after restarts."""

import json
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx

from queue_server.contract.tickets import TicketState
from tests.running_hall import RunningHall, wait_for
from tests.web.conftest import clerk_at


def press(clerk: httpx.Client, action: str, window: int = 1, **body: str) -> httpx.Response:
    return clerk.post(f"/api/window/{window}/{action}", json={"request_id": uuid4().hex, **body})


def first_state(clerk: httpx.Client, path: str = "/api/window/1/events") -> dict[str, Any]:
    """The first whole state of a stream."""
    with clerk.stream("GET", path) as stream:
        for line in stream.iter_lines():
            if line.startswith("data: {"):
                state: dict[str, Any] = json.loads(line.removeprefix("data: "))
                return state
    raise AssertionError("no state came")


def test_a_visit_goes_all_the_way_and_every_answer_shows_the_state_after_it(hall: RunningHall) -> None:
    clerk = clerk_at(hall)
    numbers = [hall.take("A01").number, hall.take("A02").number]
    assert press(clerk, "open").json()["state"]["window"]["state"] == "open"
    called = press(clerk, "next").json()
    assert called["outcome"]["outcome"] == "TicketCalled"
    assert called["state"]["front"]["ticket"]["number"] == numbers[0]
    assert press(clerk, "start", number=numbers[0]).json()["state"]["front"]["state"] == "serving"
    onward = press(clerk, "next", number=numbers[0]).json()["state"]
    assert onward["front"]["ticket"]["number"] == numbers[1]
    assert onward["waiting"] == []
    assert numbers[0] not in hall.tickets()


def test_a_refusal_is_409_with_its_code_and_sentence(hall: RunningHall) -> None:
    clerk = clerk_at(hall)
    number = hall.take("A01").number
    press(clerk, "open")
    press(clerk, "next")
    refused = press(clerk, "recall", number=number)
    assert refused.status_code == 409
    assert refused.json()["outcome"]["code"] == "too_soon"
    assert "秒再叫" in refused.json()["outcome"]["sentence"]


def test_a_press_that_comes_twice_is_done_once(hall: RunningHall) -> None:
    clerk = clerk_at(hall)
    first, second = hall.take("A01").number, hall.take("A01").number
    press(clerk, "open")
    press(clerk, "next")
    press(clerk, "start", number=first)
    body = {"request_id": uuid4().hex, "number": first}
    once, again = (clerk.post("/api/window/1/next", json=body) for _ in range(2))
    assert once.status_code == again.status_code == 200
    assert once.json()["outcome"] == again.json()["outcome"]
    assert hall.tickets()[second].state is TicketState.CALLED


def test_two_tabs_pressing_at_once_call_one_visitor(hall: RunningHall) -> None:
    clerk = clerk_at(hall)
    numbers = [hall.take("A01").number for _ in range(3)]
    press(clerk, "open")
    press(clerk, "next")
    press(clerk, "start", number=numbers[0])
    with ThreadPoolExecutor(2) as tabs:
        answers = list(tabs.map(lambda _: press(clerk, "next", number=numbers[0]), range(2)))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert {answer.json()["outcome"].get("code") for answer in answers} == {None, "stale_page"}
    assert hall.tickets()[numbers[1]].state is TicketState.CALLED
    assert hall.tickets()[numbers[2]].state is TicketState.WAITING


def test_nonsense_is_422_and_touches_nothing(shared_hall: RunningHall) -> None:
    clerk = clerk_at(shared_hall)
    assert clerk.post("/api/window/1/dance", json={"request_id": "a" * 8}).status_code == 422
    assert clerk.post("/api/window/1/open", json={}).status_code == 422
    assert clerk.post("/api/window/1/open", json={"request_id": "x"}).status_code == 422
    assert (
        clerk.post("/api/window/1/open", content=b"{", headers={"Content-Type": "application/json"}).status_code == 422
    )
    assert first_state(clerk)["window"]["state"] == "closed"


def test_a_clerk_cannot_cancel_what_another_window_has(shared_hall: RunningHall) -> None:
    number = shared_hall.take("B01").number
    refused = press(clerk_at(shared_hall), "cancel", number=number)
    assert (refused.status_code, refused.json()["outcome"]["code"]) == (409, "stale_page")
    assert press(clerk_at(shared_hall, "zhang", 2), "cancel", window=2, number=number).status_code == 200
    assert number not in shared_hall.tickets()


def test_without_the_server_presses_are_503_and_the_state_says_so_until_it_is_back(hall: RunningHall) -> None:
    clerk = clerk_at(hall)
    number = hall.take("A01").number
    press(clerk, "open")
    press(clerk, "next")
    hall.stop(hall.server, signal.SIGKILL)
    wait_for(lambda: hall.health()["server"] is False)
    assert press(clerk, "start", number=number).status_code == 503
    lost = first_state(clerk)
    assert (lost["live"], lost["front"]["ticket"]["number"]) == (False, number)
    hall.start_server()
    hall.wait_live()
    assert first_state(clerk)["front"]["ticket"]["number"] == number
    assert press(clerk, "start", number=number).status_code in {200, 409}
    assert hall.tickets()[number].state is TicketState.SERVING


def test_health_tells_the_link_and_the_revision(shared_hall: RunningHall) -> None:
    before = shared_hall.health()
    shared_hall.take("A01")
    assert before["web"] is before["server"] is True
    after = wait_for(lambda: shared_hall.health() if shared_hall.health()["revision"] != before["revision"] else None)
    assert after["revision"] > before["revision"]  # type: ignore[operator]


def test_every_answer_carries_the_security_headers_and_no_foreign_docs(shared_hall: RunningHall) -> None:
    for path in ("/", "/login", "/window/1", "/static/console.js", "/t/nothing", "/health"):
        headers = httpx.get(f"{shared_hall.address}{path}").headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert httpx.get(f"{shared_hall.address}/docs").status_code == 404
    paths = httpx.get(f"{shared_hall.address}/openapi.json").json()["paths"]
    assert "/api/window/{window}/{action}" in paths
