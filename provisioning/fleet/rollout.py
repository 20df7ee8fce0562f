"""An update of many halls, wave after wave: the next one sets out only when every hall of the one before is well."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from provisioning.fleet.standing import Seen, Silent, Standing

LOOK_EVERY_S = 5.0


@dataclass(frozen=True, slots=True)
class Done:
    """The hall is well on the new version."""

    hall: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The hall is not, and why, in Chinese."""

    hall: str
    why: str


@dataclass(frozen=True, slots=True)
class SettingOut:
    """These halls are next."""

    halls: tuple[str, ...]


Happening = SettingOut | Done | Failed


class Hands(Protocol):
    """What an update needs done to halls; each answer is by hall."""

    def look(self, names: Sequence[str]) -> Mapping[str, Seen]:
        """How they are now."""

    def start(self, names: Sequence[str]) -> Mapping[str, str]:
        """Brings the new version and starts the update; halls where that was refused, with the reason."""

    def now_s(self) -> float:
        """A clock that only goes forward."""

    def pause(self, seconds: float) -> None:
        """Lets time pass."""


def roll_out(hands: Hands, waves: Sequence[tuple[str, ...]], wanted: str, patience_s: float) -> Iterator[Happening]:
    """Updates the halls to `wanted`; ends after the first wave with a hall that is not well within `patience_s`.

    A hall that has the version already is only looked at, so the same update can be given again at any time.
    """
    for wave in waves:
        yield SettingOut(wave)
        all_well = True
        for happening in _one_wave(hands, wave, wanted, patience_s):
            all_well = all_well and isinstance(happening, Done)
            yield happening
        if not all_well:
            return


def _one_wave(hands: Hands, wave: Sequence[str], wanted: str, patience_s: float) -> Iterator[Done | Failed]:
    before = hands.look(wave)
    refused = hands.start([name for name in wave if not _on_its_way(before[name], wanted)])
    yield from (Failed(name, why) for name, why in refused.items())
    pending = [name for name in wave if name not in refused]
    deadline_s = hands.now_s() + patience_s
    while pending:
        seen = hands.look(pending)
        too_late = hands.now_s() > deadline_s
        for name in list(pending):
            if (verdict := _verdict(name, before[name], seen[name], wanted, too_late)) is not None:
                pending.remove(name)
                yield verdict
        if pending:
            hands.pause(LOOK_EVERY_S)


def _on_its_way(seen: Seen, wanted: str) -> bool:
    if isinstance(seen, Silent):
        return False
    return seen.version == wanted or (seen.update is not None and seen.update.version == wanted)


def _verdict(name: str, before: Seen, seen: Seen, wanted: str, too_late: bool) -> Done | Failed | None:
    match seen:
        case Standing(version=version, update=None) if version == wanted and _no_worse(before, seen):
            return Done(name)
        case Standing(version=version, update=None) if version != wanted:
            return Failed(name, f"又回到了 {version}：{_told(seen)}")
        case Standing() if too_late:
            return Failed(name, f"等了太久，{_phase(seen)}：{_told(seen)}")
        case Silent(why) if too_late:
            return Failed(name, f"一直没有答复（{why}）")
    return None


def _no_worse(before: Seen, after: Standing) -> bool:
    """A display that was off before is not the update's fault."""
    return after.light != "red" or (isinstance(before, Standing) and set(after.troubles) <= set(before.troubles))


def _phase(seen: Standing) -> str:
    return f"还在更新（{seen.update.phase}）" if seen.update else "亮着红灯"


def _told(seen: Standing) -> str:
    return "；".join(trouble.what for trouble in seen.troubles) or "自己没有说为什么"
