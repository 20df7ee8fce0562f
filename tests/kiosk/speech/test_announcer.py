"""The announcer with its real voice and sinks: once, in order, one at a time."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.speech.announcer import Announcer
from kiosk.speech.sinks import Loudspeaker, SpokenFolder, always
from queue_server.contract.boards import Call
from queue_server.contract.bulletin import Announcement, Bulletin
from queue_server.speaking import HallVoice
from queue_server.speaking.sound import CHIME, silence, wav
from tests.running_hall import wait_for
from tests.showing.boards import NOW, board, call


class Stopwatch(SpokenFolder):
    """The folder, writing down from when to when each call was spoken."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.spans: list[tuple[str, float, float]] = []

    def play(self, name: str, wav: bytes, wanted: Callable[[], bool] = always) -> None:
        begin = time.monotonic()
        super().play(name, wav, wanted)
        self.spans.append((name.split("-")[1], begin, time.monotonic()))


class Scripted:
    """A voice that says next to nothing, and only once it may go on; `asked` is what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.go_on = threading.Event()

    def spoken(self, call: Call) -> bytes:
        self.asked.append(call.number)
        assert self.go_on.wait(20)
        return wav(silence(0.01))

    def announced(self, announcement: Announcement) -> bytes:
        self.asked.append(announcement.text)
        return wav(silence(0.01))


def chime_only() -> HallVoice:
    """A voice without words."""
    return HallVoice((), Path(), lambda: NOW, program="no-such-voice")


def test_calls_are_spoken_once_in_order_and_never_over_each_other(tmp_path: Path) -> None:
    sink = Stopwatch(tmp_path)
    announcer = Announcer(chime_only(), sink, now=lambda: NOW)
    old, first, second, third = (call(f"A00{place}", place, place) for place in range(1, 5))
    for seen in ((old,), (old, first, second), (old, first, second), (first, second, third)):
        announcer.take(board(*seen))
    wait_for(lambda: len(sink.spans) == 3)
    announcer.close()
    assert [number for number, _, _ in sink.spans] == ["A002", "A003", "A004"]
    assert all(before[2] <= after[1] for before, after in zip(sink.spans, sink.spans[1:], strict=False))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["2-A002-2.wav", "3-A003-3.wav", "4-A004-4.wav"]


def test_each_call_is_spoken_as_often_as_the_plan_says_but_others_first(tmp_path: Path) -> None:
    voice = Scripted()
    announcer = Announcer(voice, SpokenFolder(tmp_path), times=2, now=lambda: NOW)
    first, second, recall = call("A001", 1, 1), call("A002", 2, 2), call("A003", 3, 3, times=2)
    announcer.take(board())
    announcer.take(board(first))
    wait_for(lambda: voice.asked)
    announcer.take(board(first, second, recall))
    warning = Announcement(text="离开", at=NOW, until=NOW + timedelta(hours=1))
    announcer.take_bulletin(Bulletin(hall="h", urgent=warning))
    voice.go_on.set()
    wait_for(lambda: len(voice.asked) == 8)
    announcer.close()
    assert voice.asked == ["A001", "离开", "离开", "A003", "A002", "A001", "A003", "A002"]
    assert {file.name for file in tmp_path.iterdir()} >= {"1-A001-1.wav", "1-A001-1-2.wav"}


def test_closing_ends_what_is_being_spoken_and_the_rest_stays_unspoken(tmp_path: Path) -> None:
    announcer = Announcer(chime_only(), SpokenFolder(tmp_path), now=lambda: NOW)
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
    sink.play("1-A012-3", CHIME.read_bytes())
    assert "A012" in caplog.text
