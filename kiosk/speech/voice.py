"""The voice of the hall: a chime, then the call in Mandarin by espeak-ng, as one WAV file."""

import io
import logging
import wave
from pathlib import Path

from kiosk.speech.espeak import PROGRAM, VoiceSilentError, espeak
from kiosk.speech.sentence import sentence, spelled
from queue_server.contract.boards import Call

log = logging.getLogger(__name__)

CHIME = Path(__file__).parents[2] / "assets" / "sounds" / "chime.wav"
PAUSE_S = 0.15
"""Between chime and words."""


class EspeakVoice:
    """Calls as WAV files in the chime's form; without a working `program` the chime alone, logged once down, once up.

    Raises:
        OSError, wave.Error: the chime cannot be read.
    """

    def __init__(self, chime: Path = CHIME, program: str = PROGRAM) -> None:
        with wave.open(str(chime)) as sound:
            self._form = sound.getparams()
            self._chime = sound.readframes(sound.getnframes())
        self._program = program
        self._silent = False

    def spoken(self, call: Call) -> bytes:
        """Chime and sentence."""
        try:
            words = self._words(spelled(sentence(call)))
        except VoiceSilentError as error:
            if not self._silent:
                log.error("calls are only chimed: %s", error)
            self._silent = True
            return self._joined(b"")
        if self._silent:
            log.info("calls are spoken again")
        self._silent = False
        return self._joined(self._pause() + words)

    def _pause(self) -> bytes:
        return bytes(round(PAUSE_S * self._form.framerate) * self._form.nchannels * self._form.sampwidth)

    def _joined(self, after_chime: bytes) -> bytes:
        joined = io.BytesIO()
        with wave.open(joined, "wb") as sound:
            sound.setparams(self._form)
            sound.writeframes(self._chime + after_chime)
        return joined.getvalue()

    def _words(self, text: str) -> bytes:
        """The frames of the spoken text in the chime's form.

        Raises:
            VoiceSilentError: there are none.
        """
        form, frames = espeak(text, "zh_CN", program=self._program)
        if form[:3] != self._form[:3]:
            raise VoiceSilentError(
                f"{self._program} speaks at {form.framerate} Hz, the chime at {self._form.framerate}"
            )
        return frames
