"""Ports on loopback: whether one is free, and the next one that is."""

import socket

MANY = 50


class PortError(RuntimeError):
    """A port that was asked for is taken; the text is one plain Chinese sentence."""


def is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_from(port: int, avoid: frozenset[int] = frozenset()) -> int:
    """The first free port from `port` on that is not in `avoid`.

    Raises:
        PortError: none of the next ones is.
    """
    for candidate in range(port, port + MANY):
        if candidate not in avoid and is_free(candidate):
            return candidate
    raise PortError(f"端口 {port} 到 {port + MANY - 1} 都被占用了")


def exactly(port: int) -> int:
    """`port` itself.

    Raises:
        PortError: it is taken.
    """
    if not is_free(port):
        raise PortError(f"端口 {port} 已被占用，请关掉占用它的程序，或换一个：make run PORT={port + 1}")
    return port
