"""Sound as frames of the one form that everything spoken has: 22,050 samples a second, mono, 16 bits."""

import array
import io
import wave
from pathlib import Path

RATE_HZ = 22050
"""What espeak-ng speaks in."""
CHANNELS, SAMPLE_BYTES = 1, 2
CHIME = Path(__file__).parents[2] / "assets" / "sounds" / "chime.wav"


class FormError(wave.Error):
    """A file has another form; the text says which, in Chinese."""


def frames_of(path: Path) -> bytes:
    """The frames of the WAV file.

    Raises:
        OSError, wave.Error, EOFError: it cannot be read.
        FormError: another form.
    """
    with wave.open(str(path)) as sound:
        if sound.getframerate() != RATE_HZ:
            raise FormError(f"采样率是 {sound.getframerate()}，应当是 {RATE_HZ}")
        if sound.getnchannels() != CHANNELS:
            raise FormError("不是单声道")
        if sound.getsampwidth() != SAMPLE_BYTES:
            raise FormError(f"是 {sound.getsampwidth() * 8} 位的，应当是 16 位")
        frames: bytes = sound.readframes(sound.getnframes())
        return frames


def wav(frames: bytes) -> bytes:
    """A WAV file of the frames."""
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(CHANNELS)
        sound.setsampwidth(SAMPLE_BYTES)
        sound.setframerate(RATE_HZ)
        sound.writeframes(frames)
    return written.getvalue()


def samples(frames: bytes) -> "array.array[int]":
    """The frames as numbers."""
    return array.array("h", frames)


def scaled(frames: bytes, gain: float) -> bytes:
    """The frames, `gain` times as loud, never louder than can be."""
    if gain == 1.0:
        return frames
    return array.array("h", (max(-32768, min(32767, round(one * gain))) for one in samples(frames))).tobytes()


def silence(seconds: float) -> bytes:
    """Nothing for so long."""
    return bytes(round(seconds * RATE_HZ) * CHANNELS * SAMPLE_BYTES)


def seconds(frames: bytes) -> float:
    """How long the frames play."""
    return len(frames) / (RATE_HZ * CHANNELS * SAMPLE_BYTES)
