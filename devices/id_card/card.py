"""What a resident ID card says in its text block; pure, personal throughout."""

from typing import Literal

import msgspec

from devices.id_card.number import is_resident_number
from devices.id_card.secret import Secret, secret_bytes, secret_name, secret_number, secret_text

TEXT_BYTES = 256
FIELDS = {
    "name": (0, 30),
    "sex": (30, 2),
    "nation": (32, 4),
    "birth": (36, 16),
    "address": (52, 70),
    "number": (122, 36),
    "issuer": (158, 30),
    "valid_from": (188, 16),
    "valid_to": (204, 16),
}
"""Offset and size in bytes of each field, UTF-16LE, filled up with spaces (device reference, section 4)."""
SEXES = {"1": "男", "2": "女"}
NATION_NAMES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
NATIONS = tuple(NATION_NAMES.split())
"""The 56 nations in the order of their codes 01 to 56 (GB/T 3304)."""
OTHER_NATIONS = {"97": "其他", "98": "外国血统中国籍人士"}


class IdCard(msgspec.Struct, frozen=True, kw_only=True):
    """A card that was read. The photo is not kept: the driver never looks at it."""

    name: Secret[str]
    sex: Literal["男", "女", ""]
    nation: str
    birth: Secret[str]
    address: Secret[str]
    number: Secret[str]
    issuer: str
    valid_from: str
    valid_to: str


class UnknownFormat(msgspec.Struct, frozen=True):
    """A newer kind of card (residence permits use the block otherwise): nothing is guessed."""

    raw: Secret[bytes]


def card_in(block: bytes) -> IdCard | UnknownFormat:
    """The card in a text block of 256 bytes; unknown where the number field is no resident ID number."""
    try:
        field = {
            name: block[start : start + size].decode("utf-16-le").strip(" \x00")
            for name, (start, size) in FIELDS.items()
        }
    except UnicodeDecodeError:
        return UnknownFormat(secret_bytes(block))
    if len(block) != TEXT_BYTES or not is_resident_number(field["number"]):
        return UnknownFormat(secret_bytes(block))
    return IdCard(
        name=secret_name(field["name"]),
        sex="男" if field["sex"] == "1" else "女" if field["sex"] == "2" else "",
        nation=_nation(field["nation"]),
        birth=secret_text(field["birth"]),
        address=secret_text(field["address"]),
        number=secret_number(field["number"]),
        issuer=field["issuer"],
        valid_from=field["valid_from"],
        valid_to=field["valid_to"],
    )


def text_block(**fields: str) -> bytes:
    """A text block with these fields, for cards that exist only in tests and simulators.

    Raises:
        ValueError: a field is longer than its place.
    """
    block = bytearray(" ".encode("utf-16-le") * (TEXT_BYTES // 2))
    for name, value in fields.items():
        start, size = FIELDS[name]
        encoded = value.encode("utf-16-le")
        if len(encoded) > size:
            raise ValueError(f"{name} is longer than {size} bytes")
        block[start : start + len(encoded)] = encoded
    return bytes(block)


def _nation(code: str) -> str:
    if len(code) == 2 and code.isascii() and code.isdigit() and 1 <= int(code) <= len(NATIONS):
        return NATIONS[int(code) - 1]
    return OTHER_NATIONS.get(code, "")
