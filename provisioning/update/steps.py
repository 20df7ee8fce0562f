"""What is to be done next with an update, told from its record and from what is current alone; pure."""

from typing import Literal

from provisioning.update.record import Update

Step = Literal["wait", "look", "go_back", "tidy"]


def next_step(update: Update, current: str) -> Step:
    """The next step, whichever step a power cut came after.

    `wait` for a quiet hall and switch; `look` whether the new release is well; `go_back` to the one before; `tidy` up
    after what is decided. The link is switched before the record says so, and the record says why before the link is
    switched back: so a staged release that is current was switched to, and a switched one with a reason is to go back.
    """
    match update.phase:
        case "staged":
            return "look" if current == update.version else "wait"
        case "switched":
            return "look" if current == update.version and not update.why else "go_back"
        case "good" | "rolled_back":
            return "tidy"
