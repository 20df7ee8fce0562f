"""The whole window of the first start: the bar at the top, one page, and the foot with the ways on and back."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import ColorProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.screens.controls import NOTHING, MainButton, Pressable, QuietButton
from kiosk.screens.frame import TopBar
from kiosk.screens.setup.page import Action, Page
from kiosk.screens.setup.pages import PAGES
from kiosk.screens.setup.scene import SetupScene
from kiosk.screens.theme import theme
from kiosk.setup import happenings as h

WIDGETS = (TopBar,)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

APART_MM = 20.0
"""Between what goes on and everything else in the foot."""


class SetupFoot(BoxLayout):  # type: ignore[misc]
    """Back and the language; another way and the way on, apart from each other. Two rows where the panel is upright."""

    fill = ColorProperty(NOTHING)

    def __init__(self, tell: Callable[[h.Happening], None]) -> None:
        super().__init__()
        self._back, self._tongue = QuietButton(), QuietButton()
        self._quiet, self._main = QuietButton(), MainButton()
        self._back.bind(on_activate=lambda _: tell(h.Back()))
        self._tongue.bind(on_activate=lambda _: tell(h.TurnTongue()))
        self._actions: dict[WordButtons, Action] = {}
        for button in (self._quiet, self._main):
            button.bind(on_activate=lambda button: self._do(tell, button))
            button.height = theme.mm(theme.LARGE_TARGET)
        if theme.portrait:
            self._row(self._quiet, self._main)
            self._row(self._back, Widget(), self._tongue)
        else:
            self._row(self._back, self._tongue, self._quiet, self._main)

    def _row(self, *parts: Widget) -> None:
        row = BoxLayout(spacing=theme.mm(APART_MM))
        for part in parts:
            part.pos_hint = {"center_y": 0.5}
            row.add_widget(part)
        self.add_widget(row)

    def _do(self, tell: Callable[[h.Happening], None], button: "WordButtons") -> None:
        touch = self._actions[button].touch
        if touch is not None:
            tell(touch)

    def show(self, scene: SetupScene, page: Page) -> None:
        """Names every button for the page."""
        _name(self._back, scene.say("返回") if page.has_back(scene) else "")
        _name(self._tongue, "English" if scene.language == "zh_CN" else "中文")
        for button, action in ((self._quiet, page.quiet(scene)), (self._main, page.main(scene))):
            self._actions[button] = action
            _name(button, action.words)


WordButtons = QuietButton | MainButton


def _name(button: WordButtons, words: str) -> None:
    button.words = words
    button.opacity = 1 if words else 0
    button.enabled = bool(words)


class SetupFrame(BoxLayout):  # type: ignore[misc]
    """Shows one page at a time, each made when it is first wanted."""

    def __init__(self, tell: Callable[[h.Happening], None]) -> None:
        super().__init__()
        self._tell = tell
        self._pages: dict[type[Page], Page] = {}
        self._page: Page | None = None
        self._foot = SetupFoot(tell)
        self.add_widget(self._foot)

    @property
    def parts(self) -> tuple[Widget, ...]:
        """What is to be read and touched, in the order of reading."""
        return self.ids.top, self._page or self, self._foot

    def show(self, scene: SetupScene) -> None:
        """Draws the scene."""
        kind = PAGES[type(scene.setup.step)]
        if kind not in self._pages:
            self._pages[kind] = kind(self._tell)
        page, top = self._pages[kind], self.ids.top
        page.show(scene)
        top.title, top.clock, top.date = page.title(scene), "", scene.progress
        self._foot.show(scene, page)
        if page is not self._page:
            self._page = page
            self.ids.body.clear_widgets()
            self.ids.body.add_widget(page)
            Pressable.settle()
