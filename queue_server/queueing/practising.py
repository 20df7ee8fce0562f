"""The decision whether the hall may practise now: never while somebody holds a number that is not done."""

from queue_server.contract.commands import SwitchPractice
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused
from queue_server.contract.tickets import TicketState
from queue_server.queueing.decision import Decision, done
from queue_server.queueing.hall import HallState

UNDER_WAY = (TicketState.WAITING, TicketState.CALLED, TicketState.SERVING, TicketState.PARKED)


def switch(hall: HallState, command: SwitchPractice) -> Decision | Refused:
    """No event: neither journal hears of it."""
    count = sum(live.state in UNDER_WAY for live in hall.tickets.values())
    if command.to == "on" and not hall.practice and count:
        return refuse("hall_in_use", count=count)
    return done()
