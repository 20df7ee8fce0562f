"""Decisions about concerns: a complaint received; each handled, then answered, by somebody whom it is not about."""

from datetime import datetime

from queue_server.contract.commands import AnswerConcern, FileComplaint, HandleConcern
from queue_server.contract.concerns import LONGEST_SEALED, LONGEST_TEXT, Concern
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import ConcernIs, ConcernsAre, Done, Refused
from queue_server.queueing.concerns import may_see, opened
from queue_server.queueing.decision import Decision
from queue_server.queueing.events import ConcernAnswered, ConcernHandled
from queue_server.queueing.hall import HallState
from queue_server.queueing.own_ticket import of_token

MOST_A_DAY = 300
"""So many complaints of one day are taken; more are somebody's mischief."""
LONGEST_RESULT = 500


def file(hall: HallState, command: FileComplaint, now: datetime) -> Decision | Refused:
    """Received; the visitor is told no more than that."""
    text, contact = command.text.strip(), command.contact.strip()
    for said, most in ((text, LONGEST_TEXT), (contact, LONGEST_SEALED)):
        if too_long := unwritable(said, most):
            return too_long
    if command.window is not None and command.window not in hall.plan.windows:
        return refuse("unknown_window", window=command.window)
    if sum(known.day == hall.day and known.origin == "complaint" for known in hall.concerns.values()) >= MOST_A_DAY:
        return refuse("complaints_full")
    live = of_token(hall, command.token)
    window = command.window or (live.window if live else None)
    clerk = ""
    if window is not None:
        clerk = live.clerk if live and live.window == window else hall.standing(window).clerk
    complaint = Concern(
        id="",
        origin="complaint",
        day="",
        at=hall.local(now),
        due="",
        window=window,
        clerk=clerk,
        number=live.ticket.number if live and not command.anonymous else "",
        category=command.category,
        text=text,
        contact=contact,
    )
    return Decision((opened(hall, complaint),), lambda _hall: Done())


def look(clerk: str) -> Decision:
    """What that account may see: first what is to be answered, by when it is due."""

    def seen(hall: HallState) -> ConcernsAre:
        account = hall.people.get(clerk)
        known = [one for one in hall.concerns.values() if account and may_see(account, one)]
        todo = sorted((one for one in known if one.state != "answered"), key=lambda one: (one.due, one.id))
        settled = sorted((one for one in known if one.state == "answered"), key=lambda one: one.id, reverse=True)
        return ConcernsAre(concerns=(*todo, *settled))

    return Decision((), seen)


def handle(hall: HallState, command: HandleConcern) -> Decision | Refused:
    """What was found and done, written once."""
    concern = _theirs(hall, command)
    if isinstance(concern, Refused):
        return concern
    if concern.state != "received":
        return refuse("concern_handled", concern=concern.id)
    result = _written(command.result)
    if isinstance(result, Refused):
        return result
    return _about(ConcernHandled(concern=concern.id, clerk=command.clerk, result=result))


def answer(hall: HallState, command: AnswerConcern) -> Decision | Refused:
    """What the visitor was told, written once, after the result."""
    concern = _theirs(hall, command)
    if isinstance(concern, Refused):
        return concern
    if concern.state == "received":
        return refuse("concern_not_handled", concern=concern.id)
    if concern.state == "answered":
        return refuse("concern_answered", concern=concern.id)
    told = _written(command.answer)
    if isinstance(told, Refused):
        return told
    return _about(ConcernAnswered(concern=concern.id, clerk=command.clerk, answer=told))


def unwritable(text: str, most: int) -> Refused | None:
    """A refusal of what is too long or has characters that cannot be shown."""
    plain = all(char.isprintable() or char == "\n" for char in text)
    return None if len(text) <= most and plain else refuse("text_too_long", most=most)


def _theirs(hall: HallState, command: HandleConcern | AnswerConcern) -> Concern | Refused:
    """The concern, when it is not about whoever asks; else it is as if there were none."""
    account, concern = hall.people.get(command.clerk), hall.concerns.get(command.concern)
    if account is None or concern is None or not may_see(account, concern):
        return refuse("unknown_concern", concern=command.concern)
    return concern


def _written(text: str) -> str | Refused:
    text = text.strip()
    if not text or unwritable(text, LONGEST_RESULT):
        return refuse("concern_text", most=LONGEST_RESULT)
    return text


def _about(event: ConcernHandled | ConcernAnswered) -> Decision:
    return Decision((event,), lambda after: ConcernIs(concern=after.concerns[event.concern]))
