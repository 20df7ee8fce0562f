"""What is in a WAV file, and how loud it is."""

import io
import wave

from queue_server.speaking.sound import samples


def frames(file: bytes) -> bytes:
    """All of its frames."""
    with wave.open(io.BytesIO(file)) as sound:
        return bytes(sound.readframes(sound.getnframes()))


def loudness(sound: bytes) -> float:
    """The root of the mean square of its samples."""
    levels = samples(sound)
    return float((sum(level * level for level in levels) / len(levels)) ** 0.5)
