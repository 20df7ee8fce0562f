"""Where spoken calls go: out of the loudspeaker, or into a folder from which others play them."""

import io
import logging
import os
import subprocess
import tempfile
import threading
import wave
from pathlib import Path

from queue_server.contract.boards import Call

log = logging.getLogger(__name__)

GRACE_S = 5.0
"""How much longer than its sound a player may take."""
PLAYER = ("aplay", "-q", "-")


def duration_s(wav: bytes) -> float:
    """How long a WAV file plays."""
    with wave.open(io.BytesIO(wav)) as sound:
        return float(sound.getnframes() / sound.getframerate())


class Loudspeaker:
    """Plays through ALSA's aplay; no sound device is logged once down and once up, and calls go on in silence."""

    def __init__(self, player: tuple[str, ...] = PLAYER) -> None:
        self._player = player
        self._lock = threading.Lock()
        self._playing: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._down = False

    def play(self, _call: Call, wav: bytes) -> None:
        """Returns when the sound is over, or could not be played."""
        trouble = self._play(wav)
        if trouble and not self._down:
            log.error("no sound: %s", trouble)
        elif self._down and not trouble:
            log.info("sound again")
        self._down = bool(trouble)

    def stop(self) -> None:
        """Ends the sound."""
        with self._lock:
            self._stopped = True
            if self._playing is not None:
                self._playing.kill()

    def _play(self, wav: bytes) -> str:
        """What went wrong, empty when nothing did."""
        with self._lock:
            if self._stopped:
                return ""
            try:
                pipe = subprocess.PIPE
                player = subprocess.Popen(self._player, stdin=pipe, stdout=subprocess.DEVNULL, stderr=pipe)
            except OSError as error:
                return str(error)
            self._playing = player
        try:
            _, said = player.communicate(wav, timeout=duration_s(wav) + GRACE_S)
        except subprocess.TimeoutExpired:
            player.kill()
            player.communicate()
            return f"{self._player[0]} did not come to an end"
        finally:
            with self._lock:
                self._playing = None
        if player.returncode and not self._stopped:
            return said.decode(errors="replace").strip() or f"{self._player[0]} ended with {player.returncode}"
        return ""


class SpokenFolder:
    """Writes `<sequence>-<number>-<window>.wav` and waits as long as it plays.

    Raises:
        OSError: the folder cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._stopped = threading.Event()

    def play(self, call: Call, wav: bytes) -> None:
        """The file appears whole; a full disk is logged."""
        if self._stopped.is_set():
            return
        try:
            self._write(f"{call.sequence}-{call.number}-{call.window}.wav", wav)
        except OSError as error:
            log.error("the spoken call %s was not kept: %s", call.number, error)
        self._stopped.wait(duration_s(wav))

    def stop(self) -> None:
        """Ends the waiting."""
        self._stopped.set()

    def _write(self, name: str, wav: bytes) -> None:
        handle, part = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(wav)
            Path(part).replace(self._folder / name)
        except OSError:
            Path(part).unlink(missing_ok=True)
            raise
