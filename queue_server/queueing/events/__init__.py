"""What happened, in the past tense: the only things that change the hall, and the only things the journal keeps."""

from queue_server.queueing.events.base import Happened
from queue_server.queueing.events.of_concerns import ConcernAnswered, ConcernEvent, ConcernHandled, ConcernOpened
from queue_server.queueing.events.of_payments import (
    NoticeEvent,
    NoticeIssued,
    NoticeSettled,
    NoticeWithdrawn,
    PaymentRecorded,
)
from queue_server.queueing.events.of_people import AccountAdded, AccountChanged, AccountEvent, AccountRetired
from queue_server.queueing.events.of_the_day import (
    BookingsImported,
    DayClosed,
    DayOpened,
    DayReopened,
    NumbersEvent,
    NumbersResumed,
    NumbersStopped,
    PlanChanged,
    ServiceClosed,
    ServiceMoved,
    ServiceOpened,
)
from queue_server.queueing.events.of_tickets import (
    MattersFinished,
    PriorityGranted,
    ServiceRated,
    ServingStarted,
    SlipReported,
    TicketBroughtBack,
    TicketCalled,
    TicketCancelled,
    TicketCompleted,
    TicketEvent,
    TicketMissed,
    TicketNoted,
    TicketParked,
    TicketRecalled,
    TicketSplit,
    TicketTaken,
    TicketTransferred,
    TicketUnparked,
)
from queue_server.queueing.events.of_windows import (
    WindowClosed,
    WindowEvent,
    WindowHandedOver,
    WindowOpened,
    WindowPaused,
)

Event = (
    DayOpened
    | DayClosed
    | DayReopened
    | PlanChanged
    | ServiceOpened
    | ServiceClosed
    | NumbersStopped
    | NumbersResumed
    | ServiceMoved
    | BookingsImported
    | TicketTaken
    | SlipReported
    | TicketCalled
    | TicketRecalled
    | ServingStarted
    | TicketCompleted
    | TicketMissed
    | TicketTransferred
    | TicketNoted
    | MattersFinished
    | TicketSplit
    | TicketParked
    | TicketUnparked
    | ServiceRated
    | TicketBroughtBack
    | PriorityGranted
    | TicketCancelled
    | WindowOpened
    | WindowPaused
    | WindowHandedOver
    | WindowClosed
    | AccountAdded
    | AccountChanged
    | AccountRetired
    | NoticeIssued
    | PaymentRecorded
    | NoticeWithdrawn
    | ConcernOpened
    | ConcernHandled
    | ConcernAnswered
)


def number_in(event: Event) -> str:
    """The number of the ticket that the event is about, empty where it is about none."""
    match event:
        case TicketTaken(ticket=ticket):
            return ticket.number
        case TicketEvent() | SlipReported() | TicketBroughtBack() | PriorityGranted() | TicketCancelled():
            return event.number
        case _:
            return ""


__all__ = [
    "AccountAdded",
    "AccountChanged",
    "AccountEvent",
    "AccountRetired",
    "BookingsImported",
    "ConcernAnswered",
    "ConcernEvent",
    "ConcernHandled",
    "ConcernOpened",
    "DayClosed",
    "DayOpened",
    "DayReopened",
    "Event",
    "Happened",
    "MattersFinished",
    "NoticeEvent",
    "NoticeIssued",
    "NoticeSettled",
    "NoticeWithdrawn",
    "NumbersEvent",
    "NumbersResumed",
    "NumbersStopped",
    "PaymentRecorded",
    "PlanChanged",
    "PriorityGranted",
    "ServiceClosed",
    "ServiceMoved",
    "ServiceOpened",
    "ServiceRated",
    "ServingStarted",
    "SlipReported",
    "TicketBroughtBack",
    "TicketCalled",
    "TicketCancelled",
    "TicketCompleted",
    "TicketEvent",
    "TicketMissed",
    "TicketNoted",
    "TicketParked",
    "TicketRecalled",
    "TicketSplit",
    "TicketTaken",
    "TicketTransferred",
    "TicketUnparked",
    "WindowClosed",
    "WindowEvent",
    "WindowHandedOver",
    "WindowOpened",
    "WindowPaused",
    "number_in",
]
