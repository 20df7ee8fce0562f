"""What news from outside does to a first start; news that nobody waits for any more changes nothing."""

from msgspec.structs import replace

from kiosk.setup import happenings as h
from kiosk.setup.effects import PrintCode, RunTests, StopKnocking
from kiosk.setup.state import Result, Setup, at
from kiosk.setup.steps import (
    Clock,
    Code,
    Devices,
    Halls,
    Knocking,
    NotLetIn,
    Overview,
    People,
    Stick,
    Testing,
    Trouble,
    Working,
)
from queue_server.contract.selftest import BY_GRAVITY, Finding


def came(setup: Setup, news: h.Tiding, now: float) -> Result:
    """The first start after the news."""
    match setup.step, news:
        case Devices(looking=True), h.MachinesFound(machines):
            return replace(setup, step=Devices(looking=False), machines=machines), ()
        case Stick(looking=True), h.SticksSeen(offers):
            return at(setup, Stick(looking=False, offers=offers)), ()
        case Working(at="plan"), h.PlanRead(summary, people, door_pin):
            known = {one.id: one for one in setup.people}
            kept = tuple(known.get(one.id, one) for one in people)
            pin = setup.door_pin or door_pin
            return replace(setup, step=Overview(), summary=summary, people=kept, door_pin=pin), ()
        case Working(at=work), h.WorkDone():
            return _done(setup, work)
        case Working(at="clock"), h.WorkFailed(sentences):
            return at(setup, Clock(failed="".join(sentences))), ()
        case Working(at=work), h.WorkFailed(sentences):
            return at(setup, Trouble(work, sentences)), ()
        case Testing(running=True, page=page), h.NowTesting(check, words):
            return at(setup, Testing(page=page, check=check, words=words)), ()
        case Testing(running=True), h.Tested(finding):
            return replace(setup, findings=(*setup.findings, finding)), ()
        case Testing(running=True, page=page), h.TestsOver():
            return replace(setup, step=Testing(running=False, page=page), findings=_worst_first(setup.findings)), ()
        case People(page=page, printed="printing"), h.PinsPrinted(well):
            return at(setup, People(page, "well" if well else "not")), ()
    return _joining(setup, news, now)


def _joining(setup: Setup, news: h.Tiding, now: float) -> Result:
    match setup.step, news:
        case Halls(looking=True), h.HallsHeard(halls):
            return replace(setup, step=Halls(looking=False), halls=halls), ()
        case Knocking(), h.CodeGiven(code, words, for_s):
            return at(setup, Code(code, words, now + for_s)), (PrintCode(),)
        case ((Knocking() | Code()), h.KeptOut(reason, sentence)):
            return at(setup, NotLetIn(reason, sentence)), ()
        case ((Knocking() | Code()), h.LetIn(client, hall, door_pin)):
            named = replace(setup.hall, name=hall) if setup.hall else None
            pin = setup.door_pin or door_pin
            return replace(setup, step=Clock(), client=client, hall=named, door_pin=pin), ()
        case Code(until=until), h.Tick() if now >= until:
            return at(setup, NotLetIn("expired")), (StopKnocking(),)
    return setup, ()


def _done(setup: Setup, work: str) -> Result:
    if work == "clock":
        return at(setup, Clock()), ()
    return replace(setup, step=Testing(), findings=()), (RunTests(),)


def _worst_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: BY_GRAVITY.index(one.state)))
