"""Taking the pages of one paper: what the camera sees, what to do now, and the pages that are in."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty

from kiosk import visit as v
from kiosk.checklist import name_of
from kiosk.scanning.advice import Advice, advice_sentence
from kiosk.scanning.trouble import trouble_sentence
from kiosk.screens.choices import Choices
from kiosk.screens.live_view import LiveView, Picture, PictureView
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen

WIDGETS = (Choices, LiveView)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

FINE = frozenset({Advice.GOOD, Advice.NEXT_PAGE})
"""Nothing is to be mended."""
SHOWN_PAGES = 5
"""The newest pages are shown small."""


class ScanScreen(Screen):
    """One paper before the camera, or in the scanner."""

    sentence = StringProperty("")
    how = StringProperty("")
    count = StringProperty("")
    good = BooleanProperty(False)

    def __init__(self, tell: Callable[[v.Happening], None]) -> None:
        super().__init__(tell)
        self._previews: tuple[Picture, ...] = ()

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step, desk = scene.visit.step, scene.desk
        assert isinstance(step, v.Scan)
        scanned = scene.visit.scanned(step.material)
        pages = scanned.pages if scanned else 0
        self.ids.view.look(desk.live)
        self.count = scene.say("✓ 已扫 {count} 页", count=pages) if pages else ""
        self.good = desk.live is not None and desk.live.advice in FINE and desk.trouble is None
        if desk.trouble is not None:
            self.sentence, self.how = trouble_sentence(scene.language, desk.trouble), ""
        elif not desk.sees:
            self.sentence = scene.say("请把材料放进扫描仪，再点“扫描”")
            self.how = str(Advice.LAY_PAPER.picture)
        elif desk.live is None:
            self.sentence, self.how = scene.say("镜头正在打开，请稍等"), ""
        else:
            self.sentence = advice_sentence(scene.language, desk.live.advice)
            self.how = "" if self.good else str(desk.live.advice.picture)
        take = scene.say("拍下来") if desk.sees else scene.say("扫描")
        away = ((scene.say("去掉这一页"), v.PageAway),) if pages else ()
        self.ids.choices.offer(((take, v.PageNow), *away))
        self._show_pages(desk.previews[-SHOWN_PAGES:])

    def leave(self) -> None:
        """Another screen is up: nothing of the pictures stays."""
        self.ids.view.look(None)
        self._show_pages(())

    def title(self, scene: Scene) -> str:
        step = scene.visit.step
        assert isinstance(step, v.Scan)
        return name_of(scene.plan, step, scene.language)

    def _show_pages(self, previews: tuple[Picture, ...]) -> None:
        if len(previews) == len(self._previews) and all(
            one is other for one, other in zip(previews, self._previews, strict=True)
        ):
            return
        self._previews = previews
        row = self.ids.pages
        for view in row.children:
            view.show(None)
        row.clear_widgets()
        for preview in previews:
            view = PictureView()
            row.add_widget(view)
            view.show(preview)
