"""What those who work here are not told: the address of a visitor's page, by which they could speak for the visitor."""

from msgspec.structs import replace

from queue_server.contract.replies import AnyOutcome, QueuesAre, TicketCalled


def told_to(by: str, outcome: AnyOutcome) -> AnyOutcome:
    """The outcome as the account `by` (empty: a client of the hall) is told it, without the tokens of tickets.

    A ticket just issued keeps its own, for its slip is still to be given.
    """
    if not by:
        return outcome
    match outcome:
        case TicketCalled(ticket=ticket):
            return replace(outcome, ticket=replace(ticket, token=""))
        case QueuesAre(tickets=tickets):
            told = tuple(replace(view, ticket=replace(view.ticket, token="")) for view in tickets)
            return replace(outcome, tickets=told)
    return outcome
