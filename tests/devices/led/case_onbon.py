"""The Onbon font card in the conformance suite."""

import msgspec

from devices.led.onbon_areas import Area, AreaUpdate, Speech, decode_update, encode_update
from devices.led.onbon_frame import Frame, FrameDecoder, encode_frame
from devices.led.onbon_messages import Message, Op, message_in, to_data
from devices.simulator.onbon import OnbonCard
from tests.devices.led.standing_sign import Case, Decoded


def decode(stream: bytes) -> list[Decoded]:
    return [_described(frame) for frame in FrameDecoder().feed(stream)]


def encode(decoded: Decoded) -> bytes | None:
    fields = msgspec.convert(decoded, _Described)
    payload = bytes.fromhex(fields.payload)
    if fields.areas is not None:
        areas = tuple(
            msgspec.structs.replace(Area(b""), **{**area, "text": str(area["text"]).encode("gbk")})
            for area in fields.areas
        )
        payload = encode_update(AreaUpdate(areas, (), fields.delete_all))
    message = Message(int(fields.op, 16), fields.flag, bytes.fromhex(fields.reserved), payload)
    return encode_frame(Frame(to_data(message), to=fields.to, sender=fields.sender))


class _Described(msgspec.Struct, frozen=True):
    to: int
    sender: int
    op: str
    flag: int
    reserved: str
    payload: str = ""
    delete_all: bool = False
    areas: list[dict[str, object]] | None = None


def _described(frame: Frame) -> Decoded:
    message = message_in(frame)
    assert message is not None
    described: Decoded = {
        "to": frame.to,
        "sender": frame.sender,
        "op": f"{message.op:04X}",
        "flag": message.flag,
        "reserved": message.reserved.hex().upper(),
    }
    update = decode_update(message.payload) if message.op == Op.UPDATE_AREAS else None
    if update is not None:
        described["delete_all"] = update.delete_all
        described["areas"] = [_area(area) for area in update.areas]
    elif message.payload:
        described["payload"] = message.payload.hex(" ").upper()
    return described


def _area(area: Area) -> Decoded:
    fields = msgspec.structs.asdict(area) | {"text": area.text.decode("gbk")}
    speech: Speech | None = fields.pop("speech")
    return fields if speech is None else fields | {"spoken": speech.text.decode("gb2312")}


CASE = Case(
    driver="onbon",
    card=OnbonCard,
    decode=decode,
    encode=encode,
    texts=("请A012号到3号窗口", "暂停服务", "哎唉", "长" * 40),
    long="长" * 600,
    refused=("办理人王䶮", "𠮷野", "a\x1bb", "第一行\n第二行", "\u202e号"),
)
