"""Login over HTTP: cookies, the lock, and what other sites may not send."""

import httpx

from queue_server.web.lockout import TRIES
from queue_server.web.login import LOCKED, WRONG
from tests.running_hall import RunningHall
from tests.web.conftest import PIN, clerk_at


def login(hall: RunningHall, clerk: str, pin: str, window: int = 1) -> httpx.Response:
    return httpx.post(f"{hall.address}/api/login", json={"window": window, "clerk": clerk, "pin": pin})


def test_the_cookie_is_for_this_site_and_no_script(shared_hall: RunningHall) -> None:
    cookie = login(shared_hall, "wang", PIN).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/" in cookie


def test_everything_wrong_is_refused_in_the_same_words(shared_hall: RunningHall) -> None:
    wrong = [
        login(shared_hall, "wang", "0000"),
        login(shared_hall, "nobody", PIN),
        login(shared_hall, "chen", PIN),
        login(shared_hall, "zhang", PIN, window=1),
        login(shared_hall, "wang", PIN, window=99),
    ]
    assert {(answer.status_code, answer.json()["detail"]) for answer in wrong} == {(401, WRONG)}


def test_five_wrong_pins_lock_that_clerk_only(shared_hall: RunningHall) -> None:
    for _ in range(TRIES):
        assert login(shared_hall, "zhao", "0000", window=2).status_code == 401
    locked = login(shared_hall, "zhao", PIN, window=2)
    assert (locked.status_code, locked.json()["detail"]) == (429, LOCKED)
    assert login(shared_hall, "zhang", PIN, window=2).status_code == 204


def test_a_clerk_stays_in_over_a_restart_of_the_web_and_leaves_at_logout(shared_hall: RunningHall) -> None:
    clerk = clerk_at(shared_hall)
    shared_hall.stop(shared_hall.web)
    shared_hall.start_web()
    assert clerk.get("/api/window/1/clerk").json() == {"clerk": "wang"}
    stolen = dict(clerk.cookies)
    assert clerk.post("/api/window/1/logout", json={}).status_code == 204
    assert httpx.get(f"{shared_hall.address}/api/window/1/clerk", cookies=stolen).status_code == 401


def test_a_session_is_good_for_its_own_window_only(shared_hall: RunningHall) -> None:
    clerk = clerk_at(shared_hall)
    clerk.cookies.set("tinghao-window-2", clerk.cookies["tinghao-window-1"])
    press = {"request_id": "a" * 8}
    assert clerk.post("/api/window/2/open", json=press).status_code == 401
    assert clerk.get("/api/window/2/events").status_code == 401
    assert httpx.post(f"{shared_hall.address}/api/window/1/open", json=press).status_code == 401


def test_other_sites_cannot_press_for_a_clerk(shared_hall: RunningHall) -> None:
    clerk = clerk_at(shared_hall)
    press = {"request_id": "a" * 8}
    foreign = clerk.post("/api/window/1/open", json=press, headers={"Origin": "http://elsewhere.example"})
    assert foreign.status_code == 403
    form = clerk.post(
        "/api/window/1/open", content=b'{"request_id":"aaaaaaaa"}', headers={"Content-Type": "text/plain"}
    )
    assert form.status_code == 415
    assert clerk.post("/api/window/1/open", json=press, headers={"Origin": shared_hall.address}).status_code == 200
