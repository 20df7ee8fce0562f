"""Amplus AM03127/AM03128 moving signs: ASCII packets, answered with ACK or NACK; codec, pure.

Source: giomf/AM03127-Controller after "AM004-03128/03127 v2.2" (device reference, section 1.4). Checked against
computed packets and a simulated sign; not seen on hardware.
"""

import re
from datetime import datetime

import msgspec

from devices.bus import Exchange, Verdict
from devices.bus.checksums import xor8
from devices.bus.framing import Incomplete, ResyncingDecoder, begins
from devices.driver import Options
from devices.errors import TextRefusedError
from devices.led.codec import Page, Silent, encoded

MARK, END = b"<ID", b"<E>"
LONGEST = 1024
LONGEST_TEXT = 400
AT_ONCE, SCROLL_LEFT = "A", "E"
PROCESSING_S = 0.5
"""How long the sign works on a packet."""
PAGE = re.compile(rb"<L1><P([A-Z])><F([A-Z])><M([A-Z])><W([A-Z])><F([A-Z])>(.*)", re.DOTALL)


class Packet(msgspec.Struct, frozen=True):
    """One packet: what the sign `to` is told."""

    to: int
    payload: bytes


def encode_packet(packet: Packet) -> bytes:
    return b"<ID%02X>" % packet.to + packet.payload + b"%02X" % xor8(packet.payload) + END


def packet_decoder() -> ResyncingDecoder[Packet]:
    return ResyncingDecoder(_read, LONGEST)


def _read(content: bytes) -> tuple[Packet, int] | None:
    if not begins(content, MARK):
        return None
    end = content.find(END)
    if end < 0:
        raise Incomplete
    head, payload, check = content[3:6], content[6 : end - 2], content[end - 2 : end]
    if not re.fullmatch(rb"[0-9A-F]{2}>", head) or check != b"%02X" % xor8(payload):
        return None
    return Packet(int(head[:2], 16), payload), end + len(END)


class Am03127Options(Options, frozen=True, kw_only=True):
    """Attributes: a text longer than the sign's `columns` letters is scrolled by the sign itself."""

    columns: int = 13
    answer_timeout_s: float = 1.5
    refresh_s: float = 60.0

    def __post_init__(self) -> None:
        if not 4 <= self.columns <= 100:
            raise ValueError("columns 是 4 到 100")
        if not 0.5 <= self.answer_timeout_s <= 10 or not 5 <= self.refresh_s <= 3600:
            raise ValueError("answer_timeout_s 是 0.5 到 10 秒，refresh_s 是 5 到 3600 秒")


class Am03127Codec(Silent):
    """One sign with the number `number`; it knows Latin letters only."""

    answers = True

    def __init__(self, number: int = 1, options: Am03127Options | None = None) -> None:
        self._number = number
        self._options = options or Am03127Options()
        self.refresh_s = self._options.refresh_s

    def pages(self, text: str) -> tuple[Page, ...]:
        if len(text) > LONGEST_TEXT:
            raise TextRefusedError(f"longer than {LONGEST_TEXT} letters")
        if "<" in text or ">" in text:
            raise TextRefusedError("angle brackets are commands of the sign")
        if not text:
            return ((self._exchange(b"<D*>"),),)
        lead = AT_ONCE if len(text) <= self._options.columns else SCROLL_LEFT
        head = f"<L1><PA><F{lead}><MA><WC><F{lead}>".encode()
        return ((self._exchange(head + encoded(text, "ascii")),),)

    def prepare(self, now: datetime) -> tuple[Exchange, ...]:
        """The clock; that the weekday counts from Monday as 01 is not published."""
        return (self._exchange(now.strftime(f"<SC>%y{now.isoweekday():02d}%m%d%H%M%S").encode()),)

    def _exchange(self, payload: bytes) -> Exchange:
        return Exchange(
            content=encode_packet(Packet(self._number, payload)),
            listen=_AckListener,
            answer_timeout_s=self._options.answer_timeout_s,
            tries=2,
            gap_s=PROCESSING_S,
        )


class _AckListener:
    """Hears ACK or NACK, which name no sign."""

    def __init__(self) -> None:
        self._heard = b""

    def feed(self, received: bytes) -> Verdict | None:
        self._heard = (self._heard + received)[-16:]
        if b"NACK" in self._heard:
            return Verdict(why="the sign refused (NACK)")
        return Verdict() if b"ACK" in self._heard else None
