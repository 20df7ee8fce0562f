"""Lists to read: the plan in a few words, what went wrong, the self-test, what to practise."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from kivy.lang import Builder
from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from kiosk.screens.columns import Columns
from kiosk.screens.controls import Notice
from kiosk.screens.palettes import Colour
from kiosk.screens.setup.page import Action, Line, Page
from kiosk.screens.setup.scene import SetupScene
from kiosk.screens.theme import theme
from kiosk.screens.tiles import Pager
from kiosk.setup import happenings as h
from kiosk.setup.steps import Done, NotLetIn, Overview, Testing, Trouble
from queue_server.contract.selftest import Finding, State

WIDGETS = (Columns, Notice, Pager)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class Said(NamedTuple):
    """One row; the mark's colour by its name in the theme."""

    name: str
    words: str = ""
    mark: str = ""
    colour: str = "INK"
    remedy: str = ""
    picture: str = ""


MARKS: dict[State, tuple[str, str]] = {
    "ok": ("✓", "OK"),
    "attention": ("！", "HELP"),
    "broken": ("×", "WRONG"),
    "absent": ("－", "INK_SOFT"),
}


class RowsPage(Page):
    """Rows, page after page, and a word above them where something is to be done now."""

    notice = StringProperty("")
    page = NumericProperty(0)
    columns = NumericProperty(1)
    size_mm = theme.SMALL
    several = BooleanProperty(False)

    def __init__(self, tell: Callable[[h.Happening], None]) -> None:
        super().__init__(tell)
        self.columns = 1 if self.portrait or self.size_mm > theme.SMALL else 2
        self._shown: tuple[Said, ...] = ()

    def put(self, rows: Iterable[Said], page: int = 0) -> None:
        """Shows these rows."""
        self.page = page
        shown = tuple(rows)
        if shown == self._shown:
            return
        self._shown = shown
        self.ids.rows.clear_widgets()
        for said in shown:
            ink: Colour = getattr(theme, said.colour)
            row = said._replace(colour="")._asdict()
            del row["colour"]
            self.ids.rows.add_widget(Line(ink=ink, size_mm=self.size_mm, **row))

    def turn(self, by: int) -> None:
        """Another page."""
        self.tell(h.TurnPage(by))


class OverviewPage(RowsPage):
    """The plan: windows, hours, matters, and what would go badly with it."""

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        step, plan = scene.setup.step, scene.setup.summary
        assert isinstance(step, Overview)
        self.heading = plan.hall if plan else ""
        self.hint = scene.say("请核对。有不对的返回去改；窗口、事项和人员以后也能在网页上改。")
        if plan is None:
            return
        rows = [Said(scene.say("{number} 号窗口", number=number), words) for number, words in plan.windows]
        rows.append(Said(scene.say("受理时间"), "  ".join(plan.hours)))
        rows.append(Said(scene.say("事项"), scene.say("{count} 件，八项公开内容齐全", count=plan.matters)))
        rows.append(Said(scene.say("人员"), scene.say("{count} 人", count=plan.people)))
        if plan.covered_until:
            rows.append(Said(scene.say("工作日历"), scene.say("到 {day}", day=plan.covered_until)))
        rows += [Said(scene.say("提醒"), scene.told(one), "！", "HELP") for one in plan.warnings]
        self.put(rows, step.page)

    def main(self, scene: SetupScene) -> Action:
        return Action(scene.say("对，下一步"), h.Next())


class TroublePage(RowsPage):
    """What was not done, and why."""

    size_mm = theme.LEAD

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        step = scene.setup.step
        assert isinstance(step, Trouble)
        plan = step.at == "plan"
        self.heading = scene.say("这份大厅配置不能用") if plan else scene.say("没有设置成")
        self.hint = (
            scene.say("请返回换一份，或把下面这些告诉发U盘的人。")
            if plan
            else scene.say("什么都没有丢。照下面说的做，再试一次；还不行，请打电话给技术支持，念给他听。")
        )
        self.put([Said("", scene.told(one), "×", "WRONG") for one in step.sentences])

    def main(self, scene: SetupScene) -> Action:
        return Action(scene.say("再试一次"), h.Again())


