"""Is a voice pack complete, and fit to be heard? Every missing or odd recording, in words for who records it."""

import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from queue_server.speaking.pack import VoicePack
from queue_server.speaking.sound import FormError, frames_of, samples, seconds

LONGEST_S, SHORTEST_S = 2.5, 0.08
QUIETEST, FULL = 300, 32_700
"""Of 32,767: the least loudness (root of the mean square) that is no silence, and what is as loud as can be."""
CLIPPED = 8
"""So many samples of full loudness one after the other are clipped."""


@dataclass(frozen=True)
class Oddity:
    """What is wrong with the recording of a phrase."""

    phrase: str
    sentence: str

    def __str__(self) -> str:
        return f"“{self.phrase}”：{self.sentence}"


def oddities(pack: VoicePack, prefixes: Sequence[str], windows: Sequence[int]) -> list[Oddity]:
    """All of them, for the calls of these services to these windows; none where the pack may be used."""
    return [Oddity(phrase, sentence) for phrase in pack.wanted(prefixes, windows) for sentence in _wrong(pack, phrase)]


def _wrong(pack: VoicePack, phrase: str) -> Iterator[str]:
    path = pack.path(phrase)
    if not path.exists():
        yield f"没有录音 {path.name}"
        return
    try:
        frames = frames_of(path)
    except FormError as error:
        yield str(error)
        return
    except (OSError, EOFError, wave.Error) as error:
        yield f"{path.name} 不是能读的 WAV（{error}）"
        return
    length = seconds(frames)
    if length > LONGEST_S:
        yield f"太长，{length:.1f} 秒，最多 {LONGEST_S:g} 秒"
    if length < SHORTEST_S:
        yield f"太短，{length:.2f} 秒，至少 {SHORTEST_S:g} 秒"
    levels = samples(frames)
    if _loudness(levels) < QUIETEST:
        yield "没有声音，或太轻"
    if _longest_full(levels) >= CLIPPED:
        yield "录得太响，声音削顶了，请降低音量重录"


def _loudness(levels: Sequence[int]) -> float:
    return float((sum(level * level for level in levels) / max(1, len(levels))) ** 0.5)


def _longest_full(levels: Sequence[int]) -> int:
    longest = run = 0
    for level in levels:
        run = run + 1 if abs(level) >= FULL else 0
        longest = max(longest, run)
    return longest
