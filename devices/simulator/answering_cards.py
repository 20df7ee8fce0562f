"""Simulated signs whose packets are text or follow a recipe: AM03127, and strips of the canned driver."""

from devices.led.am03127 import PAGE, packet_decoder
from devices.led.template import Template
from devices.simulator.strip_cards import LineCard


class Am03127Card(LineCard):
    """A moving sign; says ACK or NACK. Its pages are gone without power."""

    answers = True

    def __init__(self, number: int = 1, columns: int = 13) -> None:
        super().__init__(columns, lambda received: [])
        self._number = number
        self._decoder = packet_decoder()
        self.faults = {"nack": "拒绝指令"}
        self.clock = b""

    def hear(self, received: bytes, faults: frozenset[str]) -> bytes:
        said = b""
        for packet in self._decoder.feed(received):
            if packet.to == self._number:
                self.frames += 1
                said += b"NACK" if "nack" in faults or not self._obey(packet.payload) else b"ACK"
        return said

    def _obey(self, payload: bytes) -> bool:
        page = PAGE.fullmatch(payload)
        if page is not None:
            self.text = page[6].decode("ascii", "replace").strip()
        elif payload == b"<D*>":
            self.text = ""
        elif payload.startswith(b"<SC>"):
            self.clock = payload[4:]
        else:
            return False
        return True


def canned_card(template: str, address: int = 1, columns: int = 16, charset: str = "gbk") -> LineCard:
    """A strip that understands the frames of a recipe."""
    decoder = Template(template).decoder(address)
    return LineCard(columns, lambda received: [text.decode(charset, "replace") for text in decoder.feed(received)])
