"""How long each step of a visit waits for a touch; all in seconds."""

from typing import assert_never

from kiosk.visit.steps import (
    Asking,
    Booked,
    Checks,
    Complaint,
    Confirm,
    Door,
    Facts,
    Idle,
    Matters,
    MyTicket,
    Number,
    Online,
    Paper,
    Papers,
    Priority,
    Rating,
    Scan,
    Search,
    SelfTesting,
    SlipState,
    Sorry,
    Step,
    Sure,
)

QUIET_S = 60.0
"""No touch for so long raises the question whether the visitor is still there."""
WARNING_S = 20.0
"""How long that question stands before the visit ends."""
PATIENCE_S = 15.0
"""How long a wish is asked before the visitor is told."""
NUMBER_S = 15.0
NUMBER_WITHOUT_PAPER_S = 45.0
NUMBER_ALOUD_S = 90.0
"""A number that is read aloud has to be heard to its end, more than once."""
SLOW_PRINTER_S = 40.0
"""The number never goes away later than this while the printer says nothing."""
PRINT_AGAIN_S = 60.0
"""So long after a number was given its slip may be printed once more."""
SHORT_WORD_S = 8.0
"""How long a word on the first screen stands: about a closed service, or a visit that failed."""


def number_stays_s(slip: SlipState, *, aloud: bool) -> float:
    """How long a number is shown, counted from when its slip came to this state."""
    if aloud:
        return NUMBER_ALOUD_S
    match slip.paper:
        case Paper.PRINTING:
            return SLOW_PRINTER_S
        case Paper.PRINTED:
            return NUMBER_S
        case Paper.PERSON_NEEDED | Paper.UNKNOWN:
            return NUMBER_WITHOUT_PAPER_S
    assert_never(slip.paper)


def still_there_s(step: Step, touched_at: float, now: float) -> float | None:
    """Seconds left to answer 还在吗, or None while it is not asked."""
    match step:
        case Idle() | Asking() | Number() | SelfTesting(ended=False):
            return None
        case (
            Matters()
            | Search()
            | Confirm()
            | Priority()
            | Facts()
            | Online()
            | Sorry()
            | MyTicket()
            | Sure()
            | Rating()
            | Complaint()
            | Booked()
            | Papers()
            | Scan()
            | Door()
            | Checks()
            | SelfTesting()
        ):
            quiet_s = now - touched_at
            return max(0.0, QUIET_S + WARNING_S - quiet_s) if quiet_s >= QUIET_S else None
    assert_never(step)


def countdown_s(step: Step, now: float) -> float | None:
    """Seconds until a number goes away, once its slip is settled; None elsewhere."""
    if isinstance(step, Number) and step.slip.paper is not Paper.PRINTING:
        return max(0.0, step.until - now)
    return None
