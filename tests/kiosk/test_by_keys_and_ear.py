"""A visitor who sees nothing: five keys and what is spoken lead from the first screen to a number."""

from collections.abc import Iterator

import pytest

from tests.kiosk.glass import until
from tests.kiosk.standing_kiosk import StandingKiosk

pytestmark = pytest.mark.screen

PLUGGED, UNPLUGGED = "193", "194"
"""X's key codes of F15 and F16."""


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandingKiosk]:
    standing = StandingKiosk(tmp_path_factory.mktemp("keys"))
    yield standing
    standing.close()
    assert "a screen failed" not in standing.log_path.read_text()


class Listener:
    """Presses keys and hears what is said; knows nothing else."""

    def __init__(self, kiosk: StandingKiosk) -> None:
        self._kiosk = kiosk
        self._heard = len(kiosk.events("spoken"))

    def hears(self, words: str) -> str:
        """The next sentence with these words."""

        def said() -> list[str]:
            sentences = [event["text"] for event in self._kiosk.events("spoken")]
            return [sentence for sentence in sentences[self._heard :] if words in sentence]

        until(lambda: bool(said()), f"{words}, heard {[event['text'] for event in self._kiosk.events('spoken')][-8:]}")
        found = said()[0]
        self._heard = len(self._kiosk.events("spoken"))
        return found

    def presses(self, key: str) -> None:
        self._kiosk.glass.press_key(key)

    def goes_to(self, words: str) -> None:
        """Down until this is said."""
        for _ in range(40):
            before = len(self._kiosk.events("spoken"))
            self.presses("Down")
            until(lambda before=before: len(self._kiosk.events("spoken")) > before, "a control")  # type: ignore[misc]
            if words in self._kiosk.events("spoken")[-1]["text"]:
                return
        raise AssertionError(f"{words} is nowhere")


def test_five_keys_and_the_voice_lead_to_a_number_and_its_slip(kiosk: StandingKiosk) -> None:
    kiosk.wait_for_step("Idle")
    visitor = Listener(kiosk)
    visitor.presses("F1")
    visitor.hears("语音已打开")
    visitor.goes_to("惠农政策")
    visitor.presses("Return")
    visitor.hears("请点一下您要办的事")
    visitor.goes_to("耕地地力保护补贴申报")
    visitor.presses("Return")
    visitor.hears("要带的材料")
    visitor.hears("居民身份证")
    visitor.goes_to("我要取号")
    visitor.presses("Return")
    kiosk.wait_for_step("Number")
    visitor.hears("您的号")
    visitor.hears("A001")
    until(lambda: bool(kiosk.printer.pictures()), "the slip")
    visitor.presses("F1")
    visitor.hears("您的号")
    visitor.presses("BackSpace")
    kiosk.wait_for_step("Idle")


def test_a_headset_that_is_plugged_in_begins_to_speak_and_one_that_goes_ends_it(kiosk: StandingKiosk) -> None:
    visitor = Listener(kiosk)
    visitor.presses(PLUGGED)
    visitor.hears("语音已打开")
    visitor.presses(UNPLUGGED)
    visitor.presses(PLUGGED)
    visitor.hears("语音已打开")
    visitor.presses(UNPLUGGED)
