"""When a screen speaks: when it comes up, when new words come, when the keys reach a control, and when asked again."""

import re
from collections.abc import Callable

from kivy.clock import Clock
from kivy.uix.widget import Widget

from kiosk.screens.aloud import spoken_control, spoken_screen
from kiosk.screens.controls import Pressable
from kiosk.screens.scene import Scene
from kiosk.speech.narrator import Said

SETTLED_S = 0.05
"""So long after a change all words of a screen are in their places."""
COUNTING = re.compile("[0-9]+")


class ScreenVoice:
    """Follows what is shown; says nothing but the chime of a warning while the visitor does not want a voice.

    Args:
        say: says it, in place of what is being said.
        parts: what is to be read and touched now, in the order of reading.
    """

    def __init__(self, say: Callable[[Said], None], parts: Callable[[], tuple[Widget, ...]]) -> None:
        self._say = say
        self._parts = parts
        self._scene: Scene | None = None
        self._shown: object = None
        self._heard: frozenset[str] = frozenset()
        self._aloud = False
        self._anew = True
        self._later = Clock.create_trigger(lambda _: self._follow(), SETTLED_S)

    def follow(self, scene: Scene, shown: object, *, warned: bool) -> None:
        """The scene was drawn; `shown` changes with the screen, `warned` when the visit is about to end."""
        self._scene = scene
        if warned:
            self._tell((), chime=True)
        if scene.visit.ease.aloud or self._aloud:
            if shown != self._shown:
                self._heard, self._anew = frozenset(), True
            self._shown = shown
            self._later()

    def again(self) -> None:
        """The whole screen once more."""
        self._heard, self._anew = frozenset(), True
        self._later()

    def welcome(self) -> None:
        """Somebody begins to listen: how the keys go, and the whole screen."""
        self._aloud = False
        self.again()

    def reached(self, control: Pressable) -> None:
        """The keys have come to a control."""
        if self._scene is not None and self._scene.visit.ease.aloud:
            self._tell((spoken_control(control, self._scene.language),))

    def _follow(self) -> None:
        """Says what is new; a count that runs down is not."""
        if self._scene is None:
            return
        if not self._scene.visit.ease.aloud:
            self._aloud, self._heard = False, frozenset()
            self._tell(())
            return
        first, self._aloud = not self._aloud, True
        words = spoken_screen(self._parts(), self._scene.language)
        new = tuple(word for word in words if COUNTING.sub("#", word) not in self._heard)
        self._heard = frozenset(COUNTING.sub("#", word) for word in words)
        how = self._scene.say("语音已打开。上下键选择，确定键点选，返回键退回，帮助键再听一遍。")
        said = (how, *new) if first else new
        if said:
            self._tell(said, follows=not self._anew)
        self._anew = False

    def _tell(self, sentences: tuple[str, ...], *, chime: bool = False, follows: bool = False) -> None:
        assert self._scene is not None
        ease = self._scene.visit.ease
        self._say(Said(sentences, self._scene.language, ease.volume, chime, follows, ease.headset))
