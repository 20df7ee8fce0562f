"""Where sound goes: out of the loudspeaker, or into a folder from which others play it."""

import io
import logging
import os
import subprocess
import tempfile
import threading
import wave
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger(__name__)

GRACE_S = 5.0
"""How much longer than its sound a player may take."""
PLAYER = ("aplay", "-q", "-")


def player_on(device: str) -> tuple[str, ...]:
    """Plays on ALSA's `device` instead of the usual one."""
    return (*PLAYER[:-1], "-D", device, PLAYER[-1])


def always() -> bool:
    """Nobody interrupts."""
    return True


def duration_s(wav: bytes) -> float:
    """How long a WAV file plays."""
    with wave.open(io.BytesIO(wav)) as sound:
        return float(sound.getnframes() / sound.getframerate())


class Loudspeaker:
    """Plays through ALSA's aplay; no sound device is logged once down and once up, and all goes on in silence."""

    def __init__(self, player: tuple[str, ...] = PLAYER) -> None:
        self._player = player
        self._lock = threading.Lock()
        self._playing: subprocess.Popen[bytes] | None = None
        self._stopped = self._interrupted = False
        self._down = False

    def play(self, _name: str, wav: bytes, wanted: Callable[[], bool] = always) -> None:
        """Returns when the sound is over, or could not be played, or is not `wanted` any more when it begins."""
        trouble = self.try_to_play(wav, wanted)
        if trouble and not self._down:
            log.error("no sound: %s", trouble)
        elif self._down and not trouble:
            log.info("sound again")
        self._down = bool(trouble)

    def interrupt(self) -> None:
        """Ends the sound."""
        with self._lock:
            if self._playing is not None:
                self._interrupted = True
                self._playing.kill()

    def stop(self) -> None:
        """Ends the sound for good."""
        with self._lock:
            self._stopped = True
        self.interrupt()

    def try_to_play(self, wav: bytes, wanted: Callable[[], bool] = always) -> str:
        """Plays to the end and gives what went wrong, empty when nothing did."""
        with self._lock:
            if self._stopped:
                return ""
            try:
                pipe = subprocess.PIPE
                player = subprocess.Popen(self._player, stdin=pipe, stdout=subprocess.DEVNULL, stderr=pipe)
            except OSError as error:
                return str(error)
            self._playing, self._interrupted = player, not wanted()
            if self._interrupted:
                player.kill()
        try:
            _, said = player.communicate(wav, timeout=duration_s(wav) + GRACE_S)
        except subprocess.TimeoutExpired:
            player.kill()
            player.communicate()
            return f"{self._player[0]} did not come to an end"
        finally:
            with self._lock:
                self._playing = None
        if player.returncode and not self._interrupted:
            return said.decode(errors="replace").strip() or f"{self._player[0]} ended with {player.returncode}"
        return ""


class SpokenFolder:
    """Writes `<name>.wav` and waits as long as it plays.

    Raises:
        OSError: the folder cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._ended = threading.Event()
        self._stopped = False

    def play(self, name: str, wav: bytes, wanted: Callable[[], bool] = always) -> None:
        """The file appears whole; a full disk is logged."""
        self._ended.clear()
        if self._stopped or not wanted():
            return
        try:
            self._write(f"{name}.wav", wav)
        except OSError as error:
            log.error("the sound %s was not kept: %s", name, error)
        self._ended.wait(duration_s(wav))

    def interrupt(self) -> None:
        """Ends the waiting."""
        self._ended.set()

    def stop(self) -> None:
        """Ends the waiting for good."""
        self._stopped = True
        self._ended.set()

    def _write(self, name: str, wav: bytes) -> None:
        handle, part = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(wav)
            Path(part).replace(self._folder / name)
        except OSError:
            Path(part).unlink(missing_ok=True)
            raise
