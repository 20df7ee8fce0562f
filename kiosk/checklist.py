"""The papers of a visit as a list: what its matters need, each once, and what of it is scanned."""

from dataclasses import dataclass

from kiosk import visit as v
from queue_server.contract.plan import Matter, Plan
from queue_server.contract.words import Language


@dataclass(frozen=True)
class ListedPaper:
    """One line; `material` is its Chinese name as in the plan, `deferrable` whether it may be brought later."""

    material: str
    name_en: str
    deferrable: bool
    pages: int = 0
    read: tuple[v.ReadCode, ...] = ()


def matters_of(plan: Plan, back: v.Confirm | v.MyTicket) -> tuple[Matter, ...]:
    """The matters of the wish, or of the ticket."""
    match back:
        case v.Confirm(wish):
            codes = wish.matters
        case v.MyTicket(view=view):
            codes = (view.ticket.matter, *view.ticket.more) if view else ()
    return tuple(plan.matters[code] for code in codes if code in plan.matters)


def listed_papers(plan: Plan, visit: v.Visit, papers: v.Papers) -> tuple[ListedPaper, ...]:
    """Every paper that is needed, in the plan's order; one that several matters need is there once."""
    return _listed(matters_of(plan, papers.back), visit.papers)


def missing_papers(plan: Plan, matters: tuple[str, ...], scanned: tuple[v.ScannedPaper, ...]) -> tuple[str, ...]:
    """The main papers that were not scanned, by whoever scanned any; nobody else is told what is missing."""
    if not scanned:
        return ()
    known = tuple(plan.matters[code] for code in matters if code in plan.matters)
    return tuple(paper.material for paper in _listed(known, scanned) if not paper.pages and not paper.deferrable)


def name_of(plan: Plan, scan: v.Scan, language: Language) -> str:
    """The paper that is being scanned, in the visitor's language."""
    listed = _listed(matters_of(plan, scan.papers.back), ())
    known = next((paper for paper in listed if paper.material == scan.material), None)
    return known.name_en if known and language == "en" else scan.material


def _listed(matters: tuple[Matter, ...], scanned: tuple[v.ScannedPaper, ...]) -> tuple[ListedPaper, ...]:
    found: dict[str, ListedPaper] = {}
    for matter in matters:
        for material, english in zip(matter.needs, matter.needs_en, strict=True):
            later = material in matter.deferrable and (material not in found or found[material].deferrable)
            done = next((one for one in scanned if one.material == material), None)
            found[material] = ListedPaper(
                material=material,
                name_en=english,
                deferrable=later,
                pages=done.pages if done else 0,
                read=done.read if done else (),
            )
    return tuple(found.values())
