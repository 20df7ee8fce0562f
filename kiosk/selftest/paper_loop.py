"""The printer prints one page and the reader reads it back: paper, print and glass in one go."""

import math
import queue
import secrets
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from kiosk.selftest.codes import Codes, NextCode
from kiosk.selftest.page import TestPage
from kiosk.selftest.plugs import OF_THE_PRINTER, plug_of
from kiosk.selftest.running import Doing, Progress, Steps
from kiosk.troubles import health
from kiosk.visit.steps import Paper, SlipState
from queue_server.contract.selftest import Finding

PRINTER, LOOP = "号票打印机", "打印再扫回来"
HOLD_S = 45.0
"""How long a person has to hold the page before the reader."""
PRINT_S = 60.0
"""No page takes longer, the slips before it included."""
PREFIX = "TINGHAO-"
HOLD = "请拿刚打出来的纸，把方块码对准扫码的地方"
OTHER = "扫到的是别的码，请拿刚打出来的那张纸"


class PagePrinting(Protocol):
    """The kiosk's slip printer."""

    def print(self, paper: TestPage, done: Callable[[SlipState], None]) -> None:
        """Returns at once; `done` is told once what became of the page, from any thread."""
        ...


def fresh_code() -> str:
    """A code that no paper has yet."""
    return PREFIX + secrets.token_hex(6).upper()


@dataclass(frozen=True)
class PaperLoop:
    """Prints and reads back.

    Args:
        page: makes the page with the code.
        port: the printer's, as in the plan.
        codes: what the readers see; None where there is no reader.
        refused: how much all readers have seen so far that they could not make out.
    """

    page: Callable[[str], TestPage]
    printing: PagePrinting
    port: str
    codes: Codes | None
    refused: Callable[[], int] = lambda: 0
    hold_s: float = HOLD_S
    print_s: float = PRINT_S
    code: Callable[[], str] = fresh_code
    clock: Callable[[], float] = time.monotonic
    name: str = PRINTER

    def look(self) -> Steps:
        code = self.code()
        if self.codes is None:
            yield from self._print(code)
            yield Finding(check=LOOP, state="absent", words="这台机器没有扫码的")
            return
        with self.codes.listening() as next_code:  # a reader below the mouth sees the page while it comes out
            refused = self.refused()
            if (yield from self._print(code)):
                yield from self._read(code, next_code, refused)
            else:
                yield Finding(
                    check=LOOP,
                    state="broken",
                    words="测试页没有打出来，没有码可扫",
                    remedy="请先弄好打印机，再检查一次",
                )

    def _print(self, code: str) -> Generator[Progress, None, bool]:
        came: queue.SimpleQueue[SlipState] = queue.SimpleQueue()
        self.printing.print(self.page(code), came.put)
        until = self.clock() + self.print_s
        state = None
        while state is None and self.clock() < until:
            yield Doing(PRINTER, "正在打印测试页")
            state = _next(came)
        yield self._printed(state or SlipState(Paper.PERSON_NEEDED, "silent"))
        return state is not None and state.paper in (Paper.PRINTED, Paper.UNKNOWN)

    def _printed(self, state: SlipState) -> Finding:
        match state.paper, state.reason:
            case Paper.PRINTED, _:
                return Finding(check=PRINTER, state="ok", words="测试页打好了，请看字全不全、清不清楚")
            case Paper.UNKNOWN, _:
                return Finding(
                    check=PRINTER,
                    state="attention",
                    words="测试页发出去了，打印机没有回话",
                    remedy="请看有没有纸出来；没有，请检查电源和数据线",
                    picture=plug_of(self.port),
                )
            case _, "cut_short":
                reason, remedy = "测试页打到一半停了", "请看纸和盖子，查电源和数据线，再检查一次"
            case _, reason:
                told = health(PRINTER, reason, datetime.now(UTC))
                reason, remedy = told.reason, told.remedy
        picture = OF_THE_PRINTER.get(state.reason, plug_of(self.port))
        return Finding(check=PRINTER, state="broken", words=reason, remedy=remedy, picture=picture)

    def _read(self, code: str, next_code: NextCode, refused: int) -> Steps:
        began, other = self.clock(), False
        while (left_s := self.hold_s - (self.clock() - began)) > 0:
            yield Doing(LOOP, OTHER if other else HOLD, math.ceil(left_s), "reader")
            seen = next_code(min(1.0, left_s))
            if seen == code:
                yield Finding(check=LOOP, state="ok", words="刚打出来的码读回来了")
                return
            other = other or seen is not None
        if other:
            words, remedy = "扫到的是别的码，不是刚打出来的", "请拿刚打出来的那张纸，再检查一次"
        elif self.refused() > refused:
            words = "扫码的看见了，但读不懂"
            remedy = "请擦干净扫码的玻璃，把纸放平；字淡了就换一卷新纸"
        else:
            words = "没有扫到测试页上的码"
            remedy = "请拿纸对准扫码的地方再检查一次；灯不亮，请查扫码的数据线"
        yield Finding(check=LOOP, state="broken", words=words, remedy=remedy, picture="reader")


def _next(came: "queue.SimpleQueue[SlipState]") -> SlipState | None:
    try:
        return came.get(timeout=1.0)
    except queue.Empty:
        return None
