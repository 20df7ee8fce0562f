"""The papers that the visit needs as a list to be ticked off: missing, scanned, or to be brought later."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty

from kiosk import visit as v
from kiosk.checklist import ListedPaper, listed_papers
from kiosk.screens.controls import Brief, Pressable
from kiosk.screens.read_words import read_words
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.screens.theme import theme
from kiosk.screens.tiles import PagedTiles

WIDGETS = (Brief, PagedTiles)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class PaperRow(Pressable):
    """One paper of the list; touching it scans it."""

    name = StringProperty("")
    state = StringProperty("")
    read = StringProperty("")
    read_brief = StringProperty("")
    done = BooleanProperty(False)
    later = BooleanProperty(False)
    material = StringProperty("")


class PapersScreen(Screen):
    """The list, what becomes of the scans, and the way on."""

    about = StringProperty("")
    onwards = StringProperty("")

    def __init__(self, tell: Callable[[v.Happening], None]) -> None:
        super().__init__(tell)
        self._shown: tuple[str, ...] = ()
        self.follow_room(self.ids.rows)

    def least_mm(self) -> float:
        """The lowest row in which a paper's name and what was read on it have room, in millimetres."""
        return 28.0 if theme.look.reach and not self.portrait else 1.47 * (theme.BODY + theme.SMALL) + 4

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step = scene.visit.step
        assert isinstance(step, v.Papers)
        papers = self.ids.rows.page_of(listed_papers(scene.plan, scene.visit, step), step.page)
        if (materials := tuple(paper.material for paper in papers)) != self._shown:
            self._build(materials)
        for row, paper in zip(reversed(self.ids.rows.ids.grid.children), papers, strict=True):
            row.name = paper.name_en if scene.language == "en" else paper.material
            row.done, row.later = paper.pages > 0, paper.deferrable
            row.state = _state(scene, paper)
            read = [read_words(scene, code) for code in paper.read]
            row.read, row.read_brief = scene.listed(read), read[0] if read else ""
        days = scene.plan.papers.keep_days
        self.about = scene.say("扫描件加密交给窗口，只用来办这件事，{days} 天后删除。不扫也能取号。", days=days)
        own = isinstance(step.back, v.MyTicket)
        self.onwards = scene.say("好了，交给窗口") if own else scene.say("好了，去取号")

    def title(self, scene: Scene) -> str:
        return scene.say("扫描材料")

    def _build(self, materials: tuple[str, ...]) -> None:
        self._shown = materials
        self.ids.rows.ids.grid.clear_widgets()
        for material in materials:
            row = PaperRow(material=material)
            row.bind(on_activate=lambda row: self.tell(v.ScanPaper(row.material)))
            self.ids.rows.ids.grid.add_widget(row)


def _state(scene: Scene, paper: ListedPaper) -> str:
    if paper.pages:
        return scene.say("✓ 已扫 {count} 页", count=paper.pages)
    return scene.say("可以后补") if paper.deferrable else scene.say("还没有扫")
