"""A camera program that gives its picture at an address of this computer: the desk of `DeskScene` over real HTTP."""

import io
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PIL import Image

from devices.simulator.desk_scene import DeskScene
from devices.simulator.simulated import Fault, Key, PictureShot

KEYS = {
    "lay_card": ("放一张身份证", "ID card"),
    "lay_form": ("放一张 A4 表", "A4"),
    "lay_qr": ("放一张带二维码的 A4 表", "A4 with QR"),
    "take": ("拿走", ""),
}
SCENE_LABELS = {"hand": "手挡住", "glare": "反光", "blurred": "模糊"}
FAULT_LABELS = {
    **SCENE_LABELS,
    "unplugged": "拔掉数据线",
    "silent": "不出图",
    "busy": "被别的程序占用",
    "cut_off": "图像残缺",
}
LOOK_S = 0.05
SHOWN_PX = (512, 384)


class SnapshotCameraSimulator:
    """Serves at `path`, the same address before and after unplugging; papers are laid by its keys."""

    kind = "document_camera"
    keys = tuple(Key(name, label) for name, (label, _) in KEYS.items())

    def __init__(self, scene: DeskScene | None = None) -> None:
        self._scene = scene or DeskScene()
        self._lock = threading.RLock()
        self._on: set[str] = set()
        self._port = 0
        self._server: ThreadingHTTPServer | None = None
        self._shown: tuple[int, bytes] | None = None
        self._plug()

    @property
    def path(self) -> str:
        return f"http://127.0.0.1:{self._port}/snapshot"

    @property
    def faults(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(Fault(name, label, name in self._on) for name, label in FAULT_LABELS.items())

    @property
    def version(self) -> int:
        return self._scene.version

    def press(self, name: str) -> None:
        _, kind = KEYS[name]
        if kind:
            self._scene.lay(kind)
        else:
            self._scene.take_away()

    def set_fault(self, name: str, on: bool) -> None:
        if name not in FAULT_LABELS:
            raise KeyError(name)
        with self._lock:
            (self._on.add if on else self._on.discard)(name)
            if name in SCENE_LABELS:
                self._scene.switch(name, on)
            if name == "unplugged":
                (self.close if on else self._plug)()

    def pictures(self) -> tuple[PictureShot, ...]:
        """What the camera sees."""
        version = self._scene.version
        with self._lock:
            if self._shown is None or self._shown[0] != version:
                with Image.open(io.BytesIO(self._scene.jpeg())) as seen:
                    small = seen.resize(SHOWN_PX)
                png = io.BytesIO()
                small.save(png, "PNG")
                self._shown = (version, png.getvalue())
            return (PictureShot(version, time.time(), self._shown[1]),)

    def close(self) -> None:
        with self._lock:
            server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()

    def _plug(self) -> None:
        machine = self

        class Answering(BaseHTTPRequestHandler):
            """Answers each request as the machine's switches say."""

            protocol_version = "HTTP/1.1"
            timeout = 30

            def do_GET(self) -> None:
                """One picture."""
                machine._answer(self)

            def log_message(self, format: str, *arguments: object) -> None:
                """Says nothing."""

        if self._server is None:
            self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Answering)
            self._port = self._server.server_address[1]
            threading.Thread(target=self._server.serve_forever, args=(LOOK_S,), name="camera", daemon=True).start()

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        while "silent" in self._on and "unplugged" not in self._on:
            time.sleep(LOOK_S)
        with self._lock:
            on = set(self._on)
        if "unplugged" in on:
            request.close_connection = True
            return
        if "busy" in on:
            request.send_error(503)
            return
        jpeg = self._scene.jpeg()
        request.send_response(200)
        request.send_header("Content-Type", "image/jpeg")
        request.send_header("Content-Length", str(len(jpeg)))
        request.end_headers()
        if "cut_off" in on:
            request.close_connection = True
            jpeg = jpeg[: len(jpeg) // 2]
        request.wfile.write(jpeg)
