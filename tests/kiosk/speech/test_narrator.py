"""The narrator with real sound files: in order, interrupted at once, louder and quieter, silent when it must be."""

import array
import io
import logging
import threading
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.speech.narrator import Narrator, Said
from kiosk.speech.reading_voice import ReadingVoice
from kiosk.speech.sinks import SpokenFolder, always
from tests.running_hall import wait_for

LONG = "这是一句很长很长的话，" * 6


class Heard(SpokenFolder):
    """The folder, which counts what was heard to its end."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.ended = 0

    def play(self, name: str, wav: bytes, wanted: Callable[[], bool] = always) -> None:
        super().play(name, wav, wanted)
        self.ended += 1


@pytest.fixture
def spoken() -> list[str]:
    return []


@pytest.fixture
def sink(tmp_path: Path) -> Heard:
    return Heard(tmp_path)


@pytest.fixture
def narrator(sink: Heard, spoken: list[str]) -> Iterator[Narrator]:
    speaking = Narrator(ReadingVoice(), sink, spoken.append)
    yield speaking
    speaking.close()


def loudness(wav: bytes) -> float:
    with wave.open(io.BytesIO(wav)) as sound:
        samples = array.array("h", sound.readframes(sound.getnframes()))
    return float((sum(sample * sample for sample in samples) / len(samples)) ** 0.5)


def test_sentences_are_spoken_in_their_order(narrator: Narrator, spoken: list[str], sink: Heard) -> None:
    narrator.say(Said(("一", "二", "三"), "zh_CN", 3))
    wait_for(lambda: sink.ended == 3)
    assert spoken == ["一", "二", "三"]


def test_what_is_said_next_interrupts_what_is_being_said(narrator: Narrator, spoken: list[str]) -> None:
    narrator.say(Said((LONG, "二"), "zh_CN", 3))
    wait_for(lambda: spoken == [LONG])
    narrator.say(Said(("新的",), "zh_CN", 3))
    wait_for(lambda: spoken == [LONG, "新的"])


def test_news_of_a_screen_follow_what_is_being_said(narrator: Narrator, spoken: list[str]) -> None:
    narrator.say(Said(("一", "二"), "zh_CN", 3))
    narrator.say(Said(("三",), "zh_CN", 3, follows=True))
    wait_for(lambda: spoken == ["一", "二", "三"])


def test_silence_ends_a_long_sentence_and_the_rest(narrator: Narrator, spoken: list[str], sink: Heard) -> None:
    narrator.say(Said((LONG, "二"), "zh_CN", 3))
    wait_for(lambda: spoken == [LONG])
    narrator.hush()
    wait_for(lambda: sink.ended == 1)
    assert spoken == [LONG]


def test_a_chime_comes_before_the_words_and_without_any(narrator: Narrator, sink: Heard, tmp_path: Path) -> None:
    narrator.say(Said((), "zh_CN", 3, chime=True))
    wait_for(lambda: sink.ended == 1)
    assert len(list(tmp_path.glob("*.wav"))) == 1


def test_every_step_of_the_volume_is_louder_than_the_one_before() -> None:
    voice = ReadingVoice()
    words = [loudness(voice.words("声音", "zh_CN", volume)) for volume in range(1, 6)]
    assert words == sorted(words)
    assert words[-1] > 3 * words[0]
    chimes = [loudness(voice.chime(volume)) for volume in range(1, 4)]
    assert chimes == sorted(chimes)
    assert chimes[0] < chimes[-1]


def test_both_languages_are_spoken_each_in_its_own_sounds() -> None:
    voice = ReadingVoice()
    assert voice.words("Guide", "en", 3) != voice.words("Guide", "zh_CN", 3)


def test_without_the_program_it_is_said_once_and_nothing_fails(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    done = threading.Event()
    sink = Heard(tmp_path)
    speaking = Narrator(ReadingVoice(program="no-such-voice"), sink)
    with caplog.at_level(logging.ERROR):
        speaking.say(Said(("一", "二"), "zh_CN", 3))
        wait_for(lambda: "not read aloud" in caplog.text)
        speaking.say(Said((), "zh_CN", 3, chime=True))
        wait_for(lambda: sink.ended == 1)
    speaking.close()
    done.set()
    assert caplog.text.count("not read aloud") == 1


def test_what_is_private_goes_to_the_headset_alone(tmp_path: Path, sink: Heard) -> None:
    headset = Heard(tmp_path / "headset")
    speaking = Narrator(ReadingVoice(), sink, headset=headset)
    try:
        speaking.say(Said(("一",), "zh_CN", 3, private=True))
        wait_for(lambda: headset.ended == 1)
        speaking.say(Said(("二",), "zh_CN", 3))
        wait_for(lambda: sink.ended == 1)
        assert headset.ended == 1
    finally:
        speaking.close()
