"""What a display's layout depends on, where its parts are, and how large that makes a call."""

from dataclasses import dataclass
from functools import cached_property

from queue_server.contract.plan import Display, Plan
from queue_server.contract.words import say
from queue_server.showing.panel import Panel, legible_mm, panel_of
from queue_server.showing.parts import Area
from queue_server.showing.scope import Scope
from queue_server.showing.widths import DIGIT, EM, width

MARGIN, GAP = 48.0, 20.0
HEAD, UPRIGHT_HEAD, FOOT = 110.0, 176.0, 84.0
BELOW_HEAD, ABOVE_FOOT, BETWEEN = 36.0, 20.0, 36.0
CALLS_WIDTH = 0.652
"""The calls' share of a panel in landscape; beside them stands the rest."""
CALLS_HEIGHT = 0.62
"""The most that the calls take of a panel in portrait."""
PAD, APART = 44.0, 30.0
NUMBER_IN_ROW = 0.972
"""How large the letters of a number are, in heights of their row."""
SHAPES = ((0.564, 0.266), (0.564, 0.0), (0.46, 0.0), (0.38, 0.0))
"""How large the words of the window and 请到 are, in sizes of the number: the first legible one is taken."""


@dataclass(frozen=True)
class CallSizes:
    """Height of a row; sizes of a call's number, of the words of its window, and of 请到 (0 where there is no room)."""

    row: float
    number: float
    window: float
    please: float


@dataclass(frozen=True)
class Setting:
    """`number` and `window` are the widest that can be called here; `english` adds an English line."""

    panel: Panel
    rows: int
    viewing_m: float
    number: str
    window: str
    english: bool

    @classmethod
    def of_display(cls, plan: Plan, display: Display) -> "Setting":
        """The display's."""
        scope = Scope.of_display(plan, display)
        numbers = [f"{prefix}{'0' * plan.policy.number_digits}" for prefix in scope.services]
        windows = [str(number) for number in scope.windows]
        return cls(
            panel=panel_of(display),
            rows=display.rows,
            viewing_m=display.viewing_m,
            number=max(sorted(numbers), key=lambda text: width(text, 1, bold=True)),
            window=max(sorted(windows), key=lambda text: width(text, 1, bold=True)),
            english=display.english,
        )

    @cached_property
    def head(self) -> Area:
        """Name, date and time."""
        return Area(0, 0, self.panel.width, UPRIGHT_HEAD if self.panel.upright else HEAD)

    @cached_property
    def foot(self) -> Area:
        """The notices."""
        return Area(0, self.panel.height - FOOT, self.panel.width, FOOT)

    @cached_property
    def calls(self) -> Area:
        """The rows of calls."""
        body = self._body
        if not self.panel.upright:
            return Area(body.x, body.y, round(body.width * CALLS_WIDTH), body.height)
        row = legible_mm(self.viewing_m) / self.panel.unit_mm * EM / DIGIT / NUMBER_IN_ROW
        wanted = self.rows * (row + GAP) - GAP
        return Area(body.x, body.y, body.width, min(wanted, body.height * CALLS_HEIGHT))

    @cached_property
    def beside(self) -> Area:
        """Everything else: at the right, or below the calls."""
        body, calls = self._body, self.calls
        if self.panel.upright:
            top = calls.bottom + BETWEEN
            return Area(body.x, top, body.width, body.bottom - top)
        left = calls.right + BETWEEN
        return Area(left, body.y, body.right - left, body.height)

    @cached_property
    def sizes(self) -> CallSizes:
        """As large as the rows are high, or as the widest call lets them."""
        row = (self.calls.height - GAP * (self.rows - 1)) / self.rows
        room = self.calls.width - 2 * PAD
        largest = row * NUMBER_IN_ROW
        numbers = [largest * min(1.0, room / self._call_width(largest, *shape)) for shape in SHAPES]
        legible = next((one for one in numbers if self._mm(one) >= legible_mm(self.viewing_m)), max(numbers))
        window, please = SHAPES[numbers.index(legible)]
        return CallSizes(row, legible, legible * window, legible * please)

    @property
    def digit_mm(self) -> float:
        """The height of a call's digits on the panel."""
        return self._mm(self.sizes.number)

    @property
    def _body(self) -> Area:
        top = self.head.height + BELOW_HEAD
        return Area(MARGIN, top, self.panel.width - 2 * MARGIN, self.foot.y - ABOVE_FOOT - top)

    def _mm(self, number: float) -> float:
        return number * DIGIT / EM * self.panel.unit_mm

    def _call_width(self, number: float, window: float, please: float) -> float:
        words = width(say("zh_CN", "{window} 号窗口", window=self.window), number * window, bold=True)
        beside = width(say("zh_CN", "请到"), number * please) + APART if please else 0.0
        return width(self.number, number, bold=True) + APART + beside + words