OUT: dict[str, tuple[str, str]] = {
    "locked": ("输错太多次，锁住了", "有人在总台输错了五次。请核对屏幕上的码，再要一个新的。"),
    "expired": ("验证码过期了", "十分钟里没有人在总台输入。请先找好能登录总台的人，再要一个新的码。"),
    "refused": ("总台没有同意", "请核对大厅的名字和四个词，问一问总台的人，再要一个新的码。"),
    "away": ("总台没有回应", "请看总台开机没有、网线插好没有，再试一次。"),
}


class NotLetInPage(RowsPage):
    """Why the hall did not take the box in."""

    size_mm = theme.LEAD

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        step = scene.setup.step
        assert isinstance(step, NotLetIn)
        heading, remedy = OUT[step.reason]
        self.heading = scene.say(heading)
        hall = scene.setup.hall
        self.hint = hall.name or hall.host if hall else ""
        said = [Said("", scene.told(step.sentence))] if step.sentence else []
        self.put([Said("", scene.say(remedy), "！", "HELP"), *said])

    def main(self, scene: SetupScene) -> Action:
        return Action(scene.say("要一个新的码"), h.Again())


class TestingPage(RowsPage):
    """The self-test as it goes on, then its results, the gravest first."""

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        step = scene.setup.step
        assert isinstance(step, Testing)
        bad = [one for one in scene.setup.findings if one.state == "broken"]
        if step.running:
            self.heading = scene.say("正在测：{check}", check=scene.told(step.check or "机器"))
            self.hint = scene.say("机器会打印、发声、亮屏，请在旁边看着。")
            self.notice = scene.told(step.words)
        elif bad:
            self.heading = scene.say("有 {count} 项不行", count=len(bad))
            self.hint = scene.say("照橙色的字做，再点“再检查一遍”。先不修也能用：那一项不能用，其他照常。")
            self.notice = ""
        else:
            self.heading = scene.say("都检查好了")
            doubts = any(one.state == "attention" for one in scene.setup.findings)
            self.hint = scene.say("打叹号的还能用，有空再处理。") if doubts else scene.say("每一项都正常。")
            self.notice = ""
        self.put([_finding(scene, one) for one in scene.setup.findings], step.page)

    def main(self, scene: SetupScene) -> Action:
        if self._running(scene):
            return Action()
        bad = any(one.state == "broken" for one in scene.setup.findings)
        return Action(scene.say("先这样用") if bad else scene.say("下一步"), h.Next())

    def quiet(self, scene: SetupScene) -> Action:
        return Action() if self._running(scene) else Action(scene.say("再检查一遍"), h.Again())

    def has_back(self, scene: SetupScene) -> bool:
        return False

    def _running(self, scene: SetupScene) -> bool:
        return isinstance(scene.setup.step, Testing) and scene.setup.step.running


def _finding(scene: SetupScene, one: Finding) -> Said:
    mark, colour = MARKS[one.state]
    shows = one.state in ("broken", "attention")
    return Said(
        scene.told(one.check),
        scene.told(one.words),
        mark,
        colour,
        scene.told(one.remedy) if shows else "",
        one.picture if shows else "",
    )


class DonePage(RowsPage):
    """What to practise, before the first visitor comes."""

    size_mm = theme.LEAD

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        assert isinstance(scene.setup.step, Done)
        self.heading = scene.say("装好了！先练一遍再开门")
        joined = scene.setup.joins
        self.hint = "" if joined else scene.say("练习的号不算数，练完能一次清掉。")
        self.put([Said("", words, f"{number}.", "BRAND") for number, words in enumerate(_practice(scene), 1)])

    def main(self, scene: SetupScene) -> Action:
        return Action(scene.say("开始使用"), h.Next())

    def has_back(self, scene: SetupScene) -> bool:
        return False


def _practice(scene: SetupScene) -> Sequence[str]:
    if scene.setup.joins:
        hall = scene.setup.hall.name if scene.setup.hall else ""
        return (scene.say("这台机器已经加入{hall}，马上就能用。", hall=hall),)
    address = scene.setup.summary.address if scene.setup.summary else ""
    return (
        scene.say("技术员用密码单登录 {address}，在“设备和终端”里点“开始练习”。", address=address),
        scene.say("在这块屏上取一个号，看票打出来没有。"),
        scene.say("在窗口的电脑上登录，叫这个号；听一听播报，看一看显示屏和条屏。"),
        scene.say("点“完成”，在这块屏上评价一次。"),
        scene.say("练完，技术员点“清除测试数据”，就可以开门了。"),
    )
