"""A scanner through SANE's own program `scanimage`, in a process that can be ended when its driver hangs.

Source: the SANE standard (status codes) and scanimage(1): it cancels after each scan, ends with the number of the
SANE status when reading fails, and with 1 and the status as text when opening fails.
"""

import contextlib
import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from devices.capture.sizes import png_size
from devices.capture.source import NoPictureError, Picture, SourceHealth, SourceStatus
from devices.errors import DeviceOfflineError, SetupError

PROGRAM = "scanimage"
BY_CODE = {
    3: SourceStatus.BUSY,
    6: SourceStatus.JAMMED,
    7: SourceStatus.NO_DOCS,
    8: SourceStatus.COVER_OPEN,
    9: SourceStatus.IO_ERROR,
}
BY_TEXT = {
    "Device busy": SourceStatus.BUSY,
    "Document feeder jammed": SourceStatus.JAMMED,
    "Document feeder out of documents": SourceStatus.NO_DOCS,
    "Scanner cover is open": SourceStatus.COVER_OPEN,
    "Error during device I/O": SourceStatus.IO_ERROR,
}
CANCEL_S = 2.0
WHY_CHARACTERS = 200


class Scanner:
    """One scanner by its SANE name, such as `test:0`; the first one found where the name is empty.

    Args:
        arguments: further options of `scanimage` that the model needs, such as `--source=ADF`.
        config_dir: where SANE finds its settings when not in the system's place.
    """

    def __init__(
        self,
        device: str,
        *,
        resolution_dpi: int = 200,
        timeout_s: float = 60.0,
        arguments: Sequence[str] = (),
        config_dir: Path | None = None,
    ) -> None:
        self._named = [f"--device-name={device}"] if device else []
        self._arguments = [f"--resolution={resolution_dpi}", *arguments]
        self._timeout_s = timeout_s
        self._environment = os.environ | {"LC_ALL": "C"} | ({"SANE_CONFIG_DIR": str(config_dir)} if config_dir else {})
        self._health = SourceHealth(SourceStatus.UNKNOWN)

    @property
    def health(self) -> SourceHealth:
        """The last known state; never blocks."""
        return self._health

    def open(self) -> None:
        """Look whether the scanner can be opened; it is not kept open, as others use it too."""
        self._run(["--dont-scan"])

    def snap(self) -> Picture:
        """Scan one page as PNG within `timeout_s`."""
        content = self._run([])
        size = png_size(content)
        if size is None:
            raise self._failed(SourceStatus.IO_ERROR, "the scan ended in the middle of the picture")
        self._health = SourceHealth(SourceStatus.GOOD)
        return Picture(content, "png", *size)

    def close(self) -> None:
        """Nothing is held between two pictures."""

    def _run(self, further: list[str]) -> bytes:
        command = [PROGRAM, "--format=png", *self._named, *self._arguments, *further]
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self._environment,
                start_new_session=True,
            )
        except FileNotFoundError as error:
            raise SetupError("没有安装扫描程序 scanimage（软件包 sane-utils）") from error
        try:
            content, said = process.communicate(timeout=self._timeout_s)
        except subprocess.TimeoutExpired as error:
            raise self._failed(SourceStatus.TIMEOUT, f"no end of the scan within {self._timeout_s} s") from error
        finally:
            _cancel(process)
        if process.returncode != 0:
            raise self._judged(process.returncode, said.decode(errors="replace").strip())
        return content

    def _judged(self, code: int, said: str) -> NoPictureError | DeviceOfflineError:
        why = said.splitlines()[-1][:WHY_CHARACTERS] if said else f"{PROGRAM} ended with {code}"
        status = BY_CODE.get(code) or next((status for text, status in BY_TEXT.items() if text in said), None)
        if status is not None:
            return self._failed(status, why)
        self._health = SourceHealth(SourceStatus.IO_ERROR, why)
        return DeviceOfflineError(why)

    def _failed(self, status: SourceStatus, why: str) -> NoPictureError:
        self._health = SourceHealth(status, why)
        return NoPictureError(status, why)


def _cancel(process: subprocess.Popen[bytes]) -> None:
    """End what is still scanning: asked first, so that it cancels; some drivers never come back from that."""
    for request in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, request)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.communicate(timeout=CANCEL_S)
