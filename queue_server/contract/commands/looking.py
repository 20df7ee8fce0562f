"""What is only looked at: decides nothing, is not recorded."""

from queue_server.contract.commands.base import Command


class GetBoard(Command, frozen=True, kw_only=True):
    """Asks for the whole present state: of the hall, or of `window`. Decides nothing, is not recorded."""

    window: int | None = None


class GetQueues(Command, frozen=True, kw_only=True):
    """Asks for every live ticket of the hall in calling order. Decides nothing, is not recorded."""


class GetPeople(Command, frozen=True, kw_only=True):
    """Asks who works in the hall; answered by `PeopleAre`. Decides nothing, is not recorded."""


class FindBooking(Command, frozen=True, kw_only=True):
    """Asks how the booking of `code` stands; answered by `BookingIs`. Decides nothing, is not recorded."""

    code: str


class FindTicket(Command, frozen=True, kw_only=True):
    """Asks how the own ticket of `token` stands, also when it is done; answered by `OwnTicketIs`. Is not recorded."""

    token: str


class GetConcerns(Command, frozen=True, kw_only=True):
    """Asks for the concerns that `clerk` may see: none about themselves; answered by `ConcernsAre`. Is not recorded."""

    clerk: str
