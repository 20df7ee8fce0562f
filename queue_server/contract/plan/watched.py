"""Whether another file was put in the place of one that was read: how every part of a hall learns of a changed plan."""

from pathlib import Path


class Watched:
    """The file at `path`, as it was when this was made or asked last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._version()

    def renewed(self) -> bool:
        """Whether another one lies there since; one that is away for a moment is not."""
        found = self._version()
        if found is None or found == self._seen:
            return False
        self._seen = found
        return True

    def _version(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino, found.st_size
