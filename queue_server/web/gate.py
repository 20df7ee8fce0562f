"""Lets people in, by name and PIN, to the places of their roles; all of it recorded."""

import asyncio
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from fastapi import HTTPException, Request, Response

from queue_server.contract.accounts import Account
from queue_server.contract.plan import Plan
from queue_server.web.lockout import Lockout
from queue_server.web.pins import Pin, PinError, fresh_pin, load_pins, may_be, set_pin, verify
from queue_server.web.places import START, may_be_at
from queue_server.web.sessions import LIFE_S, Session, Sessions, cookie_name, is_ours
from queue_server.web.sign_ins import SignIns

WRONG = "姓名或密码不对"
LOCKED = "试错太多次，暂时锁住了，请稍后再试，或请值班长解锁"
NOT_LOGGED_IN = "请先登录"
NOT_YOUR_PLACE = "您的账号不能用这一页"
SAME_PIN = "新密码要和原来的不一样"


PinState = Literal["none", "fresh", "own"]
"""There is none yet; somebody else has set it, so its owner has to change it; its owner has chosen it."""


class Gate:
    """One PIN is checked at a time, so a guesser costs one core at most and cannot outrun the lock."""

    def __init__(self, plan: Plan, state_dir: Path, people: Callable[[], Mapping[str, Account]]) -> None:
        """`people` tells who works here now."""
        self._plan = plan
        self._state_dir = state_dir
        self._people = people
        self._lockout = Lockout()
        self._checking = asyncio.Lock()
        self.record = SignIns(state_dir)
        self.sessions = Sessions(
            state_dir,
            plan.policy.idle_logout_min * 60.0,
            lambda session: self.record.add("idle", session.account, session.place),
        )

    async def enter(self, account: str, typed: str, place: str, response: Response) -> Pin:
        """Signs in; `response` gets the cookies of `place` and of the start, unless the PIN must be changed first.

        Raises:
            HTTPException: 401 for a wrong name or PIN, in the same words; 429 while locked; 403 where the account may
                not be at `place`.
        """
        async with self._checking:
            pin = await self._right(account, typed, place)
            self._may_be_at(account, place)
            if not pin.must_change:
                self._let_in(account, place, response)
        return pin

    async def change_pin(self, account: str, typed: str, fresh: str, place: str, response: Response) -> None:
        """Its owner changes the PIN and is in at `place`; whoever else was in with the old one is out.

        Raises:
            HTTPException: as `enter`, and 422 for a PIN that cannot be.
        """
        async with self._checking:
            await self._right(account, typed, place)
            self._may_be_at(account, place)
            if fresh == typed:
                raise HTTPException(422, SAME_PIN)
            try:
                may_be(fresh)
            except PinError as error:
                raise HTTPException(422, str(error)) from error
            self.record.add("pin_changed", account, place)
            await asyncio.to_thread(set_pin, self._state_dir, account, fresh)
            self._let_in(account, place, response)

    async def fresh_pin(self, account: str, by: str) -> str:
        """A PIN for somebody who has none, or has forgotten it: to be changed at the first login, and unlocked."""
        pin = fresh_pin()
        async with self._checking:
            self.record.add("pin_set", account, by=by)
            await asyncio.to_thread(lambda: set_pin(self._state_dir, account, pin, must_change=True))
            self._lockout.right(account)
        return pin

    def unlock(self, account: str, by: str) -> None:
        """Lets a locked account try again."""
        self.record.add("unlocked", account, by=by)
        self._lockout.right(account)

    def pin_states(self) -> dict[str, PinState]:
        """How the PINs stand, of those accounts that have one."""
        return {account: "fresh" if pin.must_change else "own" for account, pin in load_pins(self._state_dir).items()}

    def locked_s(self, account: str) -> float:
        """How long the account is still locked; 0 when it may try."""
        return self._lockout.seconds_left(account, time.monotonic())

    def go(self, request: Request, place: str, response: Response) -> None:
        """Who is at the start goes on to `place`.

        Raises:
            HTTPException: as `session`.
        """
        session = self.session(request, START, active=True)
        self._may_be_at(session.account, place)
        _give(response, place, self.sessions.elsewhere(session, place))

    def leave(self, request: Request, place: str, response: Response) -> None:
        """The sign-in of the request at `place` ends, everywhere.

        Raises:
            HTTPException: as `session`.
        """
        session = self.session(request, place)
        self.sessions.end(session)
        response.delete_cookie(cookie_name(place), path="/", httponly=True, samesite="strict")
        self.record.add("out", session.account, place)

    def session(self, request: Request, place: str, *, active: bool = False) -> Session:
        """The session of the request at `place`; `active` where its owner is doing something by this.

        Raises:
            HTTPException: 401 where there is none, 403 where the account may not be there any more.
        """
        session = self.sessions.read(request.cookies.get(cookie_name(place), ""), active=active)
        if session is None or session.place != place:
            raise HTTPException(401, NOT_LOGGED_IN)
        self._may_be_at(session.account, place)
        return session

    def still_in(self, request: Request, place: str) -> bool:
        """Whether the request's session is good now, for streams that outlive it."""
        try:
            self.session(request, place)
        except HTTPException:
            return False
        return True

    def anybody(self, request: Request) -> bool:
        """Whether somebody who works here is signed in at the browser of the request, wherever."""
        return any(self.sessions.read(cookie) for name, cookie in request.cookies.items() if is_ours(name))

    async def _right(self, account: str, typed: str, place: str) -> Pin:
        name = account if account in self._people() else ""
        if self.locked_s(name):
            raise HTTPException(429, LOCKED)
        pin = load_pins(self._state_dir).get(name)
        if pin is None or not await asyncio.to_thread(verify, pin, typed):
            locked = self._lockout.wrong(name, time.monotonic())
            self.record.add("wrong", name, place)
            if locked:
                self.record.add("locked", name, place)
            raise HTTPException(401, WRONG)
        self._lockout.right(name)
        return pin

    def _may_be_at(self, account: str, place: str) -> None:
        known = self._people().get(account)
        if known is None or not may_be_at(self._plan, known, place):
            raise HTTPException(403, NOT_YOUR_PLACE)

    def _let_in(self, account: str, place: str, response: Response) -> None:
        self.record.add("in", account, place)
        session, cookie = self.sessions.open(account, place)
        _give(response, place, cookie)
        if place != START:
            _give(response, START, self.sessions.elsewhere(session, START))


def _give(response: Response, place: str, cookie: str) -> None:
    response.set_cookie(cookie_name(place), cookie, max_age=LIFE_S, path="/", httponly=True, samesite="strict")
