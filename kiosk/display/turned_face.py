"""The face of a display that turns when the plan changes, without a dark moment where that can be."""

from queue_server.contract.credential import Credential
from queue_server.contract.plan import Display, Plan
from queue_server.showing import DisplayFace


def display_of(plan: Plan, credential: Credential) -> Display | None:
    """The display that the credential is for; None where the plan has none."""
    return next((known for known in plan.display if known.id == credential.client), None)


class TurnedFace:
    """The face in use.

    Attributes:
        now: draws what is told.
        over: whether only a new window and voice will do.
    """

    def __init__(self, plan: Plan, display: Display) -> None:
        self.now = DisplayFace(plan, display)
        self.over = False
        self._fixed = _fixed(plan, display)

    def turn(self, plan: Plan, display: Display | None) -> bool:
        """Shows by `plan` from now on; False where panel or voices are others, or the display is gone."""
        if display is None or _fixed(plan, display) != self._fixed:
            self.over = True
        else:
            self.now = DisplayFace(plan, display)
        return not self.over


def _fixed(plan: Plan, display: Display) -> tuple[object, ...]:
    """What a window and an announcer are made of once."""
    panel = display.panel_px, display.panel_inch
    return *panel, display.speaks, plan.voice, plan.policy.spoken_times, plan.hall.timezone
