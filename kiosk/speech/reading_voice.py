"""The voice that reads screens aloud: espeak-ng and the hall's chime, as loud as the visitor wants it."""

from pathlib import Path

from kiosk.speech.spoken_text import spoken_text
from queue_server.contract.words import Language
from queue_server.speaking.espeak import PROGRAM, espeak
from queue_server.speaking.sound import CHIME, frames_of, scaled, wav

AMPLITUDES = (30, 60, 100, 140, 190)
"""By steps of the volume from 1, in espeak-ng's measure, in which 100 is usual."""


class ReadingVoice:
    """Words and chime as WAV files.

    Raises:
        OSError, wave.Error: the chime cannot be read.
    """

    def __init__(self, chime: Path = CHIME, program: str = PROGRAM) -> None:
        self._chime = frames_of(chime)
        self._program = program

    def words(self, text: str, language: Language, volume: int) -> bytes:
        """The spoken text; raises `VoiceSilentError`."""
        amplitude = AMPLITUDES[volume - 1]
        return wav(espeak(spoken_text(text, language), language, amplitude=amplitude, program=self._program))

    def chime(self, volume: int) -> bytes:
        """The chime, never louder than it is."""
        return wav(scaled(self._chime, min(1.0, AMPLITUDES[volume - 1] / 100)))
