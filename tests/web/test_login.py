"""Signing in over HTTP: cookies by place, the lock, the first PIN, and what other sites may not send."""

from typing import Any

import httpx
import pytest

from queue_server.web.gate import LOCKED, NOT_YOUR_PLACE, SAME_PIN, WRONG
from queue_server.web.guard import NOT_RECORDED
from queue_server.web.lockout import TRIES
from queue_server.web.pins import EASY, load_pins, set_pin
from queue_server.web.places import at_window
from queue_server.web.sign_ins import SignIns
from tests.running_hall import RunningHall
from tests.web.conftest import PIN, clerk_at, signed_in


def login(hall: RunningHall, account: str, pin: str, place: str = "window-1") -> httpx.Response:
    return httpx.post(f"{hall.address}/api/login", json={"account": account, "pin": pin, "place": place})


def change(hall: RunningHall, account: str, pin: str, fresh: str, place: str = "start") -> httpx.Response:
    told = {"account": account, "pin": pin, "fresh": fresh, "place": place}
    return httpx.post(f"{hall.address}/api/pin", json=told)


def said(answer: httpx.Response) -> tuple[int, Any]:
    return answer.status_code, answer.json()["detail"]


def test_the_cookies_are_for_this_site_and_no_script(shared_hall: RunningHall) -> None:
    cookies = login(shared_hall, "wang", PIN).headers.get_list("set-cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == ["tinghao-window-1", "tinghao-start"]
    for cookie in map(str.lower, cookies):
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "path=/" in cookie


def test_a_wrong_name_or_pin_is_refused_in_the_same_words(shared_hall: RunningHall) -> None:
    wrong = [login(shared_hall, name, pin) for name, pin in (("wang", "0000"), ("nobody", PIN), ("chen", PIN))]
    assert {said(answer) for answer in wrong} == {(401, WRONG)}


@pytest.mark.parametrize("place", ["window-2", "window-99", "guide-desk", "people", "elsewhere"])
def test_the_right_pin_opens_the_places_of_the_account_only(shared_hall: RunningHall, place: str) -> None:
    assert said(login(shared_hall, "wang", PIN, place)) == (403, NOT_YOUR_PLACE)


def test_five_wrong_pins_lock_that_account_only(shared_hall: RunningHall) -> None:
    for _ in range(TRIES):
        assert login(shared_hall, "zhao", "0000", "window-2").status_code == 401
    assert said(login(shared_hall, "zhao", PIN, "window-2")) == (429, LOCKED)
    assert login(shared_hall, "zhang", PIN, "window-2").status_code == 200
    recorded = [one.what for one in SignIns(shared_hall.state).kept.records() if one.account == "zhao"]
    assert recorded == ["wrong"] * TRIES + ["locked"]


def test_a_pin_that_somebody_else_set_opens_nothing_until_its_owner_has_changed_it(shared_hall: RunningHall) -> None:
    set_pin(shared_hall.state, "liu", "135791", must_change=True)
    first = login(shared_hall, "liu", "135791", "window-3")
    assert (first.json(), dict(first.cookies)) == ({"must_change": True}, {})
    assert said(change(shared_hall, "liu", "0000", "86420", "window-3")) == (401, WRONG)
    assert said(change(shared_hall, "liu", "135791", "135791", "window-3")) == (422, SAME_PIN)
    assert said(change(shared_hall, "liu", "135791", "1234", "window-3")) == (422, EASY)
    changed = change(shared_hall, "liu", "135791", "86420", "window-3")
    assert changed.status_code == 204
    assert set(changed.cookies) == {"tinghao-window-3", "tinghao-start"}
    assert login(shared_hall, "liu", "86420", "window-3").json() == {"must_change": False}
    assert load_pins(shared_hall.state)["liu"].hash.startswith("$argon2id$")


def test_one_sign_in_leads_to_every_place_of_the_account_and_ends_in_all(shared_hall: RunningHall) -> None:
    head = signed_in(shared_hall, "sun", "start")
    me = head.get("/api/me/start").json()
    assert me == {
        "account": "sun",
        "name": "孙丽华",
        "roles": ["clerk", "head"],
        "places": [f"window-{number}" for number in (4, 1, 2, 3)] + ["concerns"],
    }
    assert head.get("/api/me/window-4").status_code == 401
    assert head.post("/api/enter/window-4", json={}).status_code == 204
    assert head.get("/api/me/window-4").json() == me
    assert head.post("/api/enter/people", json={}).status_code == 403
    stolen = dict(head.cookies)
    assert head.post("/api/logout/window-4", json={}).status_code == 204
    for place in ("start", "window-4"):
        assert httpx.get(f"{shared_hall.address}/api/me/{place}", cookies=stolen).status_code == 401


def test_a_clerk_stays_in_over_a_restart_of_the_web(shared_hall: RunningHall) -> None:
    clerk = clerk_at(shared_hall)
    shared_hall.stop(shared_hall.web)
    shared_hall.start_web()
    assert clerk.get("/api/me/window-1").json()["account"] == "wang"


def test_a_session_is_good_for_its_own_place_only(shared_hall: RunningHall) -> None:
    clerk = clerk_at(shared_hall)
    for place in (at_window(2), "guide-desk", "people"):
        clerk.cookies.set(f"tinghao-{place}", clerk.cookies["tinghao-window-1"])
    press = {"request_id": "a" * 8}
    assert clerk.post("/api/window/2/open", json=press).status_code == 401
    assert clerk.get("/api/window/2/events").status_code == 401
    assert clerk.get("/api/people").status_code == 401
    assert clerk.get("/api/guide-desk/find?q=a").status_code == 401
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


def test_what_cannot_be_recorded_lets_nobody_in_but_counts_as_a_try_and_lets_everybody_out(
    shared_hall: RunningHall,
) -> None:
    clerk = clerk_at(shared_hall, "zhou", 4)
    record = next((shared_hall.state / "web").glob("sign-ins.*"))
    record.rename(record.with_suffix(".aside"))
    record.mkdir()
    try:
        assert said(login(shared_hall, "zhou", PIN, "window-4")) == (500, NOT_RECORDED)
        for _ in range(TRIES):
            assert login(shared_hall, "zhou", "0000", "window-4").status_code == 500
        assert said(login(shared_hall, "zhou", PIN, "window-4")) == (429, LOCKED)
        assert clerk.post("/api/logout/window-4", json={}).status_code == 500
        assert clerk.get("/api/me/window-4").status_code == 401
    finally:
        record.rmdir()
        record.with_suffix(".aside").rename(record)
