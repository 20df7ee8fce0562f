"""The electronics of a simulated Zebra reader in SSI mode: sends a code again until the host has acknowledged it."""

import threading

from devices.reader.ssi import (
    DECODER,
    HOST,
    TRIGGER_BY_HOST,
    TRIGGER_MODE,
    Op,
    Packet,
    PacketDecoder,
    Status,
    encode_packet,
)
from devices.simulator.reader_machines import Say

FROM_HOST = frozenset(
    {Op.REQUEST_REVISION, Op.PARAM_SEND, Op.ACK, Op.NAK, Op.FLUSH, Op.START, Op.STOP, Op.ENABLE, Op.DISABLE}
)
RESENDS = 3
REVISION = b"SIMULATED-1.0"
MOST_IN_A_FRAME = 250


class SsiMachine:
    """Attributes: `acknowledged` and `resent` count frames with codes; `host_trigger` was set and lasts until the
    power goes."""

    def __init__(self, *, code_type: int = 0x1C, resend_s: float = 2.0) -> None:
        self._code_type = code_type
        self._resend_s = resend_s
        self._decoder = PacketDecoder(HOST, FROM_HOST)
        self._say: Say | None = None
        self._waiting: list[Packet] = []
        self._tries = 0
        self._timer: threading.Timer | None = None
        self.triggered = False
        self.host_trigger = False
        self.acknowledged = 0
        self.resent = 0
        self.faults = {"refusing": "拒绝指令", "deaf": "听不到确认"}

    def attach(self, say: Say) -> None:
        self._say = say

    def code(self, text: str) -> bytes:
        content = text.encode()
        pieces = [content[at : at + MOST_IN_A_FRAME] for at in range(0, len(content), MOST_IN_A_FRAME)] or [b""]
        packets = [
            Packet(
                Op.DECODE_DATA,
                bytes([self._code_type]) + piece,
                DECODER,
                0 if number == len(pieces) - 1 else Status.CONTINUED,
            )
            for number, piece in enumerate(pieces)
        ]
        busy = bool(self._waiting)
        self._waiting += packets
        return b"" if busy else self._first()

    def hear(self, received: bytes, faults: frozenset[str]) -> bytes:
        said = b""
        for packet in self._decoder.feed(received):
            if packet is None:
                said += encode_packet(Packet(Op.NAK, b"\x01", DECODER))
                continue
            match packet.op:
                case Op.ACK:
                    if "deaf" not in faults and self._waiting:
                        self.acknowledged += 1
                        self._waiting.pop(0)
                        said += self._first()
                case Op.NAK:
                    said += self._again()
                case _:
                    said += self._obey(packet, faults)
        return said

    def lose_power(self) -> None:
        self._stop()
        self._waiting.clear()
        self.triggered = self.host_trigger = False

    def _obey(self, packet: Packet, faults: frozenset[str]) -> bytes:
        if "refusing" in faults:
            return encode_packet(Packet(Op.NAK, b"\x02", DECODER))
        match packet.op:
            case Op.START | Op.STOP:
                self.triggered = packet.op == Op.START
            case Op.PARAM_SEND:
                self.host_trigger = packet.content[1:] == bytes([TRIGGER_MODE, TRIGGER_BY_HOST])
            case Op.REQUEST_REVISION:
                return encode_packet(Packet(Op.REPLY_REVISION, REVISION, DECODER))
        return encode_packet(Packet(Op.ACK, b"", DECODER))

    def _first(self) -> bytes:
        self._stop()
        self._tries = 0
        if not self._waiting:
            return b""
        self._start()
        return encode_packet(self._waiting[0])

    def _again(self) -> bytes:
        self._stop()
        if not self._waiting:
            return b""
        self._tries += 1
        if self._tries > RESENDS:
            while self._waiting.pop(0).status & Status.CONTINUED:
                continue
            return self._first()
        self.resent += 1
        self._start()
        packet = self._waiting[0]
        return encode_packet(Packet(packet.op, packet.content, DECODER, packet.status | Status.AGAIN))

    def _start(self) -> None:
        if self._say is None:
            return
        self._timer = threading.Timer(self._resend_s, self._say, [self._again])
        self._timer.daemon = True
        self._timer.start()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
