"""The bar at the foot, in the same place on every screen: what makes it easier, the ways back, a person who helps."""

from collections.abc import Callable, Sequence
from pathlib import Path

from kivy.graphics import Color, Line
from kivy.lang import Builder
from kivy.properties import BooleanProperty, ColorProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk import visit as v
from kiosk.screens.controls import NOTHING, Pressable, WordButton, extent
from kiosk.screens.pictograms import PICTOGRAMS
from kiosk.screens.theme import theme
from queue_server.contract.words import Language, say

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

BESIDE_MM, LEAST_MM = 5.0, 25.0
"""What a button takes of its row beside its words, and its least width."""
ROW_GAP = 4.0
EASES: dict[v.EaseKind, str] = {"large": "大字", "contrast": "高对比", "reach": "放低", "aloud": "语音"}


class BarButton(WordButton):
    """A button of the bar, as wide as its words want it."""


class HelpButton(BarButton):
    """叫人帮忙."""


class EaseButton(Pressable):
    """One that makes the kiosk easier to use, with its picture; `on` while it is."""

    words = StringProperty("")
    picture = StringProperty("")
    on = BooleanProperty(False)
    ink = ColorProperty(NOTHING)


class Pictogram(Widget):  # type: ignore[misc]
    """A picture of strokes."""

    picture = StringProperty("")
    ink = ColorProperty(NOTHING)

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        for name in ("pos", "size", "picture", "ink"):
            self.fbind(name, self._draw)

    def _draw(self, *_: object) -> None:
        self.canvas.clear()
        side = min(self.size)
        left, bottom = self.center_x - side / 2, self.center_y - side / 2
        with self.canvas:
            Color(*self.ink)
            for stroke in self.strokes():
                points = [part for x, y in stroke for part in (left + x * side, bottom + y * side)]
                Line(points=points, width=self.line_width(side), joint="round", cap="round")

    def strokes(self) -> Sequence[Sequence[tuple[float, float]]]:
        """Lines from the left bottom (0, 0) to the right top (1, 1)."""
        return PICTOGRAMS.get(self.picture, ())

    def line_width(self, side: float) -> float:
        """In pixels, for a picture of `side` pixels."""
        return max(1.1, theme.mm(0.45))


class FootBar(BoxLayout):  # type: ignore[misc]
    """Two rows where the panel stands upright, else one.

    Attributes:
        back, home: whether there is such a way; where there is none back, visitors may complain instead.

    Args:
        tell: told what was touched.
        again: says once more what is to be seen.
    """

    fill = ColorProperty(NOTHING)

    def __init__(self, tell: Callable[[v.Happening], None], again: Callable[[], None]) -> None:
        super().__init__()
        self.back = self.home = False
        self._back, self._home = BarButton(), _button(BarButton, tell, v.Home())
        self._back.bind(on_activate=lambda _: tell(v.Back() if self.back else v.OpenComplaint()))
        self._eases = {kind: _button(EaseButton, tell, v.TurnEase(kind), picture=kind) for kind in EASES}
        self._tongue = _button(EaseButton, tell, v.TurnTongue(), picture="tongue")
        self._again = BarButton()
        self._again.bind(on_activate=lambda _: again())
        self._quieter = _button(BarButton, tell, v.ChangeVolume(-1))
        self._louder = _button(BarButton, tell, v.ChangeVolume(1))
        self._help = _button(HelpButton, tell, v.AskHelp())
        ways = (self._back, self._home)
        eases = (*self._eases.values(), self._tongue)
        voice = (self._again, self._quieter, self._louder)
        if theme.portrait:
            self._row(*eases, filled=True)
            self._row(*ways, *voice, Widget(), self._help)
        else:
            self._row(*ways, *eases, *voice, Widget(), self._help)

    def _row(self, *parts: Widget, filled: bool = False) -> None:
        """One row; its buttons are as wide as their words, or share the whole of it."""
        row = BoxLayout(spacing=theme.mm(ROW_GAP))
        for part in parts:
            if not filled and isinstance(part, Pressable):
                part.size_hint_x = None
            row.add_widget(part)
        self.add_widget(row)

    def show(self, language: Language, ease: v.Ease, *, back: bool, home: bool, complain: bool) -> None:
        """Names every button."""
        self.back, self.home = back, home
        _name(self._back, say(language, "投诉建议" if complain else "返回"), there=back or complain)
        _name(self._home, say(language, "回首页"), there=home)
        self._home.width = 0 if complain else _wide(self._home.words)  # longer words stand in the place of both
        for kind, button in self._eases.items():
            _name(button, say(language, EASES[kind]))
            button.on = ease.aloud if kind == "aloud" else getattr(ease.look, kind)
        _name(self._tongue, "English" if language == "zh_CN" else "中文")
        _name(self._again, say(language, "再听"), there=ease.aloud)
        _name(self._quieter, say(language, "小声"), there=ease.aloud)
        _name(self._louder, say(language, "大声"), there=ease.aloud)
        _name(self._help, say(language, "叫人帮忙"))


def _button(
    kind: type[BarButton | EaseButton], tell: Callable[[v.Happening], None], touched: v.Happening, **options: str
) -> BarButton | EaseButton:
    button = kind(**options)
    button.bind(on_activate=lambda _: tell(touched))
    return button


def _name(button: BarButton | EaseButton, words: str, *, there: bool = True) -> None:
    button.opacity = 1 if there else 0
    if words != button.words:
        button.words = words
        if button.size_hint_x is None:
            button.width = _wide(words)
        else:
            button.size_hint_x = _extent(words)


def _wide(words: str) -> float:
    return max(_extent(words), theme.mm(LEAST_MM))


def _extent(words: str) -> float:
    return extent(words, theme.mm(theme.SMALL), bold=True) + theme.mm(BESIDE_MM)
