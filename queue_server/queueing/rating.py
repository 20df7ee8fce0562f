"""Decision about what a visitor thought of a service: voluntary, once per service, kept as it was given."""

from queue_server.contract.commands import RateService
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused
from queue_server.contract.tickets import TicketState
from queue_server.queueing.checks import known_ticket
from queue_server.queueing.decision import Decision, done
from queue_server.queueing.events import ServiceRated
from queue_server.queueing.hall import HallState


def rate(hall: HallState, command: RateService) -> Decision | Refused:
    """The score for whoever is served at the window, else for whoever it was done with last and no other has called."""
    window = command.window
    if window not in hall.plan.windows:
        return refuse("unknown_window", window=window)
    standing = hall.standing(window)
    front = hall.tickets.get(standing.front)
    serving = front is not None and front.state is TicketState.SERVING
    number = standing.front if serving else standing.last_completed
    if command.number and command.number != number:
        live = known_ticket(hall, command.number)
        return live if isinstance(live, Refused) else refuse("nothing_to_rate", window=window)
    rated = hall.tickets.get(number)
    if rated is None or rated.window not in (None, window):
        return refuse("nothing_to_rate", window=window)
    if rated.score:
        return refuse("rated_already", number=number)
    event = ServiceRated(number=number, window=window, clerk=rated.clerk, score=command.score)
    return done(event, number=number)
