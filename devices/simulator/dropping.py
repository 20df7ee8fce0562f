"""A scanner's own program that puts its pictures into a folder: papers, and files that are no page."""

import contextlib
import io
import struct
import threading
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

from devices.simulator.drawn_papers import paper
from devices.simulator.simulated import Fault, Key, PictureShot

KEYS = {
    "scan_card": "扫一张身份证",
    "scan_form": "扫一张 A4 表",
    "scan_pdf": "扫两页，存成 PDF",
    "scan_cut_off": "存一半就断",
    "scan_huge": "存一张大得离谱的图",
}
FAULT_LABELS = {"unplugged": "拔掉数据线", "never_ends": "文件一直存不完"}
GLASS_PX = (1654, 2339)
"""A4 at 200 dots per inch."""
PX_PER_MM = 200 / 25.4


class DroppingScanner:
    """The driver gets `path`, the folder; while it is unplugged the folder is away."""

    kind = "scanner"
    keys = tuple(Key(name, label) for name, label in KEYS.items())

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._on: set[str] = set()
        self._count = 0
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def path(self) -> str:
        return str(self._folder)

    @property
    def faults(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(Fault(name, label, name in self._on) for name, label in FAULT_LABELS.items())

    def set_fault(self, name: str, on: bool) -> None:
        if name not in FAULT_LABELS:
            raise KeyError(name)
        with self._lock:
            (self._on.add if on else self._on.discard)(name)
            if name == "unplugged":
                away = self._folder.with_name(self._folder.name + "-away")
                with contextlib.suppress(FileNotFoundError):
                    (self._folder.rename(away) if on else away.rename(self._folder))

    def press(self, name: str) -> None:
        if name not in KEYS:
            raise KeyError(name)
        with self._lock:
            self._count += 1
            match name:
                case "scan_card":
                    self._put("jpg", _jpeg(_on_glass("ID card", self._count)))
                case "scan_form":
                    self._put("jpg", _jpeg(_on_glass("A4", self._count)))
                case "scan_pdf":
                    self._put("pdf", _pdf([_on_glass("A4 with QR", self._count), _on_glass("A4", self._count + 1)]))
                case "scan_cut_off":
                    whole = _jpeg(_on_glass("A4", self._count))
                    self._put("jpg", whole[: len(whole) // 2])
                case "scan_huge":
                    self._put("png", huge_png(20_000))

    def pictures(self) -> tuple[PictureShot, ...]:
        """A scanner shows nothing."""
        return ()

    def close(self) -> None:
        """Nothing runs between two scans."""

    def _put(self, ending: str, content: bytes) -> None:
        if "unplugged" in self._on:
            return
        cut = content[: len(content) // 3] if "never_ends" in self._on else content
        (self._folder / f"scan-{self._count:04d}.{ending}").write_bytes(cut)


def huge_png(side_px: int) -> bytes:
    """A small file of a very large white picture: a bomb for who decodes it."""
    row = b"\0" + b"\xff" * (side_px // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(side_px)) + packer.flush()
    head = struct.pack(">IIBBBBB", side_px, side_px, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _on_glass(kind: str, seed: int) -> Image.Image:
    rng = np.random.default_rng([seed, 4])
    drawn = Image.fromarray(paper(kind, rng))
    if kind != "ID card":
        return drawn.resize(GLASS_PX)
    glass = Image.new("RGB", GLASS_PX, (247, 247, 246))
    glass.paste(drawn.resize((round(85.6 * PX_PER_MM), round(54 * PX_PER_MM))), (140, 120))
    return glass


def _jpeg(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()


def _pdf(pictures: list[Image.Image]) -> bytes:
    file = io.BytesIO()
    pictures[0].save(file, "PDF", save_all=True, append_images=pictures[1:], resolution=200)
    return file.getvalue()
