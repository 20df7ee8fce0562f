"""Takes up another plan while the hall is open: its files, its clients, the desk; whole or not at all."""

import contextlib
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from queue_server.changing.differences import differences
from queue_server.changing.in_use import in_use
from queue_server.changing.today import change, mistakes_of_change
from queue_server.changing.wishes import PlanAnswer, PlanFolder, PlanWish
from queue_server.contract.plan import Plan, PlanError, parse
from queue_server.contract.plan.watched import Watched
from queue_server.desk import Desk
from queue_server.queueing.events import PlanChanged
from queue_server.workdays.in_folder import calendar_beside, calendar_warnings

log = logging.getLogger(__name__)

NOT_RECORDED = "现在记不下来，大厅配置没有换，请稍后再试"


class Replanning:
    """Asked at least once a second by the one thread that decides, so that no ticket is taken in between.

    Args:
        admit: lets exactly the clients of a plan in, before anybody hears of it.
        taken_up: told the plan that holds from now on.
        practises: whether the hall practises; its plan is another one then, and is not changed.
    """

    def __init__(
        self,
        folder: PlanFolder,
        desk: Desk,
        *,
        admit: Callable[[Plan], None],
        taken_up: Callable[[Plan], None] = lambda _plan: None,
        practises: Callable[[], bool] = lambda: False,
    ) -> None:
        self._folder, self._desk = folder, desk
        self._admit, self._taken_up, self._practises = admit, taken_up, practises
        self._day: str | None = None
        self._by_hand_again = False
        self._watch()

    def look(self, now: datetime) -> None:
        """Does what was wished, takes up what waited for this day, and another calendar."""
        if wish := self._folder.wished():
            self._grant(wish, now)
        if self._file.renewed() or self._by_hand_again:
            self._by_hand(now)
        if self._calendar.renewed():
            self._desk.calendar = calendar_beside(self._folder.path, self._desk.plan)
        day = self._desk.hall.day
        if day != self._day and self._new_day(now, begins=self._day is not None):
            self._day = day
            self._warn(now)

    def _grant(self, wish: PlanWish, now: datetime) -> None:
        try:
            answer = self._granted(wish, now)
        except OSError as error:
            answer = PlanAnswer(id=wish.id, mistakes=(f"大厅配置写不进去（{error.strerror}），没有换",))
        try:
            self._folder.answer(answer)
        except OSError as error:
            log.error("nobody hears of a changed plan: %s", error)

    def _by_hand(self, now: datetime) -> None:
        """Somebody wrote over the plan's own file: a wish like any other, whose mistakes are told to the log."""
        try:
            answer = self._granted(PlanWish(id="", text=self._folder.path.read_text(encoding="utf-8")), now)
        except (OSError, UnicodeDecodeError) as error:
            log.error("the plan cannot be read: %s", error)
            return
        self._by_hand_again = answer.mistakes == (NOT_RECORDED,)
        for mistake in answer.mistakes:
            log.error("the plan written by hand is not taken up: %s", mistake)

    def _watch(self) -> None:
        """What lies there now is what holds."""
        self._file = Watched(self._folder.path)
        self._calendar = Watched(self._folder.path.with_name(self._desk.plan.calendar.file))

    def _granted(self, wish: PlanWish, now: datetime) -> PlanAnswer:
        if self._practises():
            return PlanAnswer(id=wish.id, mistakes=("大厅正在练习，请先结束练习，再换大厅配置",))
        old = self._desk.plan
        try:
            new = parse(wish.text)
            mistakes = mistakes_of_change(old, new)
        except PlanError as error:
            mistakes = error.mistakes
        if mistakes:
            return PlanAnswer(id=wish.id, mistakes=tuple(str(mistake) for mistake in mistakes))
        today = change(old, new, in_use(self._desk.hall)).today
        told = PlanAnswer(id=wish.id, now=differences(old, today), later=differences(today, new))
        nothing_new = new == old and self._folder.tomorrow() is None
        if wish.in_force and not nothing_new and not self._take_up(_Wished(wish.text, new, wish.by), today, told, now):
            return PlanAnswer(id=wish.id, mistakes=(NOT_RECORDED,))
        return told

    def _new_day(self, now: datetime, *, begins: bool) -> bool:
        """What waited comes into force; false where it has to be tried again.

        A plan that cannot be read is left where it is, and told.
        """
        try:
            text = None if self._practises() else self._folder.tomorrow()
            if text is None:
                return True
            new, old = parse(text), self._desk.plan
            today = change(old, new, in_use(self._desk.hall), day_begins=begins).today
            if today == old and today != new:
                return True
            told = PlanAnswer(id="", now=differences(old, today), later=differences(today, new))
            return self._take_up(_Wished(text, new), today, told, now)
        except (PlanError, UnicodeDecodeError) as error:
            log.error("the plan for today is not taken up: %s", error)
            return True
        except OSError as error:
            log.error("the plan for today cannot be taken up yet: %s", error)
            return False

    def _warn(self, now: datetime) -> None:
        """What is to be said of the working days, once a day."""
        today = self._desk.hall.local(now).date()
        for warning in calendar_warnings(self._desk.plan, self._folder.path.parent, today):
            log.warning("calendar: %s", warning)

    def _take_up(self, wished: "_Wished", today: Plan, told: PlanAnswer, now: datetime) -> bool:
        """Clients, then files, then the desk; false where it could not be recorded, and all is as before.

        Raises:
            OSError: the files cannot be written; all is as before.
        """
        old = self._desk.plan
        before = self._folder.path.read_text(encoding="utf-8"), self._folder.tomorrow()
        self._admit(today)
        try:
            whole = today == wished.plan
            self._folder.put(wished.text if whole else written(today), None if whole else wished.text)
            changed = PlanChanged(digest=wished.digest, now=told.now, later=told.later)
            recorded = self._desk.replan(today, changed, wished.by, now)
        except OSError:
            self._go_back(old, before)
            raise
        if not recorded:
            self._go_back(old, before)
            return False
        self._watch()
        self._desk.calendar = calendar_beside(self._folder.path, today)
        self._taken_up(today)
        log.info("plan changed: %s", "；".join(told.now) or "nothing today")
        return True

    def _go_back(self, old: Plan, before: tuple[str, str | None]) -> None:
        with contextlib.suppress(OSError):
            self._folder.put(*before)
        self._watch()
        self._admit(old)


@dataclass(frozen=True)
class _Wished:
    """A plan as it was wished, `by` whom."""

    text: str
    plan: Plan
    by: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of its text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def written(plan: Plan) -> str:
    """The plan as TOML, every table and field that is not as by itself."""
    return msgspec.toml.encode(plan).decode()
