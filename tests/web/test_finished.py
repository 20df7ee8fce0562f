"""Whose a paper is: looked up in the journal until the wish has become a ticket, and then remembered."""

from queue_server.contract.commands import TakeTicket
from queue_server.contract.replies import TicketIssued
from queue_server.contract.tickets import Ticket
from queue_server.web.finished import FinishedTickets
from tests.on_the_wire import HALL, OnTheWire, told


def taken(hall: OnTheWire, wish: str) -> Ticket:
    issued = told(hall.client("kiosk-1"), TakeTicket(matter="A01"), request_id=wish)
    assert isinstance(issued, TicketIssued)
    return issued.ticket


def test_a_wish_is_looked_up_until_it_is_a_ticket_and_remembered_from_then_on(served: OnTheWire) -> None:
    finished = FinishedTickets(served.state.journal, HALL)
    first = taken(served, "wish-1")
    assert not finished.owner_is("kiosk-1/wish-2", first)
    second = taken(served, "wish-2")
    assert finished.owner_is("kiosk-1/wish-2", second)
    assert not finished.owner_is("kiosk-1/wish-1", second)
    assert not finished.owner_is("kiosk-2/wish-2", second)
    served.stop_server()
    for file in served.state.path.glob("journal.sqlite*"):
        file.unlink()
    assert finished.owner_is("kiosk-1/wish-2", second)
    assert finished.owner_is("kiosk-1/wish-1", first)
    assert finished.owner_is(f"kiosk-1/{second.token}", second)
