"""A visitor says how it was, or complains: touch by touch, sent once, thanked for."""

from dataclasses import replace

from kiosk.visit import tidings as t
from kiosk.visit import words_of_visitors as w
from kiosk.visit.effects import AskComplaint, AskRating, Effect
from kiosk.visit.steps import Complaint, Idle, MyTicket, Rating, Step
from queue_server.contract.commands import Score
from queue_server.contract.concerns import BAD, RatingReason
from queue_server.contract.plan import Plan
from queue_server.contract.replies import Done, Refused

Said = tuple[Step, tuple[Effect, ...]]


def touched(plan: Plan, step: Rating | Complaint, touch: object) -> Said:
    """The step after the touch; nothing more is taken while something is being sent, or after it was."""
    match step, touch:
        case Rating(acting="", thanked=False, score=0), w.ChooseScore(score, fresh_id):
            if score <= BAD:
                return replace(step, score=score), ()
            return _rated(step, score, (), fresh_id)
        case Rating(acting="", thanked=False, score=(1 | 2) as score), w.ChooseReason(reason, fresh_id):
            return _rated(step, score, (reason,), fresh_id)
        case Complaint(acting="", thanked=False, category=None), w.ChooseCategory(category):
            return replace(step, category=category), ()
        case Complaint(acting="", thanked=False, category=str() as category), w.ChooseWindow(window, fresh_id) if (
            window in (0, *plan.windows)
        ):
            sent = replace(step, window=window, acting=fresh_id, failed=False, refused=None)
            return sent, (AskComplaint(category, window, fresh_id),)
    return step, ()


def answered(step: Rating | Complaint, answer: t.Tiding) -> Step:
    """The step after the desk's answer."""
    match answer:
        case t.TicketActed(request_id, Done()) if request_id == step.acting:
            return replace(step, acting="", thanked=True)
        case t.TicketActed(request_id, Refused() as refused) if request_id == step.acting:
            return _again(replace(step, refused=refused))
        case t.NoAnswer(about) if step.acting and about == step.acting:
            return _again(replace(step, failed=True))
    return step


def back(step: Rating | Complaint) -> Step:
    """One question back; from the first one, and once all is said, to where the visitor came from."""
    match step:
        case Rating(thanked=True):
            return Idle()
        case Rating(mine=mine, score=0):
            return mine
        case Rating(mine=mine):
            return Rating(mine)
        case Complaint(thanked=True) | Complaint(category=None):
            return Idle()
        case Complaint():
            return Complaint()


def may_rate(mine: MyTicket) -> bool:
    """Whether the ticket whose slip was shown waits for an opinion."""
    return mine.over is not None and mine.over.may_rate


def _again(step: Rating | Complaint) -> Step:
    """The question is open again; of a rating it is the first one, unless only the reason did not get through."""
    if isinstance(step, Rating) and (step.score > BAD or step.refused):
        return replace(step, acting="", score=0)
    return replace(step, acting="")


def _rated(step: Rating, score: Score, reasons: tuple[RatingReason, ...], fresh_id: str) -> Said:
    sent = replace(step, score=score, acting=fresh_id, failed=False, refused=None)
    return sent, (AskRating(step.mine.code, score, reasons, fresh_id),)
