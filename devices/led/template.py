"""Frames by a recipe, for strips whose maker publishes nothing but an example: template, fields, checksum; pure.

A template is hexadecimal bytes and fields in braces, such as `AA 55 [ {len} {address} {text} ] {sum8} 16`. Fields:
`{text}` once; `{address}` one byte; `{len}` the bytes of the text, `{len+8}` eight more, `{len16le}` and `{len16be}` in
two bytes, also with a number; the checksums `{sum8}`, `{xor8}`, `{xor8_nibbles}` (two bytes 00-0F), `{crc16_arc}`,
`{crc16_modbus}`, `{crc16_x25}` (low byte first) over what stands in square brackets, or over all before it.
"""

import re
from collections.abc import Callable

import msgspec

from devices.bus.checksums import crc16_arc, crc16_modbus, crc16_x25, sum8, xor8
from devices.bus.framing import Incomplete, ResyncingDecoder

LENGTH = re.compile(r"len(16le|16be)?(?:\+(\d{1,3}))?")


def _nibbles(content: bytes) -> bytes:
    check = xor8(content)
    return bytes([check >> 4, check & 0x0F])


CHECKS: dict[str, Callable[[bytes], bytes]] = {
    "sum8": lambda content: bytes([sum8(content)]),
    "xor8": lambda content: bytes([xor8(content)]),
    "xor8_nibbles": _nibbles,
    "crc16_arc": lambda content: crc16_arc(content).to_bytes(2, "little"),
    "crc16_modbus": lambda content: crc16_modbus(content).to_bytes(2, "little"),
    "crc16_x25": lambda content: crc16_x25(content).to_bytes(2, "little"),
}


class Length(msgspec.Struct, frozen=True):
    """The size of the text and `more`, in one byte or two."""

    more: int
    width: int
    order: str

    def of(self, size: int) -> bytes:
        """Its bytes.

        Raises:
            OverflowError: the text is too long for it.
        """
        return (size + self.more).to_bytes(self.width, "little" if self.order == "le" else "big")


Token = bytes | Length | str
"""Fixed bytes, a length, or the name of a field or bracket."""


class Template:
    """A checked recipe.

    Raises:
        ValueError: in Chinese, with the place, when the recipe is wrong.
    """

    def __init__(self, recipe: str) -> None:
        self._tokens = tuple(_token(word, place) for place, word in enumerate(_words(recipe), 1))
        names = [token for token in self._tokens if isinstance(token, str)]
        if names.count("text") != 1:
            raise ValueError("模板里要有而且只有一个 {text}")
        if sum(name in CHECKS for name in names) > 1:
            raise ValueError("模板里最多一个校验")
        brackets = [name for name in names if name in "[]"]
        if brackets not in ([], ["[", "]"]):
            raise ValueError("方括号要成对，只能有一对，写成 [ … ]")
        if brackets and not any(name in CHECKS for name in names[names.index("]") :]):
            raise ValueError("方括号后面要有校验，例如 {sum8}")

    def encode(self, text: bytes, address: int) -> bytes:
        """The frame for a text.

        Raises:
            OverflowError: the text is too long for the length, or the address for its byte.
        """
        frame = b""
        begin, end = 0, None
        for token in self._tokens:
            match token:
                case bytes():
                    frame += token
                case Length():
                    frame += token.of(len(text))
                case "text":
                    frame += text
                case "address":
                    frame += address.to_bytes(1, "big")
                case "[":
                    begin = len(frame)
                case "]":
                    end = len(frame)
                case _:
                    frame += CHECKS[token](frame[begin:end])
        return frame

    def decoder(self, address: int, longest_text: int = 255) -> ResyncingDecoder[bytes]:
        """Finds the texts of frames for `address` in a stream."""
        head = self._head(address)

        def read(content: bytes) -> tuple[bytes, int] | None:
            known = min(len(content), len(head))
            if any(own is not None and own != theirs for own, theirs in zip(head, content[:known], strict=False)):
                return None
            for size in range(longest_text + 1):
                text = content[len(head) : len(head) + size]
                try:
                    frame = self.encode(text.ljust(size, b" "), address)
                except OverflowError:
                    return None
                if len(frame) > len(content):
                    if content.startswith(frame[: min(len(head), len(content))]):
                        raise Incomplete
                    continue
                if content.startswith(frame):
                    return text, len(frame)
            return None

        return ResyncingDecoder(read, len(self.encode(b"", address)) + longest_text)

    def _head(self, address: int) -> list[int | None]:
        """The bytes before the text; None for those that depend on it."""
        head: list[int | None] = []
        for token in self._tokens:
            match token:
                case bytes():
                    head += token
                case Length():
                    head += [None] * token.width
                case "text":
                    return head
                case "address":
                    head.append(address)
                case "[" | "]":
                    continue
                case _:
                    head += [None] * len(CHECKS[token](b""))
        return head


def _words(recipe: str) -> list[str]:
    words = re.sub(r"([\[\]])", r" \1 ", recipe).split()
    if not words:
        raise ValueError("模板是空的，例如 AA 55 {address} {text} {sum8}")
    return words


def _token(word: str, place: int) -> Token:
    if word in ("[", "]"):
        return word
    field = re.fullmatch(r"\{(.*)\}", word)
    if field is None:
        try:
            return bytes.fromhex(word)
        except ValueError:
            raise ValueError(f"模板第 {place} 段“{word}”不是十六进制字节，也不是 {{…}}") from None
    name = field[1]
    length = LENGTH.fullmatch(name)
    if length is not None:
        return Length(int(length[2] or 0), 2 if length[1] else 1, (length[1] or "be")[-2:])
    if name not in ("text", "address", *CHECKS):
        raise ValueError(f"模板第 {place} 段“{word}”不认识，可以用：text、address、len、{'、'.join(CHECKS)}")
    return name
