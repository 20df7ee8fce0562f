"""A voice pack made by espeak-ng: complete, and good enough to try a pack out before there are recordings."""

from collections.abc import Sequence
from pathlib import Path

import tomli_w

from queue_server.contract.words import Language
from queue_server.speaking.espeak import espeak
from queue_server.speaking.pack import FILE, NUMBER, WINDOW, VoicePack
from queue_server.speaking.sentence import counted
from queue_server.speaking.sound import SAMPLE_BYTES, samples, wav

SENTENCES: dict[Language, tuple[str, ...]] = {
    "zh_CN": ("请", NUMBER, "号", "到", WINDOW, "号窗口"),
    "en": ("number", NUMBER, "please go to window", WINDOW),
}
HEARD = 200
"""Quieter samples at both ends are cut off."""


def make_sample(folder: Path, language: Language, prefixes: Sequence[str], windows: Sequence[int]) -> VoicePack:
    """The pack in `folder`, which is made.

    Raises:
        OSError: the folder cannot be written.
        VoiceSilentError: espeak-ng does not speak.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counting = "tens" if language == "zh_CN" else "each"
    plan = {"language": language, "sentence": list(SENTENCES[language]), "counting": counting}
    (folder / FILE).write_text(tomli_w.dumps(plan), encoding="utf-8")
    pack = VoicePack(folder)
    for phrase in pack.wanted(prefixes, windows):
        said = counted(int(phrase)) if language == "zh_CN" and phrase.isdecimal() else phrase
        pack.path(phrase).write_bytes(wav(_trimmed(espeak(said, language))))
    return pack


def _trimmed(frames: bytes) -> bytes:
    heard = [place for place, level in enumerate(samples(frames)) if abs(level) >= HEARD]
    return frames[heard[0] * SAMPLE_BYTES : (heard[-1] + 1) * SAMPLE_BYTES] if heard else b""
