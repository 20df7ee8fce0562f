"""What clients may ask of the desk: one frozen struct per command, imperative, tagged by its name on the wire."""

from queue_server.contract.commands.base import Command
from queue_server.contract.commands.keeping import (
    BringBack,
    CancelTicket,
    CloseDay,
    ImportBookings,
    OpenDay,
    ResumeNumbers,
    StopNumbers,
)
from queue_server.contract.commands.looking import FindBooking, GetBoard, GetQueues
from queue_server.contract.commands.serving import (
    CallNext,
    CallTicket,
    CloseWindow,
    CompleteTicket,
    MarkMissed,
    OpenWindow,
    ParkTicket,
    PauseWindow,
    Recall,
    StartService,
    TransferTicket,
    UnparkTicket,
)
from queue_server.contract.commands.visiting import (
    MOST_FURTHER,
    AcceptTicket,
    GiveUpTicket,
    RateService,
    ReportSlip,
    Score,
    SwapTicket,
    TakeTicket,
)

Query = GetBoard | GetQueues | FindBooking
"""What only looks."""

AnyCommand = (
    TakeTicket
    | AcceptTicket
    | ReportSlip
    | CallNext
    | CallTicket
    | Recall
    | StartService
    | CompleteTicket
    | MarkMissed
    | BringBack
    | TransferTicket
    | ParkTicket
    | UnparkTicket
    | CancelTicket
    | GiveUpTicket
    | SwapTicket
    | ImportBookings
    | StopNumbers
    | ResumeNumbers
    | OpenWindow
    | PauseWindow
    | CloseWindow
    | RateService
    | OpenDay
    | CloseDay
    | GetBoard
    | GetQueues
    | FindBooking
)

__all__ = [
    "MOST_FURTHER",
    "AcceptTicket",
    "AnyCommand",
    "BringBack",
    "CallNext",
    "CallTicket",
    "CancelTicket",
    "CloseDay",
    "CloseWindow",
    "Command",
    "CompleteTicket",
    "FindBooking",
    "GetBoard",
    "GetQueues",
    "GiveUpTicket",
    "ImportBookings",
    "MarkMissed",
    "OpenDay",
    "OpenWindow",
    "ParkTicket",
    "PauseWindow",
    "Query",
    "RateService",
    "Recall",
    "ReportSlip",
    "ResumeNumbers",
    "Score",
    "StartService",
    "StopNumbers",
    "SwapTicket",
    "TakeTicket",
    "TransferTicket",
    "UnparkTicket",
]
