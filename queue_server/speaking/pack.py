"""A voice pack: a folder of recordings by phrase, and `pack.toml`, which says how a call is put together from them."""

import tomllib
import wave
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from queue_server.contract.boards import Call
from queue_server.speaking.espeak import VoiceSilentError
from queue_server.speaking.sentence import DIGITS, counted
from queue_server.speaking.sound import frames_of, scaled, silence

FILE = "pack.toml"
NUMBER, WINDOW = "{number}", "{window}"
TENS = {"十": "10", "百": "100", **{sign: str(digit) for digit, sign in enumerate(DIGITS)}}
"""The recordings that Chinese counting is put together from."""


class PackError(Exception):
    """The pack cannot be used at all; the text says why, in Chinese."""


class PackPlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`pack.toml`. A phrase `x` is recorded in `x.wav`, or in the file that `phrases` names.

    `sentence` is a call: phrases, `{number}` (letter by letter, digit by digit) and `{window}`. With `counting` "tens"
    a window is counted as in Chinese from 1 to 10 and 100; with "each" every window's number has a recording.
    """

    language: str
    sentence: tuple[str, ...]
    counting: Literal["tens", "each"] = "tens"
    gain: Annotated[float, msgspec.Meta(gt=0, le=4)] = 1.0
    pause_ms: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 60
    phrases: dict[str, str] = {}


class VoicePack:
    """The pack in `folder`; recordings are read when they are first needed.

    Raises:
        PackError: `pack.toml` is missing or wrong.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan = _plan(folder / FILE)
        self._frames = cache(self._read)

    def path(self, phrase: str) -> Path:
        """Where the phrase is recorded."""
        return self.folder / self.plan.phrases.get(phrase, f"{phrase}.wav")

    def wanted(self, prefixes: Sequence[str], windows: Sequence[int]) -> list[str]:
        """Every phrase that calls of these services to these windows need, each once."""
        letters = [letter for prefix in prefixes for letter in prefix]
        digits = [str(digit) for digit in range(10)]
        counts = [phrase for window in windows for phrase in self._counted(window)]
        words = [phrase for phrase in self.plan.sentence if phrase not in (NUMBER, WINDOW)]
        return list(dict.fromkeys([*words, *sorted(letters), *digits, *counts]))

    def spoken(self, call: Call) -> bytes:
        """The frames of the call.

        Raises:
            VoiceSilentError: a recording is missing or cannot be read.
        """
        pause = silence(self.plan.pause_ms / 1000)
        return scaled(pause.join(self._frames(phrase) for phrase in self._phrases(call)), self.plan.gain)

    def _phrases(self, call: Call) -> list[str]:
        parts = {NUMBER: list(call.number), WINDOW: self._counted(call.window)}
        return [phrase for part in self.plan.sentence for phrase in parts.get(part, [part])]

    def _counted(self, window: int) -> list[str]:
        return [str(window)] if self.plan.counting == "each" else [TENS[sign] for sign in counted(window)]

    def _read(self, phrase: str) -> bytes:
        try:
            return frames_of(self.path(phrase))
        except (OSError, EOFError, wave.Error) as error:
            raise VoiceSilentError(f"{self.path(phrase)}: {error}") from error


def _plan(path: Path) -> PackPlan:
    try:
        plan = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), PackPlan)
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"读不了 {path}（{error}）") from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PackError(f"{path} 写得不对：{error}") from error
    missing = [part for part in (NUMBER, WINDOW) if part not in plan.sentence]
    if missing:
        raise PackError(f"{path} 的 sentence 里缺少 {'、'.join(missing)}")
    outside = [file for file in plan.phrases.values() if Path(file).is_absolute() or ".." in Path(file).parts]
    if outside:
        raise PackError(f"{path} 的 phrases 指到了文件夹外面：{outside[0]}")
    return plan
