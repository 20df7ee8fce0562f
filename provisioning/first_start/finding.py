"""Looks for the machines that a kiosk usually has: on USB and serial lines, each asked who it is, and in sysfs."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from devices.bench.candidates import Candidate, candidates
from devices.bench.outcome import Outcome, outcome_of
from devices.bench.places import Places, seen_in
from devices.bench.probe import probe
from devices.bench.target import target_for
from devices.driver import Kind
from devices.errors import DeviceError
from devices.registry import Binding, BindingError
from kiosk.setup.values import Machine
from provisioning.first_start.guesses import ABSENT, CONNECTED, ON_A_LINE, READER_NAMES, USUAL, Guess, Usual
from provisioning.first_start.plain import plain

ASKED: frozenset[Kind] = frozenset({"slip_printer", "barcode_reader", "led_board", "document_camera"})


@dataclass(frozen=True)
class Answered:
    """What answered where, and how it said it is."""

    guess: Guess
    port: str
    outcome: Outcome


def machines(places: Places) -> tuple[Machine, ...]:
    """Every usual machine as it was found; takes some seconds, for silent lines are waited for."""
    seen = candidates(seen_in(places), [])
    answered = {one.guess.kind: one for one in reversed(_ask(seen))}
    return tuple(
        _asked(usual, answered.get(usual.kind)) or _looked_up(usual, places.dev, places.sys) for usual in USUAL
    )


def _ask(seen: Iterable[Candidate]) -> list[Answered]:
    """All lines at once, each line's guesses one after another."""
    tries = [(candidate.name, _guesses(candidate)) for candidate in seen]
    asked = [(port, guesses) for port, guesses in tries if guesses]
    with ThreadPoolExecutor(max_workers=max(1, len(asked))) as threads:
        return [one for one in threads.map(lambda line: _first(*line), asked) if one is not None]


def _guesses(candidate: Candidate) -> tuple[Guess, ...]:
    match candidate.sort:
        case "serial":
            return ON_A_LINE
        case "usb_printer":
            return (Guess("slip_printer", "escpos"),)
        case "video":
            return (Guess("document_camera", "uvc"),)
        case "input" if READER_NAMES.search(candidate.name):
            return (Guess("barcode_reader", "hid"),)
    return ()


def _first(port: str, guesses: tuple[Guess, ...]) -> Answered | None:
    """The first guess that is answered; what is alone possible there counts without an answer."""
    for guess in guesses:
        outcome = _tried(guess, port)
        if outcome.word in ("正常", "需要人") or len(guesses) == 1:
            return Answered(guess, port, outcome)
    return None


def _tried(guess: Guess, port: str) -> Outcome:
    binding = Binding(id=guess.kind, kind=guess.kind, driver=guess.driver, port=port, baud=guess.baud)
    try:
        return probe(target_for(binding, ASKED, lambda line: None))
    except DeviceError as error:
        return outcome_of(error)
    except BindingError as error:
        return Outcome("没有做到", str(error))


def _asked(usual: Usual, answered: Answered | None) -> Machine | None:
    if answered is None:
        return None
    guess, outcome = answered.guess, answered.outcome
    words, remedy = plain(usual.kind, outcome)
    return Machine(
        kind=usual.kind,
        name=usual.name,
        plug=usual.plug,
        there="well" if outcome.worked else "silent",
        words=words,
        remedy=remedy,
        port=answered.port,
        driver=guess.driver,
        baud=guess.baud,
    )


def _looked_up(usual: Usual, dev: Path, sys: Path) -> Machine:
    looks: dict[str, Callable[[], bool]] = {
        "network": lambda: any(_reads(path, "1") for path in (sys / "class/net").glob("[!l]*/carrier")),
        "sound": lambda: any((dev / "snd").glob("pcmC*p")),
        "television": lambda: any(_reads(path, "connected") for path in (sys / "class/drm").glob("card*HDMI*/status")),
    }
    there = usual.kind in looks and looks[usual.kind]()
    return Machine(
        kind=usual.kind,
        name=usual.name,
        plug=usual.plug,
        there="well" if there else "absent",
        words=CONNECTED if there else ABSENT,
        remedy="" if there else usual.remedy,
    )


def _reads(path: Path, wanted: str) -> bool:
    try:
        return path.read_text().strip() == wanted
    except OSError:  # a network card that is off has a carrier that cannot be read
        return False
