"""The announcer with its real voice and sinks: once, in order, one at a time."""

import array
import io
import logging
import subprocess
import threading
import time
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kiosk.speech.announcer import Announcer
from kiosk.speech.espeak import PROGRAM, VOICES
from kiosk.speech.sentence import sentence, spelled
from kiosk.speech.sinks import Loudspeaker, SpokenFolder, always, duration_s
from kiosk.speech.voice import CHIME, EspeakVoice
from tests.kiosk.display.boards import NOW, board, call
from tests.running_hall import wait_for


class Stopwatch(SpokenFolder):
    """The folder, writing down from when to when each call was spoken."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.spans: list[tuple[str, float, float]] = []

    def play(self, name: str, wav: bytes, wanted: Callable[[], bool] = always) -> None:
        begin = time.monotonic()
        super().play(name, wav, wanted)
        self.spans.append((name.split("-")[1], begin, time.monotonic()))


def frames(wav: bytes) -> Sequence[int]:
    with wave.open(io.BytesIO(wav)) as sound:
        return array.array("h", sound.readframes(sound.getnframes()))


def loudness(samples: Sequence[int]) -> float:
    return float((sum(sample * sample for sample in samples) / len(samples)) ** 0.5)


def test_the_chime_is_small_soft_at_both_ends_and_audible() -> None:
    chime = CHIME.read_bytes()
    samples = frames(chime)
    assert len(chime) < 60_000
    assert max(map(abs, samples[:20])) < 1000
    assert max(map(abs, samples[-20:])) < 500
    assert loudness(samples) > 1000
    assert max(map(abs, samples)) < 32_000


def test_espeak_speaks_the_call_after_the_chime() -> None:
    wav, chime = EspeakVoice().spoken(call("A012", 3, 1)), CHIME.read_bytes()
    assert duration_s(wav) > duration_s(chime) + 1.0
    assert loudness(frames(wav)[len(frames(chime)) :]) > 500


def test_the_whole_sentence_is_read_as_mandarin_and_no_part_as_english() -> None:
    text = spelled(sentence(call("ABCDJ0123456789", 12, 1)))
    command = [PROGRAM, "-v", VOICES["zh_CN"], "-q", "-x", text]
    phonemes = subprocess.run(command, check=True, capture_output=True, text=True, timeout=20).stdout
    assert "(en)" not in phonemes
    assert phonemes.startswith("tS;h'i")


def test_without_espeak_the_chime_is_heard_alone_and_the_log_says_it_once(caplog: pytest.LogCaptureFixture) -> None:
    voice = EspeakVoice(program="no-such-voice")
    with caplog.at_level(logging.INFO):
        heard = [voice.spoken(call("A012", 3, 1)) for _ in range(3)]
    assert {wav == CHIME.read_bytes() or frames(wav) == frames(CHIME.read_bytes()) for wav in heard} == {True}
    assert len(caplog.records) == 1


def test_calls_are_spoken_once_in_order_and_never_over_each_other(tmp_path: Path) -> None:
    sink = Stopwatch(tmp_path)
    announcer = Announcer(EspeakVoice(program="no-such-voice"), sink, now=lambda: NOW)
    old, first, second, third = (call(f"A00{place}", place, place) for place in range(1, 5))
    for seen in ((old,), (old, first, second), (old, first, second), (first, second, third)):
        announcer.take(board(*seen))
    wait_for(lambda: len(sink.spans) == 3)
    announcer.close()
    assert [number for number, _, _ in sink.spans] == ["A002", "A003", "A004"]
    assert all(before[2] <= after[1] for before, after in zip(sink.spans, sink.spans[1:], strict=False))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["2-A002-2.wav", "3-A003-3.wav", "4-A004-4.wav"]


def test_closing_ends_what_is_being_spoken_and_the_rest_stays_unspoken(tmp_path: Path) -> None:
    announcer = Announcer(EspeakVoice(program="no-such-voice"), SpokenFolder(tmp_path), now=lambda: NOW)
    announcer.take(board())
    announcer.take(board(*(call(f"A00{place}", 1, place) for place in range(1, 6))))
    wait_for(lambda: list(tmp_path.glob("*.wav")))
    announcer.close()
    assert len(list(tmp_path.iterdir())) < 5
    assert "announcer" not in {thread.name for thread in threading.enumerate() if thread.is_alive()}


@pytest.mark.parametrize("player", [("no-such-player",), ("false",), ("aplay", "-q", "-D", "no-such-device", "-")])
def test_no_sound_is_logged_once_and_the_announcer_goes_on(
    player: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    loudspeaker, wav = Loudspeaker(player), CHIME.read_bytes()
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            loudspeaker.play("1-A012-3", wav)
    assert len(caplog.records) == 1


def test_a_stopped_loudspeaker_ends_at_once_and_stays_silent(tmp_path: Path) -> None:
    started, wav = tmp_path / "started", CHIME.read_bytes()
    loudspeaker = Loudspeaker(("sh", "-c", f"cat >/dev/null; echo x >> {started}; exec sleep 60"))
    playing = threading.Thread(target=loudspeaker.play, args=(call("A012", 3, 1), wav))
    playing.start()
    wait_for(started.exists)
    loudspeaker.stop()
    playing.join(5)
    assert not playing.is_alive()
    loudspeaker.play("2-A013-3", wav)
    assert started.read_text() == "x\n"


def test_a_folder_that_cannot_be_written_is_logged_and_the_announcer_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "spoken"
    sink = SpokenFolder(folder)
    folder.rmdir()
    sink.play("1-A012-3", EspeakVoice(program="no-such-voice").spoken(call("A012", 3, 1)))
    assert "A012" in caplog.text
