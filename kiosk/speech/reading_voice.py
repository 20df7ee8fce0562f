"""The voice that reads screens aloud: espeak-ng and the hall's chime, as loud as the visitor wants it."""

import array
import io
import wave
from pathlib import Path

from kiosk.speech.espeak import PROGRAM, espeak
from kiosk.speech.spoken_text import spoken_text
from kiosk.speech.voice import CHIME
from queue_server.contract.words import Language

AMPLITUDES = (30, 60, 100, 140, 190)
"""By steps of the volume from 1, in espeak-ng's measure, in which 100 is usual."""


class ReadingVoice:
    """Words and chime as WAV files.

    Raises:
        OSError, wave.Error: the chime cannot be read.
    """

    def __init__(self, chime: Path = CHIME, program: str = PROGRAM) -> None:
        with wave.open(str(chime)) as sound:
            self._form, self._chime = sound.getparams(), sound.readframes(sound.getnframes())
        self._program = program

    def words(self, text: str, language: Language, volume: int) -> bytes:
        """The spoken text; raises `VoiceSilentError`."""
        amplitude = AMPLITUDES[volume - 1]
        form, frames = espeak(spoken_text(text, language), language, amplitude=amplitude, program=self._program)
        return _file(form, frames)

    def chime(self, volume: int) -> bytes:
        """The chime, 16 bits a sample, never louder than it is."""
        share = min(1.0, AMPLITUDES[volume - 1] / 100)
        samples = array.array("h", self._chime)
        return _file(self._form, array.array("h", (round(sample * share) for sample in samples)).tobytes())


def _file(form: object, frames: bytes) -> bytes:
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setparams(form)  # type: ignore[arg-type]
        sound.writeframes(frames)
    return written.getvalue()
