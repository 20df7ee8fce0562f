"""评价 and 投诉建议: one plain question after the other, answered by a touch; a word of thanks at the end."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import assert_never
from uuid import uuid4

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty

from kiosk import visit as v
from kiosk.screens.controls import Pressable
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.screens.tiles import PagedTiles
from queue_server.contract.commands import Score
from queue_server.contract.concerns import Category, RatingReason

WIDGETS = (PagedTiles,)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

SCORES: dict[Score, str] = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}
REASONS: dict[RatingReason, str] = {
    "slow": "办得慢",
    "attitude": "态度不好",
    "papers": "材料没说清",
    "trips": "多跑了路",
    "place": "环境不好",
    "equipment": "设备不好用",
    "other": "其他",
}
CATEGORIES: dict[Category, str] = {
    "delay": "拖着不办",
    "shirking": "推来推去",
    "attitude": "态度恶劣",
    "demanding": "索要好处",
    "other": "其他意见",
}


@dataclass(frozen=True)
class Answer:
    """The words on a tile, and what to tell, with a fresh id, when it is touched."""

    words: str
    happening: Callable[[str], v.Happening]


class AnswerTile(Pressable):
    """One answer; the `main` one is the only way on."""

    words = StringProperty("")
    main = BooleanProperty(False)


class OpinionScreen(Screen):
    """The question, what is good to know, and its answers; none is chosen before the visitor chooses."""

    question = StringProperty("")
    about = StringProperty("")
    notice = StringProperty("")
    ladder = BooleanProperty(False)
    """The answers are steps, from the best to the worst."""

    def __init__(self, tell: Callable[[v.Happening], None]) -> None:
        super().__init__(tell)
        self._shown: tuple[str, ...] = ()
        self._answers: tuple[Answer, ...] = ()
        self.follow_room(self.ids.answers)

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step = scene.visit.step
        assert isinstance(step, v.Rating | v.Complaint)
        self.ladder = isinstance(step, v.Rating) and not step.score
        self.question, self.about, answers = _asked(scene, step)
        self.notice = scene.refusal(step.refused) if step.refused else _unanswered(scene, step)
        shown = self.ids.answers.page_of(answers, step.page if isinstance(step, v.Complaint) else 0)
        self._answers = tuple(shown)
        if (words := tuple(answer.words for answer in shown)) != self._shown:
            self._build(words)
        for tile in self.ids.answers.ids.grid.children:
            tile.enabled = not step.acting

    def title(self, scene: Scene) -> str:
        return scene.say("评一评") if isinstance(scene.visit.step, v.Rating) else scene.say("投诉建议")

    def _build(self, words: tuple[str, ...]) -> None:
        self._shown = words
        grid = self.ids.answers.ids.grid
        grid.clear_widgets()
        for place, word in enumerate(words):
            tile = AnswerTile(words=word, main=len(words) == 1)
            tile.bind(on_activate=lambda _, place=place: self.tell(self._answers[place].happening(uuid4().hex)))
            grid.add_widget(tile)


def _unanswered(scene: Scene, step: v.Rating | v.Complaint) -> str:
    if step.acting:
        return scene.say("正在送出…")
    return scene.say("没有送到，请再点一次") if step.failed else ""


def _asked(scene: Scene, step: v.Rating | v.Complaint) -> tuple[str, str, tuple[Answer, ...]]:
    """The question, the line below it, and the answers."""
    say = scene.say
    match step:
        case v.Rating(thanked=True):
            return say("谢谢您的评价"), "", (Answer(say("完成"), lambda _: v.Home()),)
        case v.Rating(score=1 | 2):
            reasons = tuple(Answer(say(words), partial(v.ChooseReason, one)) for one, words in REASONS.items())
            return say("哪里不好？选最要紧的一样"), "", reasons
        case v.Rating():
            scores = tuple(Answer(say(words), partial(v.ChooseScore, one)) for one, words in SCORES.items())
            return say("这次办事，您觉得怎么样？"), say("不想评价也可以，窗口看不到是谁评的"), scores
        case v.Complaint(thanked=True):
            return say("收到了，我们会查，谢谢您告诉我们"), "", (Answer(say("完成"), lambda _: v.Home()),)
        case v.Complaint(category=None):
            known = tuple(Answer(say(words), partial(_about, one)) for one, words in CATEGORIES.items())
            return say("您要说什么事？"), say("不用留名字，被投诉的窗口看不到"), known
        case v.Complaint():
            names = {0: say("不说哪个窗口")} | {one: say("{window} 号窗口", window=one) for one in scene.plan.windows}
            windows = tuple(Answer(words, partial(v.ChooseWindow, one)) for one, words in names.items())
            return say("是哪个窗口？"), say("点了就送出"), windows
    assert_never(step)


def _about(category: Category, _fresh_id: str) -> v.Happening:
    return v.ChooseCategory(category)
