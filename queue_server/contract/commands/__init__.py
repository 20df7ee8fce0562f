"""What clients may ask of the desk: one frozen struct per command, imperative, tagged by its name on the wire."""

from queue_server.contract.commands.base import Command
from queue_server.contract.commands.complaining import AnswerConcern, FileComplaint, HandleConcern
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
from queue_server.contract.commands.looking import FindBooking, FindTicket, GetBoard, GetConcerns, GetPeople, GetQueues
from queue_server.contract.commands.paying import IssuePaymentNotice, RecordPayment, WithdrawNotice
from queue_server.contract.commands.people import AddAccount, ChangeAccount, RetireAccount
from queue_server.contract.commands.practising import SwitchPractice
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
    ClaimNumbers,
    GiveUpTicket,
    RateService,
    RateTicket,
    ReportSlip,
    Score,
    SwapTicket,
    TakeTicket,
)

Query = GetBoard | GetQueues | GetPeople | FindBooking | FindTicket | GetConcerns
"""What only looks."""

AnyCommand = (
    TakeTicket
    | AcceptTicket
    | ClaimNumbers
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
    | RateTicket
    | FileComplaint
    | HandleConcern
    | AnswerConcern
    | AddAccount
    | ChangeAccount
    | RetireAccount
    | IssuePaymentNotice
    | WithdrawNotice
    | RecordPayment
    | OpenDay
    | CloseDay
    | SwitchPractice
    | GetBoard
    | GetQueues
    | GetPeople
    | FindBooking
    | FindTicket
    | GetConcerns
)

__all__ = [
    "MOST_FURTHER",
    "AcceptTicket",
    "AddAccount",
    "AnswerConcern",
    "AnyCommand",
    "BringBack",
    "CallNext",
    "CallTicket",
    "CancelTicket",
    "ChangeAccount",
    "ClaimNumbers",
    "CloseDay",
    "CloseWindow",
    "Command",
    "CompleteTicket",
    "FileComplaint",
    "FindBooking",
    "FindTicket",
    "FinishMatters",
    "GetBoard",
    "GetConcerns",
    "GetPeople",
    "GetQueues",
    "GiveUpTicket",
    "GrantPriority",
    "HandOver",
    "HandleConcern",
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
    "RateTicket",
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
    "SwitchPractice",
    "TakeTicket",
    "TransferTicket",
    "UnparkTicket",
    "WithdrawNotice",
]
