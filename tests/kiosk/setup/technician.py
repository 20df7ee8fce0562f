"""Somebody who goes through a first start, and a world that answers as it is told."""

from datetime import datetime

from kiosk.setup import effects as e
from kiosk.setup import happenings as h
from kiosk.setup.machine import step
from kiosk.setup.state import begin
from kiosk.setup.steps import Step
from kiosk.setup.values import Hall, Machine, Person, Summary
from queue_server.contract.selftest import Finding
from queue_server.contract.words import Language

PRINTER = Machine(kind="slip_printer", name="号票打印机", plug="usb_b", there="well", words="打印机说自己能打印")
SUMMARY = Summary(hall="蒲阳镇便民服务大厅", windows=((1, "惠农政策"),), hours=("08:30–12:00",), matters=18, people=11)
WANG = Person(id="window-1-a", name="一号窗口A岗", post="A", window=1, pin="4821")
BOSS = Person(id="manager", name="值班长", post="值班长", pin="7305")
HALL = Hall(host="10.0.0.5", port=18443, name="蒲阳镇便民服务大厅")
WELL = Finding(check="打印", state="ok", words="打出来了")
BAD = Finding(check="时间", state="broken", words="时间不对", remedy="请改时间")
PLAN = h.PlanRead(SUMMARY, (WANG, BOSS), "739204")
NOON = datetime(2026, 11, 27, 12, 0)


class Technician:
    """Keeps the first start, what it asked for, and a clock that goes on by a second with everything."""

    def __init__(self) -> None:
        self.now = 100.0
        self.setup, self._asked = begin(self.now)

    def does(self, *happenings: h.Happening) -> Step:
        """Lets these happen; `asks` gives what the last of them asked for."""
        for happening in happenings:
            self.now += 1.0
            self.setup, self._asked = step(self.setup, happening, self.now)
        return self.setup.step

    def asks(self) -> tuple[e.Effect, ...]:
        """What the last happening asked the world for."""
        return self._asked

    def language(self) -> Language:
        """The language of the screens."""
        return self.setup.language

    def chooses_the_template(self, place: str = "蒲阳镇") -> Step:
        """As far as the plan in a few words."""
        return self.does(
            h.MachinesFound((PRINTER,)),
            h.Next(),
            h.Choose("first"),
            h.Choose("template"),
            h.Typed(place),
            h.Next(),
            PLAN,
        )

    def knocks(self, part: str = "kiosk") -> Step:
        """As far as the code."""
        self.does(h.MachinesFound(()), h.Next(), h.Choose("join"), h.Choose(part), h.HallsHeard((HALL,)))
        return self.does(h.Choose("10.0.0.5:18443"), h.CodeGiven("ABCD2345", ("春风", "大海", "高山", "明月"), 600.0))
