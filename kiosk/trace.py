"""Moments on the way of a touch for the bench: JSON lines in the file that TINGHAO_TRACE names, else nothing."""

import json
import os
import threading
import time

_PATH = os.environ.get("TINGHAO_TRACE", "")
_lock = threading.Lock()


def tracing() -> bool:
    """Whether anybody listens."""
    return bool(_PATH)


def trace(event: str, **values: object) -> None:
    """Writes `event` with the monotonic time in seconds, which all processes of one machine share."""
    if not _PATH:
        return
    line = json.dumps({"event": event, "at": time.monotonic(), **values}, ensure_ascii=False)
    with _lock, open(_PATH, "a", encoding="utf-8") as out:  # noqa: PTH123 - the shortest way on the measured path
        out.write(line + "\n")
