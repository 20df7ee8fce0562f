"""One representative value of every message, as kept in `golden` (`python -m tests.contract.samples` writes them)."""

from pathlib import Path

import msgspec

from queue_server.contract import commands
from queue_server.contract.boxes import BoxFacts
from queue_server.contract.bulletin import Bulletin
from queue_server.contract.codec import encode
from queue_server.contract.credential import Credential
from queue_server.contract.forecasts import Forecast
from queue_server.contract.messages import Ask, Envelope, Health, Presence, Reply
from queue_server.contract.orders import Order, Picture, Restart, RunSelfTest, ShowPicture
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import (
    BoardIs,
    BookingIs,
    BookingsRefused,
    BookingsTaken,
    ConcernIs,
    ConcernsAre,
    Done,
    NoticeIs,
    NumbersClaimed,
    OwnTicketIs,
    PeopleAre,
    QueuesAre,
    TicketCalled,
    TicketIssued,
)
from queue_server.contract.selftest import SelfTest
from queue_server.contract.tickets import TicketState
from tests.contract.sample_values import (
    ACCOUNT,
    ANNOUNCEMENT,
    ASK_ENVELOPE,
    AT,
    BOOKING,
    CALL,
    CONCERN,
    FINDING,
    HALL,
    MISFIT,
    NOTICE,
    PAPERS,
    PRINTER,
    RESULT,
    SERVICE,
    SERVICE_FORECAST,
    STEP,
    TICKET,
    TICKET_FORECAST,
    TLS,
    VIEW,
    WAIT,
    WHY,
    WINDOW,
)

GOLDEN = Path(__file__).parent / "golden"

