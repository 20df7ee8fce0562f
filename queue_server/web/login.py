"""Clerks in and out: a PIN opens a session for one window, five wrong ones lock the clerk for a minute."""

import asyncio
import time
from pathlib import Path

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from pydantic import BaseModel, Field

from queue_server.contract.plan import Plan
from queue_server.web.guard import from_our_page
from queue_server.web.lockout import Lockout
from queue_server.web.pins import load_hashes, verify
from queue_server.web.sessions import LIFE_S, Session, Sessions, cookie_name

WRONG = "窗口、姓名或密码不对"
LOCKED = "试错太多次，请过一分钟再试"
NOT_LOGGED_IN = "请先登录"
NOT_YOUR_WINDOW = "您不在这个窗口值班"


class Entry(BaseModel):
    """What the login page sends."""

    window: int
    clerk: str = Field(max_length=64)
    pin: str = Field(max_length=64)


class Gate:
    """Lets clerks in; one PIN is checked at a time, so a guesser costs one core at most and cannot outrun the lock."""

    def __init__(self, plan: Plan, state_dir: Path) -> None:
        self._plan = plan
        self._state_dir = state_dir
        self._lockout = Lockout()
        self._checking = asyncio.Lock()
        self.sessions = Sessions(state_dir)

    async def enter(self, entry: Entry) -> str:
        """The cookie of a new session.

        Raises:
            HTTPException: 401 for anything wrong, in the same words; 429 while locked.
        """
        name = entry.clerk if entry.clerk in self._plan.clerks else ""
        async with self._checking:
            if self._lockout.seconds_left(name, time.monotonic()):
                raise HTTPException(429, LOCKED)
            hashed = load_hashes(self._state_dir).get(name)
            right = await asyncio.to_thread(verify, hashed, entry.pin)
            if not (right and self._serves(name, entry.window)):
                self._lockout.wrong(name, time.monotonic())
                raise HTTPException(401, WRONG)
            self._lockout.right(name)
        return self.sessions.open(name, entry.window)

    def session(self, request: Request, window: int) -> Session:
        """The session of the request at `window`.

        Raises:
            HTTPException: 401 where there is none, 403 where the plan no longer lists the clerk at the window.
        """
        session = self.sessions.read(request.cookies.get(cookie_name(window), ""))
        if session is None or session.window != window:
            raise HTTPException(401, NOT_LOGGED_IN)
        if not self._serves(session.clerk, window):
            raise HTTPException(403, NOT_YOUR_WINDOW)
        return session

    def still_in(self, request: Request, window: int) -> bool:
        """Whether the request's session is good now, for streams that outlive it."""
        try:
            self.session(request, window)
        except HTTPException:
            return False
        return True

    def _serves(self, clerk: str, window: int) -> bool:
        listed = self._plan.windows.get(window)
        return listed is not None and clerk in listed.clerks


def routes(gate: Gate) -> APIRouter:
    """Login and logout."""
    router = APIRouter(dependencies=[Depends(from_our_page)])

    @router.post("/api/login", status_code=204)
    async def login(entry: Entry, response: Response) -> None:
        cookie = await gate.enter(entry)
        response.set_cookie(
            cookie_name(entry.window), cookie, max_age=LIFE_S, path="/", httponly=True, samesite="strict"
        )

    @router.post("/api/window/{window}/logout", status_code=204)
    async def logout(window: int, request: Request, response: Response) -> None:
        gate.sessions.end(gate.session(request, window))
        response.delete_cookie(cookie_name(window), path="/", httponly=True, samesite="strict")

    return router
