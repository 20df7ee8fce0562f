"""What a screen of the first start draws from, at one moment."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.setup.state import Setup
from kiosk.setup.steps import (
    Address,
    Clock,
    Code,
    Devices,
    Done,
    Halls,
    Knocking,
    NotLetIn,
    People,
    PersonName,
    Pin,
    Purpose,
    Testing,
    Trouble,
    Which,
    Working,
)
from kiosk.setup.values import Person
from queue_server.contract.words import Language, catalogue, say

STEPS = 7


@dataclass(frozen=True)
class SetupScene:
    """`now` is the clock of the setup's times in seconds, `local` the box's time of day."""

    setup: Setup
    now: float
    local: datetime

    @property
    def language(self) -> Language:
        """The language of the person before the box."""
        return self.setup.language

    def say(self, sentence: str, **values: object) -> str:
        """The source sentence in the person's language."""
        return say(self.language, sentence, **values)

    def told(self, sentence: str) -> str:
        """A whole Chinese sentence from elsewhere in the person's language, where that is known."""
        return catalogue(self.language).gettext(sentence) if sentence else ""

    def post(self, person: Person) -> str:
        """Where somebody works."""
        if person.window:
            return self.say("{number} 号窗口 {post} 岗", number=person.window, post=person.post)
        return self.told(person.post)

    @property
    def progress(self) -> str:
        """How far it is."""
        return self.say("第 {step} 步，共 {all} 步", step=self._number(), all=STEPS)

    def _number(self) -> int:
        match self.setup.step:
            case Devices():
                return 1
            case Which():
                return 2
            case Clock() | Working(at="clock"):
                return 4
            case People() | PersonName() | Pin() | Working(at="apply") | Trouble(at="apply"):
                return 5
            case Testing():
                return 6
            case Done():
                return 7
            case Purpose() | Halls() | Address() | Knocking() | Code() | NotLetIn():
                return 3
        return 3
