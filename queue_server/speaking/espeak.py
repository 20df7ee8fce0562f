"""Words as sound by espeak-ng, offline, in Mandarin and English."""

import subprocess
import tempfile
import wave
from pathlib import Path

from queue_server.contract.words import Language
from queue_server.speaking.sound import frames_of

PROGRAM = "espeak-ng"
VOICES: dict[Language, str] = {"zh_CN": "cmn-latn-pinyin", "en": "en-gb"}
"""Mandarin. Not `cmn`: espeak-ng 1.51 turns characters into pinyin and reads that as English (请: "king three")."""
WORDS_PER_MINUTE = 150
AS_IT_IS = 100
"""Amplitude, in espeak-ng's own measure from 0 to 200."""
TIMEOUT_S = 10.0


class VoiceSilentError(Exception):
    """There are no words: the program is missing, failed, or spoke in another form than was expected."""


def espeak(text: str, language: Language, *, amplitude: int = AS_IT_IS, program: str = PROGRAM) -> bytes:
    """The frames of the spoken text.

    Raises:
        VoiceSilentError: there are none.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="tinghao-voice-") as folder:
            file = Path(folder) / "words.wav"
            manner = ["-v", VOICES[language], "-s", str(WORDS_PER_MINUTE), "-a", str(amplitude)]
            subprocess.run(
                [program, *manner, "-w", str(file), "--", text], check=True, timeout=TIMEOUT_S, capture_output=True
            )
            return frames_of(file)
    except (OSError, subprocess.SubprocessError, wave.Error, EOFError) as error:
        raise VoiceSilentError(str(error)) from error
