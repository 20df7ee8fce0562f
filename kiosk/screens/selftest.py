"""The self-test as it goes: what a hand is wanted for, with a countdown, and what was found, the gravest first."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk import visit as v
from kiosk.screens.columns import Columns
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.screens.tiles import Pager
from queue_server.contract.selftest import BY_GRAVITY, Finding, State
from queue_server.contract.words import Language, catalogue

WIDGETS = (Columns, Pager)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

MARKS: dict[State, str] = {"ok": "✓", "attention": "!", "broken": "×", "absent": "–"}


class FindingRow(BoxLayout):  # type: ignore[misc]
    """One finding, with what to do where something is to be done."""

    state = StringProperty("ok")
    mark = StringProperty("")
    check = StringProperty("")
    words = StringProperty("")
    remedy = StringProperty("")


class SelfTestScreen(Screen):
    """What goes on, what was found, and a way to do it again."""

    doing = StringProperty("")
    left = StringProperty("")
    ended = BooleanProperty(False)

    def __init__(self, tell: Callable[[v.Happening], None]) -> None:
        super().__init__(tell)
        self._shown: tuple[tuple[Finding, ...], Language] = (), "zh_CN"

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step, view = scene.visit.step, scene.selftest
        assert isinstance(step, v.SelfTesting)
        self.ended = step.ended
        going = view.doing
        self.left = scene.say("还有 {seconds} 秒", seconds=going.left_s) if going and going.left_s else ""
        if self.ended:
            self.doing = _verdict(scene, view.findings)
        elif going:
            told = catalogue(scene.language).gettext
            self.doing = told(going.words) if going.words else scene.say("正在检查：{check}", check=told(going.check))
        else:
            self.doing = scene.say("正在检查")
        shown = tuple(sorted(view.findings, key=lambda one: BY_GRAVITY.index(one.state)))
        if (shown, scene.language) != self._shown:
            self._shown = shown, scene.language
            self.ids.rows.clear_widgets()
            for finding in shown:
                self.ids.rows.add_widget(_row(finding, catalogue(scene.language).gettext))

    def title(self, scene: Scene) -> str:
        return scene.say("自检")


def _row(finding: Finding, told: Callable[[str], str]) -> FindingRow:
    """`told` translates a whole text where it can; texts with figures in them stay Chinese."""
    return FindingRow(
        state=finding.state,
        mark=MARKS[finding.state],
        check=told(finding.check),
        words=told(finding.words),
        remedy=told(finding.remedy) if finding.remedy and finding.state in ("broken", "attention") else "",
    )


def _verdict(scene: Scene, findings: tuple[Finding, ...]) -> str:
    broken = sum(finding.state == "broken" for finding in findings)
    attention = sum(finding.state == "attention" for finding in findings)
    if broken:
        return scene.say("检查完了：{count} 项有故障", count=broken)
    if attention:
        return scene.say("检查完了：{count} 项要留意", count=attention)
    return scene.say("检查完了，都正常")
