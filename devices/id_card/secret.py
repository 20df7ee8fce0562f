"""A value that cannot be printed, logged, written or sent by accident: whoever wants it has to say so."""

import hmac
from typing import Generic, NoReturn, TypeVar

Value = TypeVar("Value", str, bytes)


class Secret(Generic[Value]):
    """Holds a personal value. Every text form of it is `masked`; the value itself comes only from `reveal()`.

    It can be compared, but not pickled, copied, hashed or encoded: JSON and msgspec do not know it.
    """

    __slots__ = ("__value", "masked")

    def __init__(self, value: Value, masked: str) -> None:
        self.__value: Value = value
        self.masked = masked

    def reveal(self) -> Value:
        """The value, for the one purpose it was read for."""
        return self.__value

    def __repr__(self) -> str:
        return f"<{self.masked}>"

    def __str__(self) -> str:
        return self.masked

    def __format__(self, spec: str) -> str:
        return format(self.masked, spec)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(_bytes(self.__value), _bytes(other.reveal()))

    __hash__ = None  # type: ignore[assignment]  # a hash of so few possible values tells the value

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a secret is not copied or written")


def secret_number(number: str) -> Secret[str]:
    """A resident ID number; at most its last four characters are ever shown.

    With the first six as well, as many print them (`110105********002X`), the check character would leave about 2400
    of the 26664 birthdays from 1936 to 2008.
    """
    return Secret(number, "*" * max(0, len(number) - 4) + number[-4:])


def secret_name(name: str) -> Secret[str]:
    """A name, shown as its first character."""
    return Secret(name, name[:1] + "*" * max(1, len(name) - 1) if name else "")


def secret_text(text: str) -> Secret[str]:
    """Something that is not shown at all."""
    return Secret(text, "***" if text else "")


def secret_bytes(content: bytes) -> Secret[bytes]:
    """Bytes of which only the size is shown."""
    return Secret(content, f"{len(content)} bytes")


def _bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value
