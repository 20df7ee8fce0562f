"""The voice of the hall: a chime, then the call in every language of the plan, one after the other."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast, get_args

from queue_server.contract.boards import Call
from queue_server.contract.bulletin import Announcement
from queue_server.contract.hours import opening
from queue_server.contract.plan import Voice
from queue_server.contract.words import Language
from queue_server.speaking.espeak import PROGRAM, VoiceSilentError, espeak
from queue_server.speaking.pack import PackError, VoicePack
from queue_server.speaking.sentence import sentence
from queue_server.speaking.sound import CHIME, frames_of, scaled, silence, wav

log = logging.getLogger(__name__)

PAUSE_S = 0.15
"""Between chime and words, and between two languages."""
MANDARIN = (Voice(),)
"""The voices of a plan that names none."""


@dataclass(frozen=True)
class _Part:
    """One voice of the plan; `pack` where it has a good one, `language` where espeak-ng speaks it."""

    voice: Voice
    pack: VoicePack | None
    language: Language | None


class HallVoice:
    """Calls as WAV files; a voice without words is left out, logged once down and once up, and the chime is heard.

    Args:
        folder: where the packs' paths of the plan are seen from.
        clock: the hall's local time, for what is spoken more quietly at some hours.

    Raises:
        OSError, wave.Error: the chime cannot be read.
    """

    def __init__(
        self,
        voices: Sequence[Voice],
        folder: Path,
        clock: Callable[[], datetime],
        *,
        chime: Path = CHIME,
        program: str = PROGRAM,
    ) -> None:
        self._chime = frames_of(chime)
        self._parts = [_part(voice, folder) for voice in sorted(voices or MANDARIN, key=lambda voice: voice.order)]
        self._clock = clock
        self._program = program
        self._silent: set[str] = set()
        self._lacking: set[str] = set()

    def spoken(self, call: Call) -> bytes:
        """Chime and sentences."""
        return self._said(self._parts, lambda part: self._call(part, call))

    def announced(self, announcement: Announcement) -> bytes:
        """Chime and the announcement, in the languages in which there is a text and a program to read it."""
        texts: dict[Language | None, str] = {"zh_CN": announcement.text, "en": announcement.text_en}
        speaking = [part for part in self._parts if texts.get(part.language)]
        return self._said(speaking, lambda part: self._text(part, texts[part.language]))

    def _said(self, speaking: Sequence[_Part], words: Callable[[_Part], bytes]) -> bytes:
        now = f"{self._clock():%H:%M}"
        heard = [scaled(self._chime, max(_gain(part.voice, now) for part in self._parts))]
        for part in speaking:
            try:
                heard.append(scaled(words(part), _gain(part.voice, now)))
            except VoiceSilentError as error:
                self._falls_silent(part, error)
            else:
                self._speaks(part)
        return wav(silence(PAUSE_S).join(heard))

    def _call(self, part: _Part, call: Call) -> bytes:
        if part.pack is not None and not (call.practice and part.language):  # no pack has a word for practice
            try:
                return part.pack.spoken(call)
            except VoiceSilentError as error:
                if part.language is None:
                    raise
                if str(error) not in self._lacking:
                    log.error("a recording is not to be had: %s", error)
                    self._lacking.add(str(error))
        return self._text(part, sentence(call, part.language) if part.language else "")

    def _text(self, part: _Part, text: str) -> bytes:
        if part.language is None:
            raise VoiceSilentError(f"the voice pack {part.voice.pack} cannot be used")
        return espeak(text, part.language, program=self._program)

    def _falls_silent(self, part: _Part, error: VoiceSilentError) -> None:
        if part.voice.language not in self._silent:
            log.error("calls are not spoken in %s: %s", part.voice.language, error)
            self._silent.add(part.voice.language)

    def _speaks(self, part: _Part) -> None:
        if part.voice.language in self._silent:
            log.info("calls are spoken in %s again", part.voice.language)
            self._silent.discard(part.voice.language)


def _part(voice: Voice, folder: Path) -> _Part:
    language = cast(Language, voice.language) if voice.language in get_args(Language) else None
    if not voice.pack:
        return _Part(voice, None, language)
    try:
        return _Part(voice, VoicePack(folder / voice.pack), language)
    except PackError as error:
        log.error("%s", error)
        return _Part(voice, None, language)


def _gain(voice: Voice, now: str) -> float:
    return voice.quiet_gain if opening(voice.quiet, now)[0] else voice.gain
