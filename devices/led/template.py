"""Frames by a recipe, for strips whose maker publishes nothing but an example: template, fields, checksum; pure.

A template is hexadecimal bytes and fields in braces, such as `AA 55 [ {len} {address} {text} ] {sum8} 16`. Fields:
`{text}` once; `{address}` one byte; `{len}` the bytes of the text, `{len+8}` eight more, `{len16le}`, `{len16be}`,
`{len32le}`, `{len32be}` in two or four bytes, also with a number; the checksums `{sum8}`, `{xor8}`, `{xor8_nibbles}`
(two bytes 00-0F), `{crc16_arc}`, `{crc16_modbus}`, `{crc16_x25}` (low byte first, high byte first with `_be` behind)
over what stands in square brackets, or over all before it.
"""

import re
from collections.abc import Callable
from typing import Literal

import msgspec

from devices.bus.checksums import crc16_arc, crc16_modbus, crc16_x25, sum8, xor8
from devices.bus.framing import Incomplete, ResyncingDecoder

LENGTH = re.compile(r"len(?:(16|32)(le|be))?(?:\+(\d{1,3}))?")


def _nibbles(content: bytes) -> bytes:
    check = xor8(content)
    return bytes([check >> 4, check & 0x0F])


def _crc(crc: Callable[[bytes], int], order: Literal["little", "big"]) -> Callable[[bytes], bytes]:
    return lambda content: crc(content).to_bytes(2, order)


CRCS = {"crc16_arc": crc16_arc, "crc16_modbus": crc16_modbus, "crc16_x25": crc16_x25}
CHECKS: dict[str, Callable[[bytes], bytes]] = {
    "sum8": lambda content: bytes([sum8(content)]),
    "xor8": lambda content: bytes([xor8(content)]),
    "xor8_nibbles": _nibbles,
    **{name: _crc(crc, "little") for name, crc in CRCS.items()},
    **{f"{name}_be": _crc(crc, "big") for name, crc in CRCS.items()},
}


class Length(msgspec.Struct, frozen=True):
    """The size of the text and `more`, in one, two or four bytes."""

    more: int
    width: int
    order: Literal["little", "big"]

    def of(self, size: int) -> bytes:
        """Its bytes.

        Raises:
            OverflowError: the text is too long for it.
        """
        return (size + self.more).to_bytes(self.width, self.order)


Token = bytes | Length | str
"""Fixed bytes, a length, or the name of a field or bracket."""


class Template:
    """A checked recipe.

    Raises:
        ValueError: in Chinese, with the place, when the recipe is wrong.
    """

    def __init__(self, recipe: str) -> None:
        words = _words(recipe)
        self._tokens = tuple(_token(word, place) for place, word in enumerate(words, 1))
        _check_whole(words)

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
        return _length(word, place, length)
    if name not in ("text", "address", *CHECKS):
        known = "、".join(("text", "address", "len", "len16le", "len32le", *CHECKS))
        raise ValueError(f"模板第 {place} 段“{word}”不认识，可以用：{known}")
    return name


def _length(word: str, place: int, found: re.Match[str]) -> Length:
    length = Length(int(found[3] or 0), int(found[1] or 8) // 8, "little" if found[2] == "le" else "big")
    try:
        length.of(1)
    except OverflowError:
        raise ValueError(f"模板第 {place} 段“{word}”放不下：一个字节最大是 255") from None
    return length


def _check_whole(words: list[str]) -> None:
    """Whether the right fields are there, in the right order; every mistake with its place."""
    texts = _places(words, {"{text}"})
    checks = _places(words, {f"{{{name}}}" for name in CHECKS})
    opening, closing = _places(words, {"["}), _places(words, {"]"})
    if not texts:
        raise ValueError("模板里没有 {text}，文字不知道放在哪里")
    if len(texts) > 1:
        raise ValueError(f"模板第 {texts[1]} 段又是一个 {{text}}，只能有一个")
    if len(checks) > 1:
        raise ValueError(f"模板第 {checks[1]} 段“{words[checks[1] - 1]}”多了，最多一个校验")
    if len(opening) > 1 or len(closing) > 1:
        raise ValueError(f"模板第 {max(opening[1:] + closing[1:])} 段的方括号多了，只能有一对 [ … ]")
    if opening and not closing:
        raise ValueError(f"模板第 {opening[0]} 段的方括号没有配对的 ]")
    if closing and (not opening or closing < opening):
        raise ValueError(f"模板第 {closing[0]} 段的方括号前面没有配对的 [")
    if closing and (not checks or checks < closing):
        raise ValueError(f"模板第 {closing[0]} 段的方括号后面要有校验，例如 {{sum8}}")


def _places(words: list[str], wanted: set[str]) -> list[int]:
    return [place for place, word in enumerate(words, 1) if word in wanted]
