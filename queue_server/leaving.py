"""SIGINT and SIGTERM as something to wait for, heard without a lock however many of them come."""

import contextlib
import os
import select
import signal


class Leaving:
    """Told at SIGINT or SIGTERM, or by `leave`, and from then on for good. Make one, in the main thread.

    A `threading.Event` set by a signal's handler hangs when the signal comes while its lock is held: by `wait`, or by
    the handler of the signal before it. They do come so: a leash (see there) gives one signal for every thread of a
    parent that is killed. Here the interpreter writes a byte into a pipe that nobody reads (signal.set_wakeup_fd).
    """

    def __init__(self) -> None:
        self._told, self._telling = os.pipe()
        os.set_blocking(self._telling, False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        signal.set_wakeup_fd(self._telling, warn_on_full_buffer=False)

    def leave(self) -> None:
        """As a signal does, from any thread."""
        with contextlib.suppress(BlockingIOError):
            os.write(self._telling, b"\0")

    def wait(self, most_s: float | None = None) -> bool:
        """Whether it was told, as soon as it is; without a limit where `most_s` is None."""
        return bool(select.select((self._told,), (), (), most_s)[0])