SAMPLES: tuple[msgspec.Struct, ...] = (
    commands.TakeTicket(
        matter="A01",
        more=("B01", "A02"),
        priority="old",
        reason="证件已看",
        slot=AT,
        responsible="wang",
        booking="YY20261123-07",
    ),
    commands.AcceptTicket(
        wish="0001-example",
        number="A950",
        matter="A01",
        taken_at=AT,
        more=("B01", "A02"),
        priority="old",
        reason="证件已看",
        practice=True,
    ),
    commands.ClaimNumbers(kiosk="kiosk-1", box="0a1b2c3d4e5f60718293a4b5c6d7e8f9"),
    commands.ReportSlip(number="A012", outcome="person_needed", reason="缺纸"),
    commands.CallNext(window=3, clerk="wang", complete_current=True),
    commands.CallTicket(window=3, clerk="wang", number="A012"),
    commands.Recall(window=3, clerk="wang"),
    commands.StartService(window=3, clerk="wang"),
    commands.CompleteTicket(window=3, clerk="wang"),
    commands.MarkMissed(window=3, clerk="wang"),
    commands.BringBack(number="A012", clerk="wang"),
    commands.GrantPriority(number="A012", priority="old", reason="证件已看", clerk="fan"),
    commands.TransferTicket(window=3, clerk="wang", service="B", note="材料已复印", to_window=2),
    commands.NoteTicket(window=3, clerk="wang", number="A012", note="原件已核对"),
    commands.FinishMatters(window=3, clerk="wang", number="A012", matters=("B01",)),
    commands.SplitTicket(window=3, clerk="wang", number="A012", matters=("A02",)),
    commands.HandOver(window=3, clerk="wang", to="li"),
    commands.ParkTicket(window=3, clerk="wang", note="去复印"),
    commands.UnparkTicket(window=3, clerk="wang", number="A012"),
    commands.CancelTicket(number="A012", clerk="wang", reason="群众要求"),
    commands.GiveUpTicket(token=TICKET.token),
    commands.SwapTicket(token=TICKET.token, matter="B01"),
    commands.ImportBookings(bookings=(BOOKING,)),
    commands.StopNumbers(service="A", reason="今天下班前轮不到", lasts_min=5),
    commands.ResumeNumbers(service="A"),
    commands.MoveService(service="A", windows=(1, 3)),
    commands.OpenWindow(window=3, clerk="wang"),
    commands.PauseWindow(window=3, clerk="wang", reason="开会"),
    commands.CloseWindow(window=3, clerk="wang"),
    commands.RateService(window=3, score=5, number="A012"),
    commands.RateTicket(token=TICKET.token, score=2, reasons=("trips", "papers"), text="跑了三趟还没办成"),
    commands.FileComplaint(
        category="delay",
        text="跑了三趟还没办成",
        token=TICKET.token,
        anonymous=True,
        window=3,
        contact="13800000000",
    ),
    commands.HandleConcern(concern="20261123-002", clerk="zhao", result="补了一次性告知单"),
    commands.AnswerConcern(concern="20261123-002", clerk="zhao", answer="已致歉，本周内办结"),
    commands.AddAccount(id="qian", name="钱立新", roles=("clerk", "cashier"), windows=(5,)),
    commands.ChangeAccount(id="qian", name="钱立新", roles=("clerk", "head"), windows=(4, 5)),
    commands.RetireAccount(id="qian", reason="调离"),
    commands.IssuePaymentNotice(window=3, clerk="zhang", number="A012", matter="B05"),
    commands.WithdrawNotice(clerk="zhang", notice="20261123-007", reason="金额有误"),
    commands.RecordPayment(
        window=5, clerk="qian", notice="20261123-007", reference="POS-20261123-118", bill="冀财 0012345"
    ),
    commands.OpenDay(),
    commands.CloseDay(),
    commands.SwitchPractice(to="clear", clerk="tang"),
    commands.GetBoard(window=3),
    commands.GetQueues(),
    commands.GetPeople(),
    commands.FindBooking(code="YY20261123-07"),
    commands.FindTicket(token=TICKET.token),
    commands.GetConcerns(clerk="zhao"),
    TicketIssued(ticket=TICKET, ahead=7, windows=(1, 3), late=True),
    NumbersClaimed(since="2026-11-24"),
    TicketCalled(ticket=TICKET, call=CALL, why=WHY),
    WHY,
    Done(number="A012"),
    BoardIs(window=WINDOW),
    QueuesAre(board=HALL, tickets=(VIEW,), notices=(NOTICE,)),
    PeopleAre(people=(ACCOUNT,)),
    NoticeIs(notice=NOTICE),
    ConcernIs(concern=CONCERN),
    ConcernsAre(concerns=(CONCERN,)),
    OwnTicketIs(number="A012", state=TicketState.COMPLETED, window=3, may_rate=True),
    CONCERN,
    ACCOUNT,
    NOTICE,
    BookingIs(code="YY20261123-07", standing="used", matter="A01", slot=AT, number="A012", opens="08:50"),
    BookingsTaken(taken=12, cancelled=1),
    BookingsRefused(misfits=(MISFIT,)),
    MISFIT,
    BOOKING,
    refuse("too_soon", seconds=4),
    msgspec.convert(ASK_ENVELOPE, Envelope),
    msgspec.convert(ASK_ENVELOPE | {"command": {"ask": "TakeTicket", "matter": "A01"}, "by": "fan"}, Ask),
    Reply(request_id="0001-example", revision=118, outcome=TicketIssued(ticket=TICKET, ahead=7, windows=(1, 3)), at=AT),
    Presence(client="kiosk-1", session="0a1b2c3d4e5f", state="here", since=AT, version="2026.12.1"),
    PRINTER,
    Health(client="kiosk-1", devices=(PRINTER,)),
    FINDING,
    SelfTest(client="kiosk-1", at=AT, version="2026.12.1", findings=(FINDING,)),
    BoxFacts(
        client="kiosk-1",
        at=AT,
        started=AT,
        version="2026.12.1",
        disk_free_mb=20480,
        disk_mb=61440,
        memory_free_mb=1024,
        memory_mb=3840,
        temperature_c=47,
    ),
    ShowPicture(),
    RunSelfTest(),
    Restart(),
    Order(id="0a1b2c", by="tang", at=AT, order=ShowPicture()),
    Picture(id="0a1b2c", client="kiosk-1", state="shown", image=b"for-tests-only"),
    WAIT,
    SERVICE_FORECAST,
    TICKET_FORECAST,
    Forecast(
        hall="puyang",
        day="2026-11-23",
        revision=118,
        at=AT,
        services=(SERVICE_FORECAST,),
        tickets=(TICKET_FORECAST,),
    ),
    RESULT,
    ANNOUNCEMENT,
    Bulletin(hall="puyang", results=(RESULT,), urgent=ANNOUNCEMENT),
    CALL,
    SERVICE,
    WINDOW,
    HALL,
    TICKET,
    STEP,
    VIEW,
    PAPERS,
    TLS,
    Credential(
        hall="puyang", client="kiosk-1", host="10.0.0.5", port=8883, password="for-tests-only", papers=PAPERS, tls=TLS
    ),
)


def golden_path(kind: type[msgspec.Struct]) -> Path:
    """Where the golden JSON of a message lies."""
    return GOLDEN / f"{kind.__name__}.json"


def written(message: msgspec.Struct) -> str:
    """The message as on the wire, laid out for reading."""
    return msgspec.json.format(encode(message), indent=2).decode() + "\n"


if __name__ == "__main__":
    for sample in SAMPLES:
        golden_path(type(sample)).write_text(written(sample), encoding="utf-8")
