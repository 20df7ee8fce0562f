"""A camera that gives its newest picture at an address: a camera program on this computer, or one in the network.

Programs such as ustreamer and mjpg-streamer share a video node in this way; network cameras do the same. The answer to
each GET is one JPEG file (RFC 9110).
"""

import contextlib
import http.client
import ipaddress
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from devices.capture.sizes import jpeg_size
from devices.capture.source import Newest, NoPictureError, Picture, SourceHealth, SourceStatus
from devices.errors import DeviceOfflineError, SetupError

LARGEST_BYTES = 16 << 20
PIECE_BYTES = 1 << 16
BUSY = 503
PAUSE_S = 0.05


class AddressError(ValueError):
    """What should be a camera's address is none, or would send papers through the network for all to read."""


class SnapshotCamera:
    """Keeps its connection while it is open; another picture is one more request.

    Args:
        address: `http://127.0.0.1:8080/snapshot`; from another computer only `https`.
        certificate: a file with the only certificate to trust, where the camera made its own.

    Raises:
        AddressError: see there.
    """

    def __init__(self, address: str, *, certificate: Path | None = None, timeout_s: float = 5.0) -> None:
        parts = urlsplit(address)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https") or not host:
            raise AddressError("port 应当像 http://127.0.0.1:8080/snapshot")
        if parts.scheme == "http" and not _this_computer(host):
            raise AddressError("材料不能明文走网络：http 只能用于本机（127.0.0.1），别的地址要用 https")
        self._address = address
        self._secure = parts.scheme == "https"
        self._host, self._port = host, parts.port
        self._path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        self._certificate = certificate
        self._timeout_s = timeout_s
        self._line: http.client.HTTPConnection | None = None
        self._health = SourceHealth(SourceStatus.UNKNOWN)

    @property
    def health(self) -> SourceHealth:
        """The last known state; never blocks."""
        return self._health

    def open(self) -> None:
        """Take up the connection."""
        if self._line is not None:
            return
        with self._judged():
            line = self._new_line()
            line.connect()
            self._line = line

    def snap(self) -> Picture:
        """The camera's newest picture, within `timeout_s`."""
        with self.stream() as newest:
            return newest()

    @contextlib.contextmanager
    def stream(self) -> Iterator[Newest]:
        """Pictures for as long as it lasts; see `LiveSource`."""
        self.open()
        try:
            yield self._newest
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the connection."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _newest(self) -> Picture:
        deadline = time.monotonic() + self._timeout_s
        with self._judged():
            while time.monotonic() < deadline:
                content = self._asked(deadline)
                size = jpeg_size(content)
                if size is not None:
                    self._health = SourceHealth(SourceStatus.GOOD)
                    return Picture(content, "jpeg", *size)
                time.sleep(PAUSE_S)
            raise NoPictureError(SourceStatus.TIMEOUT, f"no whole picture within {self._timeout_s} s")

    def _asked(self, deadline: float) -> bytes:
        """What the camera answers; half an answer is no picture, and the connection is taken up again."""
        self.open()
        assert self._line is not None
        self._line.request("GET", self._path, headers={"Cache-Control": "no-cache"})
        answer = self._line.getresponse()
        if answer.status == BUSY:
            raise NoPictureError(SourceStatus.BUSY, "the camera program says that it is busy")
        if answer.status != http.client.OK:
            raise DeviceOfflineError(f"{self._address} answers {answer.status}")
        content = bytearray()
        while piece := answer.read(PIECE_BYTES):
            content += piece
            if len(content) > LARGEST_BYTES or time.monotonic() > deadline:
                self.close()
                return b""
        if answer.will_close or answer.length:
            self.close()
        return b"" if answer.length else bytes(content)

    def _new_line(self) -> http.client.HTTPConnection:
        if not self._secure:
            return http.client.HTTPConnection(self._host, self._port, timeout=self._timeout_s)
        try:
            trusted = ssl.create_default_context(cafile=str(self._certificate) if self._certificate else None)
        except OSError as error:
            raise SetupError(f"摄像头的证书读不了：{self._certificate}") from error
        return http.client.HTTPSConnection(self._host, self._port, timeout=self._timeout_s, context=trusted)

    @contextlib.contextmanager
    def _judged(self) -> Iterator[None]:
        try:
            yield
        except TimeoutError as error:
            raise self._failed(NoPictureError(SourceStatus.TIMEOUT, f"no answer within {self._timeout_s} s")) from error
        except (OSError, http.client.HTTPException) as error:
            raise self._failed(DeviceOfflineError(f"{self._address} cannot be reached: {error}")) from error
        except (DeviceOfflineError, NoPictureError) as error:
            raise self._failed(error) from error.__cause__

    def _failed(self, error: DeviceOfflineError | NoPictureError) -> DeviceOfflineError | NoPictureError:
        self.close()
        status = error.status if isinstance(error, NoPictureError) else SourceStatus.IO_ERROR
        self._health = SourceHealth(status, str(error))
        return error


def _this_computer(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
