"""Reads a screen aloud, sentence by sentence; another screen interrupts what is being said, news of it follow."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from queue_server.contract.words import Language
from queue_server.speaking.espeak import VoiceSilentError

log = logging.getLogger(__name__)

CLOSE_S = 3.0


@dataclass(frozen=True)
class Said:
    """Sentences to be read, with a chime before them where somebody may not be looking.

    `volume` is a step of the kiosk's. `follows`: after what is being said, else in place of it. `private`: into the
    headset alone.
    """

    sentences: tuple[str, ...]
    language: Language
    volume: int
    chime: bool = False
    follows: bool = False
    private: bool = False


class Sounds(Protocol):
    """Makes sound of words."""

    def words(self, text: str, language: Language, volume: int) -> bytes:
        """A WAV file; raises `VoiceSilentError`."""
        ...

    def chime(self, volume: int) -> bytes:
        """A WAV file."""
        ...


class Sink(Protocol):
    """Where sound goes."""

    def play(self, name: str, wav: bytes, wanted: Callable[[], bool]) -> None:
        """Returns when the sound is over or was interrupted; asks `wanted` once an interruption could end it."""
        ...

    def interrupt(self) -> None:
        """From any thread: what plays ends."""
        ...

    def stop(self) -> None:
        """From any thread: what plays ends, and nothing plays any more."""
        ...


class Narrator:
    """A thread of its own that speaks the newest thing to say.

    Args:
        headset: where what is private goes; the `sink` where it has no way of its own.
        spoke: told every sentence that begins to sound.
    """

    def __init__(
        self,
        sounds: Sounds,
        sink: Sink,
        spoke: Callable[[str], None] = lambda sentence: None,
        headset: Sink | None = None,
    ) -> None:
        self._sounds = sounds
        self._sinks = {False: sink, True: headset or sink}
        self._spoke = spoke
        self._changed = threading.Condition()
        self._waiting: deque[Said] = deque()
        self._begun = 0
        self._closing = False
        self._silent = False
        self._count = 0
        self._thread = threading.Thread(target=self._run, name="narrator", daemon=True)
        self._thread.start()

    def say(self, said: Said) -> None:
        """Says it, in place of whatever is being said or after it; returns at once."""
        with self._changed:
            if not said.follows:
                self._waiting.clear()
                self._begun += 1
            self._waiting.append(said)
            self._changed.notify()
        if not said.follows:
            for sink in self._sinks.values():
                sink.interrupt()

    def hush(self) -> None:
        """Silence."""
        self.say(Said((), "zh_CN", 1))

    def close(self) -> None:
        """Silence for good."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        for sink in self._sinks.values():
            sink.stop()
        self._thread.join(CLOSE_S)

    def _run(self) -> None:
        while (next_one := self._next()) is not None:
            said, begun = next_one
            if said.chime:
                self._play(self._sounds.chime(said.volume), said, begun)
            for sentence in said.sentences:
                if not self._wanted(begun):
                    break
                self._speak(sentence, said, begun)

    def _speak(self, sentence: str, said: Said, begun: int) -> None:
        try:
            wav = self._sounds.words(sentence, said.language, said.volume)
        except VoiceSilentError as error:
            if not self._silent:
                log.error("screens are not read aloud: %s", error)
            self._silent = True
            return
        if self._silent:
            log.info("screens are read aloud again")
        self._silent = False
        if self._wanted(begun):
            self._spoke(sentence)
            self._play(wav, said, begun)

    def _play(self, wav: bytes, said: Said, begun: int) -> None:
        self._count += 1
        self._sinks[said.private].play(f"{self._count}", wav, lambda: self._wanted(begun))

    def _wanted(self, begun: int) -> bool:
        """Whether nothing was said since in place of it."""
        with self._changed:
            return not self._closing and self._begun == begun

    def _next(self) -> tuple[Said, int] | None:
        with self._changed:
            while not self._waiting and not self._closing:
                self._changed.wait()
            return None if self._closing else (self._waiting.popleft(), self._begun)
