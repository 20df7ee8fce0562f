"""What must be on the machine, as values: files with their content, and links."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file of root's with the permissions `mode`; `path` is absolute, as the machine itself sees it."""

    path: str
    content: bytes
    mode: int = 0o644


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link."""

    path: str
    target: str


Thing = File | Link
