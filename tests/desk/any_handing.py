"""What clerks hand on, beside the model: a ticket to a window, a part of a visit, the window itself."""

from queue_server.contract import commands
from queue_server.contract.replies import Done
from tests.desk.any_visitors import Visitors
from tests.desk.model import SERVES

CLERKS = {1: "ann", 2: "cen", 3: "eve"}
COLLEAGUES = {1: "ben", 2: "den", 3: "ann"}


class Handing(Visitors):
    """Their part of any day, after the visitors'."""

    def send(self, window: int, pick: int) -> None:
        front, to = self.model.front[window], 1 + pick % len(SERVES)
        command = commands.TransferTicket(window=window, clerk=CLERKS[window], to_window=to)
        served = self.model.serves[to]
        if front is None or to == window or not served:
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        self.model.transfer(front, front.service if front.service in served else served[0], to)

    def part(self, window: int) -> None:
        """The present matter is done at once, and the visitor stays for the others."""
        front = self.model.front[window]
        number, matter = (front.number, f"{front.left[0]}1") if front else ("A001", "A1")
        command = commands.FinishMatters(window=window, clerk=CLERKS[window], number=number, matters=(matter,))
        if front is None or front.state != "serving" or len(front.left) == 1:
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        front.left = front.left[1:]

    def split(self, window: int) -> None:
        front = self.model.front[window]
        number, rest = (front.number, front.left[1:]) if front else ("A001", "B")
        matters = tuple(f"{service}1" for service in rest)
        command = commands.SplitTicket(window=window, clerk=CLERKS[window], number=number, matters=matters)
        if front is None or not rest:
            self.refused(command)
            return
        self.is_given(self.counter.do(command), self.model.split(front, self.counter.now))

    def hand_over(self, window: int) -> None:
        """There and back, so that the clerks stay who they are."""
        clerk, colleague = CLERKS[window], COLLEAGUES[window]
        self.refused(commands.HandOver(window=window, clerk=colleague, to=clerk))
        if colleague in CLERKS.values():
            self.refused(commands.HandOver(window=window, clerk=clerk, to=colleague))
            return
        for one, other in ((clerk, colleague), (colleague, clerk)):
            command = commands.HandOver(window=window, clerk=one, to=other)
            assert isinstance(self.counter.do(command), Done)
