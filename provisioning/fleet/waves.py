"""In which order the halls are updated: few first, and more only after those are well."""

from collections.abc import Sequence


def waves(names: Sequence[str], sizes: Sequence[int]) -> list[tuple[str, ...]]:
    """The names in waves of these sizes, of which the last goes on until everybody is in one."""
    left, found = list(names), []
    for turn in range(len(left)):
        size = sizes[min(turn, len(sizes) - 1)]
        if left:
            found.append(tuple(left[:size]))
            del left[:size]
    return found


def read_sizes(text: str) -> tuple[int, ...]:
    """The sizes in a text as `1,3,10`.

    Raises:
        ValueError: it is none.
    """
    sizes = tuple(int(size) for size in text.split(","))
    if min(sizes) < 1:
        raise ValueError("每一批至少一个大厅")
    return sizes
