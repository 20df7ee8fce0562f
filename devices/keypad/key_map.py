"""How options write what a key means: `call=0C recall=0D`, read into pairs with mistakes told in Chinese."""

from collections.abc import Iterator

from devices.keypad.keys import Key


def pairs(text: str, field: str) -> Iterator[tuple[str, str]]:
    """The `name=value` pairs in an option, in order.

    Raises:
        ValueError: one is no pair, or a name comes twice; in Chinese.
    """
    seen = set()
    for part in text.split():
        name, equals, value = part.partition("=")
        if not (equals and name and value):
            raise ValueError(f"{field} 里的“{part}”看不懂，应当写成 名称=值，中间不空格")
        if name in seen:
            raise ValueError(f"{field} 里“{name}”写了两次")
        seen.add(name)
        yield name, value


def key_named(word: str, field: str) -> Key:
    """The key of that name.

    Raises:
        ValueError: there is none; in Chinese.
    """
    try:
        return Key(word)
    except ValueError:
        raise ValueError(f"{field} 里没有“{word}”这个键，可以写：{'、'.join(Key)}") from None


def bytes_in(digits: str, field: str) -> bytes:
    """The bytes that hexadecimal digits stand for.

    Raises:
        ValueError: they are none; in Chinese.
    """
    try:
        return bytes.fromhex(digits)
    except ValueError:
        raise ValueError(f"{field} 里的“{digits}”不是十六进制字节，应当像 FF0C") from None
