"""Alpha and AM03127 signs and the canned driver in the conformance suite."""

import msgspec

from devices.led.alpha import AlphaOptions
from devices.led.alpha_frame import Packet, encode_packet, packet_decoder
from devices.led.alpha_messages import Message, message_in, to_body
from devices.led.am03127 import Am03127Options
from devices.led.am03127 import Packet as AsciiPacket
from devices.led.am03127 import encode_packet as encode_ascii
from devices.led.am03127 import packet_decoder as ascii_decoder
from devices.led.canned import CannedOptions
from devices.led.template import Template
from devices.simulator.alpha import AlphaCard
from devices.simulator.answering_cards import Am03127Card, canned_card
from tests.devices.led.standing_sign import Case, Decoded

LIKE_JQUEUE = "AA AA AA 4E [ {len+8} 00 53 00 FF {text} ] {xor8_nibbles} 1A"
"""The computed frame of the JQueue strip, as a recipe."""
LIKE_STEPS = "FE 5C 4B 89 {len32le+19} 66 92 79 95 72 {len32le} {text} FF FF"
"""A published frame of unknown meaning, as a recipe; what is text in it is our choice."""
RECIPES = {
    "jqueue": (LIKE_JQUEUE, "gbk"),
    "steps": (LIKE_STEPS, "latin-1"),
    "usual": (CannedOptions().template, "gbk"),
}


def _alpha(stream: bytes) -> list[Decoded]:
    return [
        {
            "type": packet.sign_type,
            "address": packet.address,
            "messages": msgspec.json.decode(msgspec.json.encode([message_in(body) for body in packet.bodies])),
            "closed": packet.closed,
            "checked": packet.checked,
        }
        for packet in packet_decoder().feed(stream)
    ]


def _alpha_again(decoded: Decoded) -> bytes:
    packet = msgspec.convert(decoded, _AlphaPacket)
    bodies = tuple(map(to_body, packet.messages))
    return encode_packet(Packet(bodies, packet.address, packet.type, packet.closed, packet.checked))


class _AlphaPacket(msgspec.Struct, frozen=True):
    type: str
    address: str
    messages: list[Message]
    closed: bool
    checked: bool


def _canned(stream: bytes) -> list[Decoded]:
    return [
        {"recipe": name, "text": text.decode(charset, "replace")}
        for name, (recipe, charset) in RECIPES.items()
        for text in Template(recipe).decoder(1).feed(stream)
    ]


def _canned_again(decoded: Decoded) -> bytes:
    recipe, charset = RECIPES[str(decoded["recipe"])]
    return Template(recipe).encode(str(decoded["text"]).encode(charset), 1)


ALPHA = Case(
    driver="alpha",
    card=AlphaCard,
    decode=_alpha,
    encode=_alpha_again,
    texts=("请A012到3窗", "暂停服务", "A012"),
    long="请A012号到3号窗口，请带好居民身份证",
    refused=("a\x1bb", "第一行\n第二行"),
    options=AlphaOptions(width_px=96, height_px=16),
    address=0,
)
LOW_ALPHA = Case(
    driver="alpha",
    variant="7 rows",
    card=lambda: AlphaCard(5, 80, 7),
    decode=_alpha,
    encode=_alpha_again,
    texts=("A012 ROOM 3", "CLOSED", "A012"),
    long="A" * 251,
    refused=("请A012到3窗", "a\x1bb"),
    options=AlphaOptions(colour="green"),
    address=5,
)
AM03127 = Case(
    driver="am03127",
    card=Am03127Card,
    decode=lambda stream: [
        {"to": packet.to, "payload": packet.payload.decode("ascii", "replace")}
        for packet in ascii_decoder().feed(stream)
    ],
    encode=lambda decoded: encode_ascii(AsciiPacket(int(str(decoded["to"])), str(decoded["payload"]).encode())),
    texts=("A012", "B003", "ROOM 3"),
    long="A" * 401,
    refused=("请", "<D*>", "a\x07b"),
    options=Am03127Options(answer_timeout_s=0.8),
)
CANNED = Case(
    driver="canned",
    card=lambda: canned_card(LIKE_JQUEUE),
    decode=_canned,
    encode=_canned_again,
    texts=("请A012号到3号窗", "暂停服务", "哎唉"),
    long="请A012号到3号窗口，请带好居民身份证和户口簿 谢谢",
    refused=("办理人王䶮", "a\x1bb"),
    options=CannedOptions(template=LIKE_JQUEUE),
)
USUAL_CANNED = Case(
    driver="canned",
    variant="as it is without options",
    card=lambda: canned_card(CannedOptions().template),
    decode=_canned,
    encode=_canned_again,
    texts=("请A012到3窗", "暂停服务", "哎唉"),
    long="请A012号到3号窗口，请带好居民身份证和户口簿 谢谢",
    refused=("𠮷野", "a\x1bb"),
)
LATIN = (ALPHA, LOW_ALPHA, AM03127, CANNED, USUAL_CANNED)
