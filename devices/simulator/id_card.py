"""A reader of resident ID cards that exists only as bytes, with invented cards to put on it."""

import io
import threading
import time
from pathlib import Path

from PIL import Image, ImageDraw

from devices.fonts import noto_sans_cjk
from devices.id_card.card import text_block
from devices.id_card.sam_frame import Command, Said, body_decoder, reply
from devices.id_card.secret import secret_name, secret_number
from devices.simulator.pty_port import PtyPort
from devices.simulator.simulated import Fault, Key, PictureShot

FAULT_LABELS = {
    "unplugged": "拔掉数据线",
    "power_cycle": "断电",
    "silent": "不回答",
    "frozen": "卡死",
    "not_ready": "安全模块没有准备好",
    "auth_fail": "验证不通过",
    "read_fail": "读到一半失败",
    "bad_checksum": "数据出错",
}
KEYS = (Key("put", "放上身份证"), Key("put_permit", "放上别的居留证"), Key("take", "拿开"))
OK = 0x000000 | Said.OK
PHOTO_BYTES = 1024
MODULE = bytes.fromhex("05030A0B0C0D0E0F1011121314151617")
"""An invented number of a security module."""
HOLDER = {
    "name": "张三",
    "sex": "1",
    "nation": "01",
    "birth": "19491231",
    "address": "北京市朝阳区测试路1号",
    "number": "11010519491231002X",
    "issuer": "测试公安局",
    "valid_from": "20100101",
    "valid_to": "长期",
}
"""The invented person of the device reference's vector."""
PERMIT = HOLDER | {"number": "Z0000000000000001", "valid_to": "20301231"}
"""A card whose number field is no resident ID number."""
CARD, READER_COLOUR, LAMP_ON, LAMP_OFF = (222, 236, 240), (46, 58, 68), (80, 220, 130), (70, 84, 92)


class IdCardSimulator:
    """A reader on a pseudo terminal. As most real ones it answers a card once until it is taken away and put again.

    Attributes:
        refuses: what it says instead of selecting a card; None when it does select.
        keeps_finding: it is of the other sort, which finds a card as long as it lies there.
    """

    kind = "id_card_reader"
    keys = KEYS

    def __init__(self, path: Path) -> None:
        self.refuses: Said | None = None
        self.keeps_finding = False
        self._lock = threading.RLock()
        self._on: set[str] = set()
        self._card: dict[str, str] | None = None
        self._read = False
        self._found = False
        self._decoder = body_decoder()
        self._changes = 0
        self._changed_at = time.time()
        self._port = PtyPort(path, self._hear)

    @property
    def path(self) -> str:
        return self._port.path

    @property
    def faults(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(Fault(name, label, name in self._on) for name, label in FAULT_LABELS.items())

    @property
    def text(self) -> str:
        """Whose card lies there, masked."""
        with self._lock:
            if self._card is None:
                return ""
            return f"{secret_name(self._card['name'])} {secret_number(self._card['number'])}"

    @property
    def version(self) -> int:
        with self._lock:
            return self._changes

    def press(self, name: str) -> None:
        with self._lock:
            match name:
                case "put":
                    self._put(HOLDER)
                case "put_permit":
                    self._put(PERMIT)
                case "take":
                    self._put(None)
                case _:
                    raise KeyError(name)

    def pictures(self) -> tuple[PictureShot, ...]:
        with self._lock:
            png = io.BytesIO()
            self._draw().save(png, "PNG")
            return (PictureShot(self._changes, self._changed_at, png.getvalue()),)

    def set_fault(self, name: str, on: bool) -> None:
        if name not in FAULT_LABELS:
            raise KeyError(name)
        with self._lock:
            (self._on.add if on else self._on.discard)(name)
            self._changed()
            if name == "power_cycle":
                self._read = self._found = False
                self._decoder = body_decoder()
        match name:
            case "unplugged":
                (self._port.unplug if on else self._port.plug)()
            case "frozen":
                self._port.hold(on)

    def close(self) -> None:
        self._port.close()

    def _put(self, card: dict[str, str] | None) -> None:
        self._card, self._read, self._found = card, False, False
        self._changed()

    def _changed(self) -> None:
        self._changes += 1
        self._changed_at = time.time()

    def _hear(self, received: bytes) -> None:
        with self._lock:
            if "power_cycle" in self._on:
                return
            for body in self._decoder.feed(received):
                said = self._answer(int.from_bytes(body[:2], "big"))
                if "bad_checksum" in self._on:
                    said = said[:-1] + bytes([said[-1] ^ 0xFF])
                if "silent" not in self._on:
                    self._port.send(said)

    def _answer(self, command: int) -> bytes:
        match command:
            case Command.RESET | Command.STATUS:
                return reply(Said.SELF_TEST if "not_ready" in self._on else OK)
            case Command.IDENTITY:
                return reply(OK, MODULE)
            case Command.FIND:
                self._found = self._card is not None and (not self._read or self.keeps_finding)
                return reply(Said.FOUND, bytes(4)) if self._found else reply(Said.NOT_FOUND)
            case Command.SELECT:
                refused = Said.CARD_AUTHENTICATION if "auth_fail" in self._on else self.refuses
                if refused is not None:
                    return reply(refused)
                return reply(OK, bytes(8)) if self._found else reply(Said.NOT_SELECTED)
            case Command.READ:
                if self._card is None or not self._found or "read_fail" in self._on:
                    return reply(Said.READ_FAILED)
                self._read = True
                self._changed()
                return card_reply(self._card)
            case _:
                return reply(Said.BAD_COMMAND)

    def _draw(self) -> Image.Image:
        picture = Image.new("RGB", (360, 140), READER_COLOUR)
        draw = ImageDraw.Draw(picture)
        font = noto_sans_cjk(18)
        draw.rounded_rectangle((20, 18, 250, 122), 10, outline=(96, 110, 120), width=2)
        lit = self._card is not None and "power_cycle" not in self._on
        draw.ellipse((290, 30, 310, 50), fill=LAMP_ON if lit and self._read else LAMP_OFF)
        draw.text((300, 84), "已读" if lit and self._read else "放卡处", font=font, fill=(200, 210, 216), anchor="mm")
        if self._card is not None:
            draw.rounded_rectangle((30, 26, 240, 114), 8, fill=CARD)
            draw.text((44, 34), str(secret_name(self._card["name"])), font=font, fill=(20, 40, 50))
            draw.text((44, 78), str(secret_number(self._card["number"])), font=noto_sans_cjk(15), fill=(20, 40, 50))
            draw.rectangle((184, 34, 230, 74), fill=(176, 198, 206))
        return picture


def card_reply(card: dict[str, str], photo: bytes = bytes(PHOTO_BYTES)) -> bytes:
    """The reply to `READ` for a card with this photo."""
    text = text_block(**card)
    return reply(OK, len(text).to_bytes(2, "big") + len(photo).to_bytes(2, "big") + text + photo)
