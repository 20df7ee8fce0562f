"""Can a name be shown on one line? Not empty, no control characters."""

from collections.abc import Iterator

from queue_server.contract.plan.mistakes import Mistake


def named(key: str, name: str) -> Iterator[Mistake]:
    """The mistake in the name at `key`, if there is one."""
    if not name.strip():
        yield Mistake(key, "不能是空的")
    elif any(ord(letter) < 32 for letter in name):
        yield Mistake(key, "不能有换行或控制字符")
