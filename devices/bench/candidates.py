"""What could be bound, under the name that stays: pure, from what was seen in the system's folders and the plan."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

Sort = Literal["serial", "usb_printer", "input", "video", "gpio", "elsewhere"]
Naming = Literal["id", "path", "built_in", "none"]
"""How a name was made: by the machine's own identity, by the socket it is plugged into, by the board itself, by the
order of plugging."""
Mark = Literal["bound", "free", "unnamed", "absent", "not_here"]

BEST_FIRST: tuple[Naming, ...] = ("id", "path", "built_in", "none")


class Seen(msgspec.Struct, frozen=True):
    """One name in a folder of the system; several may lead to one `target`, the kernel's own path."""

    name: str
    target: str
    sort: Sort
    naming: Naming


class Bound(msgspec.Struct, frozen=True):
    """A device of the plan. `target` is where its port leads now, empty where nothing is there."""

    device: str
    port: str
    target: str = ""


class Candidate(msgspec.Struct, frozen=True):
    """One line of the list.

    Attributes:
        name: for the plan's `port`.
        socket: its name by the socket it is plugged into, where it has a better one.
        devices: of the plan that are bound to it.
        mark: `unnamed` is plugged in, free, and its name may be another machine's tomorrow; `not_here` is an address
            that has no folder to be seen in (a network).
    """

    name: str
    sort: Sort
    mark: Mark
    target: str = ""
    socket: str = ""
    devices: tuple[str, ...] = ()


def candidates(seen: Sequence[Seen], bound: Sequence[Bound]) -> tuple[Candidate, ...]:
    """Every machine once under its best name, then what the plan binds and nobody sees."""
    best: dict[str, Seen] = {}
    for one in sorted(seen, key=lambda one: (BEST_FIRST.index(one.naming), one.name)):
        best.setdefault(one.target, one)
    sockets = {one.target: one.name for one in seen if one.naming == "path" and best[one.target] != one}
    here = [_present(one, sockets, bound) for one in sorted(best.values(), key=lambda one: (one.sort, one.name))]
    elsewhere = [device for device in bound if device.target not in best]
    ports = dict.fromkeys((device.port, device.target) for device in elsewhere)
    return (*here, *(_elsewhere(port, target, elsewhere) for port, target in ports))


def sorts_with_twins(seen: Sequence[Seen]) -> frozenset[Sort]:
    """The sorts in which some machine has only the name of its socket while others have their own: it may be one of
    two alike, and then the other one's own name is either's."""
    own = {(one.sort, one.target) for one in seen if one.naming == "id"}
    sorts = {sort for sort, _ in own}
    without = (one for one in seen if one.naming == "path" and (one.sort, one.target) not in own)
    return frozenset(one.sort for one in without if one.sort in sorts)


def _present(one: Seen, sockets: Mapping[str, str], bound: Sequence[Bound]) -> Candidate:
    devices = tuple(device.device for device in bound if device.target == one.target)
    mark: Mark = "bound" if devices else "unnamed" if one.naming == "none" else "free"
    return Candidate(one.name, one.sort, mark, one.target, sockets.get(one.target, ""), devices)


def _elsewhere(port: str, target: str, bound: Sequence[Bound]) -> Candidate:
    devices = tuple(device.device for device in bound if device.port == port)
    mark: Mark = "bound" if target else "absent" if port.startswith("/") else "not_here"
    return Candidate(port, "elsewhere", mark, target, devices=devices)
