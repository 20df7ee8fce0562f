"""Ports on loopback: whether one is free, the next one that is, and one to listen on."""

import errno
import socket

MANY = 50


class PortError(RuntimeError):
    """No port to listen on; the text is one plain Chinese sentence."""


def is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    try:
        _listening(port).close()
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
    raise PortError(f"端口 {port} 到 {port + MANY - 1} 都被占用了，请关掉一些程序再试")


def listen(port: int) -> socket.socket:
    """A socket that listens at `port` from now on; who connects waits until it is served.

    Raises:
        PortError: it is taken, or not for everybody.
    """
    try:
        return _listening(port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortError(f"端口 {port} 已被占用，请关掉占用它的程序，或换一个：make run PORT={port + 1}") from error
        raise PortError(f"端口 {port} 不能用，请换一个：make run PORT=8000") from error


def _listening(port: int) -> socket.socket:
    server = socket.socket()
    try:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", port))
        server.listen()
    except OSError:
        server.close()
        raise
    return server
