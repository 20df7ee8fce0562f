"""One matter with what it needs, and the button that takes the number; the same face while it is being asked."""

from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, ListProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk import visit as v
from kiosk.screens.choices import Choice, Choices
from kiosk.screens.controls import Brief
from kiosk.screens.fitted import Fitted
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.screens.theme import theme
from queue_server.contract.commands import MOST_FURTHER
from queue_server.contract.waits import wait_line
from queue_server.guide.facts import papers

WIDGETS = (Brief, Choices, Fitted)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

SAID_S = 0.2
"""A reply that comes sooner spares the frame that says 正在取号; the button stays pressed meanwhile."""
MOST, MOST_LARGE = 9, 4
"""Papers that are listed before the number is taken; there is less room for large type, and in half a screen."""
LONG_S = 3.0
"""From then on the visitor is asked to be patient."""


class Need(BoxLayout):  # type: ignore[misc]
    """One paper to bring."""

    words = StringProperty("")


class ConfirmScreen(Screen):
    """Before and while the number is taken."""

    matter = StringProperty("")
    matter_brief = StringProperty("")
    waiting = StringProperty("")
    wait = StringProperty("")
    late = BooleanProperty(False)
    papers = ListProperty([])
    online = BooleanProperty(False)
    asking = BooleanProperty(False)
    said = BooleanProperty(False)
    long = BooleanProperty(False)
    hint = StringProperty("")

    def show(self, scene: Scene) -> None:
        super().show(scene)
        wish = _wish(scene)
        matters = [scene.plan.matters[code] for code in wish.matters]
        first = matters[0]
        self.matter = scene.listed(scene.named(matter) for matter in matters)
        self.matter_brief = scene.counted(scene.named(first), len(matters))
        self.waiting = scene.closed(first.service) or scene.waiting(first.service)
        wait = scene.wait(first.service)
        self.wait = wait_line(scene.language, wait)
        self.late = wait is not None and wait.outlook == "not_today"
        needed = list(dict.fromkeys(paper for matter in matters for paper in papers(matter, scene.language)))
        self.papers = needed if len(needed) <= self._most_papers() else self._shortened(scene, needed)
        step = scene.visit.step
        self.asking = isinstance(step, v.Asking)
        self.online = bool(first.online) and not wish.more
        asked_s = scene.now - step.since if isinstance(step, v.Asking) else 0.0
        self.said = asked_s >= SAID_S
        self.long = asked_s >= LONG_S
        self.hint = self._hint(scene)
        self.ids.choices.offer(_choices(scene, wish), enabled=not self.asking)

    def _hint(self, scene: Scene) -> str:
        if self.long:
            return scene.say("还在取号，请再等一下，不用再点。")
        return scene.say("这件事在网上也能办，两种办法都可以：") if self.online else " "

    def _most_papers(self) -> int:
        """How many papers have a line of their own."""
        return MOST_LARGE if theme.look.large or theme.look.reach else MOST

    def _shortened(self, scene: Scene, needed: list[str]) -> list[str]:
        """The first of the papers, and how many more there are."""
        shown = needed[: self._most_papers() - 1]
        return [*shown, scene.say("还有 {count} 样，请看办事指南", count=len(needed) - len(shown))]

    def on_papers(self, _screen: object, papers: list[str]) -> None:
        self.ids.papers.clear_widgets()
        for paper in papers:
            self.ids.papers.add_widget(Need(words=paper))

    def title(self, scene: Scene) -> str:
        return scene.named(scene.plan.services[scene.plan.matters[_wish(scene).matter].service])


def _choices(scene: Scene, wish: v.Wish) -> tuple[Choice, ...]:
    """What else can be done before the number is taken."""
    choices: list[Choice] = [(scene.say("看指南"), v.ReadFacts)]
    if scene.desk.there:
        count = len(scene.visit.papers)
        words = scene.say("✓ 已扫 {count} 份", count=count) if count else scene.say("扫描材料")
        choices.append((words, v.OpenPapers))
    if not wish.booking:
        if wish.more:
            choices.append((scene.say("去掉最后一件"), v.DropMatter))
        if len(wish.more) < MOST_FURTHER:
            choices.append((scene.say("再加一件事"), v.AddMatter))
        if scene.plan.priority:
            choices.append((scene.priority_words(), v.OpenPriority))
    return tuple(choices)


def _wish(scene: Scene) -> v.Wish:
    step = scene.visit.step
    assert isinstance(step, v.Confirm | v.Asking)
    return step.wish
