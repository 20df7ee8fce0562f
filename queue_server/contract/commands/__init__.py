"""What clients may ask of the desk: one frozen struct per command, imperative, tagged by its name on the wire."""

from queue_server.contract.commands.base import Command
from queue_server.contract.commands.keeping import (
    BringBack,
    CancelTicket,
    CloseDay,
    GrantPriority,
    ImportBookings,
    MoveService,
    OpenDay,
    ResumeNumbers,
    StopNumbers,
)
from queue_server.contract.commands.looking import FindBooking, GetBoard, GetPeople, GetQueues
from queue_server.contract.commands.paying import IssuePaymentNotice, RecordPayment, WithdrawNotice
from queue_server.contract.commands.people import AddAccount, ChangeAccount, RetireAccount
from queue_server.contract.commands.serving import (
    CallNext,
    CallTicket,
    CloseWindow,
    CompleteTicket,
    FinishMatters,
    HandOver,
    MarkMissed,
    NoteTicket,
    OpenWindow,
    ParkTicket,
    PauseWindow,
    Recall,
    SplitTicket,
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

Query = GetBoard | GetQueues | GetPeople | FindBooking
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
    | GrantPriority
    | TransferTicket
    | NoteTicket
    | FinishMatters
    | SplitTicket
    | ParkTicket
    | UnparkTicket
    | CancelTicket
    | GiveUpTicket
    | SwapTicket
    | ImportBookings
    | StopNumbers
    | ResumeNumbers
    | MoveService
    | OpenWindow
    | PauseWindow
    | CloseWindow
    | HandOver
    | RateService
    | AddAccount
    | ChangeAccount
    | RetireAccount
    | IssuePaymentNotice
    | WithdrawNotice
    | RecordPayment
    | OpenDay
    | CloseDay
    | GetBoard
    | GetQueues
    | GetPeople
    | FindBooking
)

__all__ = [
    "MOST_FURTHER",
    "AcceptTicket",
    "AddAccount",
    "AnyCommand",
    "BringBack",
    "CallNext",
    "CallTicket",
    "CancelTicket",
    "ChangeAccount",
    "CloseDay",
    "CloseWindow",
    "Command",
    "CompleteTicket",
    "FindBooking",
    "FinishMatters",
    "GetBoard",
    "GetPeople",
    "GetQueues",
    "GiveUpTicket",
    "GrantPriority",
    "HandOver",
    "ImportBookings",
    "IssuePaymentNotice",
    "MarkMissed",
    "MoveService",
    "NoteTicket",
    "OpenDay",
    "OpenWindow",
    "ParkTicket",
    "PauseWindow",
    "Query",
    "RateService",
    "Recall",
    "RecordPayment",
    "ReportSlip",
    "ResumeNumbers",
    "RetireAccount",
    "Score",
    "SplitTicket",
    "StartService",
    "StopNumbers",
    "SwapTicket",
    "TakeTicket",
    "TransferTicket",
    "UnparkTicket",
    "WithdrawNotice",
]
