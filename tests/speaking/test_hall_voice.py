"""The voice of the hall: which languages, in which order, how loud, and what is heard where a voice has no words."""

import logging
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from queue_server.contract.bulletin import Announcement
from queue_server.contract.plan import Voice
from queue_server.speaking.espeak import PROGRAM, VOICES
from queue_server.speaking.hall_voice import PAUSE_S, HallVoice
from queue_server.speaking.sample_pack import make_sample
from queue_server.speaking.sentence import sentence
from queue_server.speaking.sound import CHIME, frames_of, samples, seconds, silence, wav
from tests.showing.boards import NOW, call
from tests.speaking.hearing import frames, loudness

A012 = call("A012", 3, 1)
NOON, MORNING = datetime(2026, 11, 23, 12, 10), datetime(2026, 11, 23, 9, 0)
BROKEN = "no-such-voice"


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pack `zh`, and `dialect`, which is the same for a language that no program speaks."""
    folder = tmp_path_factory.mktemp("packs")
    for name in ("zh", "dialect"):
        make_sample(folder / name, "zh_CN", ("A",), [3])
    return folder


def voice(*voices: Voice, folder: Path = Path(), at: datetime = MORNING, program: str = PROGRAM) -> HallVoice:
    return HallVoice(voices, folder, lambda: at, program=program)


def words(spoken: bytes) -> bytes:
    """What follows the chime and the pause."""
    return frames(spoken)[len(frames_of(CHIME)) + len(silence(PAUSE_S)) :]


def test_a_call_is_a_chime_and_then_the_call_in_mandarin() -> None:
    spoken = voice().spoken(A012)
    assert frames(spoken).startswith(frames_of(CHIME))
    assert seconds(words(spoken)) > 1.0
    assert loudness(words(spoken)) > 500


def test_the_chime_is_small_soft_at_both_ends_and_audible() -> None:
    levels = samples(frames_of(CHIME))
    assert CHIME.stat().st_size < 60_000
    assert max(map(abs, levels[:20])) < 1000
    assert max(map(abs, levels[-20:])) < 500
    assert loudness(frames_of(CHIME)) > 1000
    assert max(map(abs, levels)) < 32_000


def test_the_whole_sentence_is_read_as_mandarin_and_no_part_as_english() -> None:
    text = sentence(call("ABCDJ0123456789", 12, 1), "zh_CN")
    command = [PROGRAM, "-v", VOICES["zh_CN"], "-q", "-x", text]
    phonemes = subprocess.run(command, check=True, capture_output=True, text=True, timeout=20).stdout
    assert "(en)" not in phonemes
    assert phonemes.startswith("tS;h'i")


def test_languages_are_spoken_one_after_the_other_in_the_order_of_the_plan() -> None:
    mandarin, english = words(voice(Voice()).spoken(A012)), words(voice(Voice(language="en")).spoken(A012))
    both = voice(Voice(language="en", order=2), Voice(order=1))
    assert words(both.spoken(A012)) == mandarin + silence(PAUSE_S) + english


def test_a_pack_speaks_in_place_of_the_program_and_for_languages_that_it_does_not_know(packs: Path) -> None:
    recorded = voice(Voice(pack="zh"), folder=packs, program=BROKEN).spoken(A012)
    assert seconds(words(recorded)) > 1.0
    dialect = voice(Voice(pack="zh"), Voice(language="x-dialect", pack="dialect"), folder=packs, program=BROKEN)
    assert words(dialect.spoken(A012)) == words(recorded) + silence(PAUSE_S) + words(recorded)


def test_what_a_pack_has_no_recording_of_the_program_speaks_and_it_is_logged_once(
    packs: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other, speaking = call("B012", 3, 1), voice(Voice(pack="zh"), folder=packs)
    spoken = [speaking.spoken(other) for _ in range(2)]
    assert [words(one) for one in spoken] == [words(voice().spoken(other))] * 2
    assert len(caplog.records) == 1
    assert "B.wav" in caplog.text


def test_a_pack_that_cannot_be_used_is_told_and_the_program_speaks(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert words(voice(Voice(pack="none"), folder=tmp_path).spoken(A012)) == words(voice().spoken(A012))
    assert "pack.toml" in caplog.text


def test_without_words_the_chime_is_heard_alone_and_the_log_says_it_once(caplog: pytest.LogCaptureFixture) -> None:
    silent = voice(program=BROKEN)
    with caplog.at_level(logging.INFO):
        heard = [silent.spoken(A012) for _ in range(3)]
    assert heard == [wav(frames_of(CHIME))] * 3
    assert len(caplog.records) == 1


def test_at_quiet_hours_all_is_spoken_more_quietly() -> None:
    quiet = Voice(quiet=(("12:00", "13:30"),), quiet_gain=0.25)
    usual, hushed = voice(quiet, at=MORNING).spoken(A012), voice(quiet, at=NOON).spoken(A012)
    assert usual == voice().spoken(A012)
    assert loudness(words(hushed)) == pytest.approx(loudness(words(usual)) / 4, rel=0.01)
    assert loudness(frames(hushed)[: len(frames_of(CHIME))]) == pytest.approx(loudness(frames_of(CHIME)) / 4, rel=0.01)


def test_an_announcement_is_read_in_the_languages_that_it_has(packs: Path) -> None:
    urgent = Announcement(text="请从东门离开", at=NOW, until=NOW)
    everybody = voice(Voice(), Voice(language="en"), Voice(language="x-dialect", pack="dialect"), folder=packs)
    mandarin = words(everybody.announced(urgent))
    assert seconds(mandarin) > 1.0
    assert mandarin == words(voice().announced(urgent))
    both = Announcement(text="请从东门离开", text_en="Please leave by the east door", at=NOW, until=NOW)
    assert words(everybody.announced(both)).startswith(mandarin + silence(PAUSE_S))
