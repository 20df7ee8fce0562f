"""The hands of an update on real halls: the technician's own commands, given over the line to many at once."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from provisioning.fleet.line import Line, LineError, Parcel
from provisioning.fleet.standing import Seen, Silent, Standing, read

STATUS = "tinghao status --json"
ACCEPTING_TIMEOUT_S = 600.0
"""A hall reads the whole bundle before it says yes; a small box takes its time."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A hall's own bundle."""

    file: Path
    sha256: str


def look(line: Line, names: Sequence[str]) -> dict[str, Seen]:
    """How the halls are; one that does not answer is silent."""
    return {
        name: Silent(str(said)) if isinstance(said, LineError) else read(said)
        for name, said in line.ask(names, STATUS).items()
    }


class OverTheLine:
    """The halls of `line`, each with its own bundle, by the hall's id; a single one is for all of them.

    A hall refuses by itself what is not meant for it. `now` does not wait for closing time.
    """

    def __init__(self, line: Line, bundles: Mapping[str, Bundle], incoming: str, now: bool) -> None:
        self._line, self._bundles, self._incoming, self._now = line, bundles, incoming, now
        self._ids: dict[str, str] = {}

    def look(self, names: Sequence[str]) -> dict[str, Seen]:
        """How they are now."""
        seen = look(self._line, names)
        self._ids.update({name: one.hall for name, one in seen.items() if isinstance(one, Standing)})
        return seen

    def start(self, names: Sequence[str]) -> dict[str, str]:
        """Brings each hall its own bundle and gives it the technician's command."""
        parcels, refused = {}, {}
        only = next(iter(self._bundles.values())) if len(self._bundles) == 1 else None
        for name in names:
            if name not in self._ids:
                refused[name] = "没有答复"
            elif (bundle := self._bundles.get(self._ids[name], only)) is None:
                refused[name] = "没有给它的安装包"
            else:
                parcels[name] = Parcel(bundle.file, bundle.sha256, f"{self._incoming}/{self._ids[name]}.bundle")
        brought = _troubles(self._line.bring(parcels))
        orders = {
            name: f"tinghao update {parcel.place}{' --now' if self._now else ''}"
            for name, parcel in parcels.items()
            if name not in brought
        }
        return refused | brought | _troubles(self._line.order(orders, ACCEPTING_TIMEOUT_S))

    def now_s(self) -> float:
        """A clock that only goes forward."""
        return time.monotonic()

    def pause(self, seconds: float) -> None:
        """Lets time pass."""
        time.sleep(seconds)


def _troubles(answers: Mapping[str, str | LineError]) -> dict[str, str]:
    return {name: str(answer) for name, answer in answers.items() if isinstance(answer, LineError)}
