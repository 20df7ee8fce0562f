"""One representative value of every message, as kept in `golden` (`python -m tests.contract.samples` writes them)."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from queue_server.contract import commands
from queue_server.contract.accounts import Account
from queue_server.contract.boards import Call, HallBoard, ServiceBoard, WindowBoard
from queue_server.contract.bookings import Booking
from queue_server.contract.bulletin import Announcement, Bulletin, PublicResult
from queue_server.contract.codec import encode
from queue_server.contract.credential import Credential, PapersAccess
from queue_server.contract.forecasts import Forecast, ServiceForecast, TicketForecast, Wait
from queue_server.contract.messages import Ask, DeviceHealth, Envelope, Health, Presence, Reply
from queue_server.contract.payments import PaymentNotice
from queue_server.contract.reasons import reason
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import (
    BoardIs,
    BookingIs,
    BookingsRefused,
    BookingsTaken,
    Done,
    Misfit,
    NoticeIs,
    PeopleAre,
    QueuesAre,
    TicketCalled,
    TicketIssued,
)
from queue_server.contract.tickets import Step, Ticket, TicketState, TicketView

GOLDEN = Path(__file__).parent / "golden"

AT = datetime(2026, 11, 23, 1, 5, 9, 250000, tzinfo=UTC)

TICKET = Ticket(
    number="A012",
    day="2026-11-23",
    service="A",
    service_name="惠农政策",
    matter="A01",
    matter_name="耕地地力保护补贴申报",
    taken_at=AT,
    token="Zm9yLXRlc3RzLW9ubHk",
    more=("B01", "A02"),
)
WHY = reason("priority", overtaken=2, priority="老年", minutes=15)
CALL = Call(number="A012", window=3, at=AT, times=2, sequence=41)
STEP = Step(
    kind="transferred",
    at=AT,
    window=1,
    clerk="zhao",
    service="B",
    to_window=3,
    to="wang",
    matters=("A01",),
    note="材料已复印",
)
VIEW = TicketView(
    ticket=TICKET,
    state=TicketState.CALLED,
    service="B",
    since=AT,
    window=3,
    clerk="wang",
    ahead=0,
    calls=2,
    returns=1,
    transferred=True,
    note="材料已复印",
    first=True,
    arrival=AT,
    priority="old",
    reason="证件已看",
    slot=AT,
    booking="YY20261123-07",
    responsible="wang",
    why=WHY,
    left=("B01", "A02"),
    to_window=3,
    history=(STEP,),
)
WINDOW = WindowBoard(
    window=3,
    revision=118,
    follows=117,
    state="open",
    clerk="wang",
    services=("A", "J"),
    call=CALL,
    serving=False,
    since=AT,
    reason="开会",
)
SERVICE = ServiceBoard(service="A", name="惠农政策", waiting=7, open=False, windows=(1, 3), opens="13:30", cut_off=True)
BOOKING = Booking(code="YY20261123-07", matter="A01", slot=AT, priority="old", cancelled=True)
MISFIT = Misfit(place=7, why=refuse("booking_past", slot="11-23 09:00"))
ACCOUNT = Account(id="qian", name="钱立新", roles=("clerk", "cashier"), windows=(5,), retired=True)
NOTICE = PaymentNotice(
    id="20261123-007",
    number="A012",
    day="2026-11-23",
    matter="B05",
    matter_name="城乡居民医保参保登记",
    amount_fen=40000,
    window=3,
    clerk="zhang",
    at=AT,
    state="paid",
    reference="POS-20261123-118",
    bill="冀财 0012345",
    cashier="qian",
    reason="金额有误",
    settled_at=AT,
)
HALL = HallBoard(
    hall="puyang",
    day="2026-11-23",
    revision=118,
    follows=117,
    open=True,
    calls=(CALL,),
    services=(SERVICE,),
    windows=(WINDOW,),
    missed=("A009",),
)
PRINTER = DeviceHealth(device="slip-printer-1", state="attention", reason="纸快用完了", remedy="请准备换纸", since=AT)
WAIT = Wait(outlook="range", low_min=10, high_min=20, likely_at=AT, back_by="09:20")
SERVICE_FORECAST = ServiceForecast(service="A", wait=WAIT)
TICKET_FORECAST = TicketForecast(number="A012", wait=WAIT)
RESULT = PublicResult(matter="农机购置补贴", receipt="PY-2026-0107", result="准予", date="2026-11-23", name="欧阳**")
ANNOUNCEMENT = Announcement(text="请大家从东门离开", text_en="Please leave by the east door", at=AT, until=AT)
ASK_ENVELOPE = {"request_id": "0001-example", "reply_to": "hall/v1/puyang/reply/kiosk-1/0a1b2c3d"}

PAPERS = PapersAccess(
    address="https://127.0.0.1:8443", certificate="-----BEGIN CERTIFICATE-----\n…", key=bytes(range(32))
)

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
    ),
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
    commands.GetBoard(window=3),
    commands.GetQueues(),
    commands.GetPeople(),
    commands.FindBooking(code="YY20261123-07"),
    TicketIssued(ticket=TICKET, ahead=7, windows=(1, 3), late=True),
    TicketCalled(ticket=TICKET, call=CALL, why=WHY),
    WHY,
    Done(number="A012"),
    BoardIs(window=WINDOW),
    QueuesAre(board=HALL, tickets=(VIEW,), notices=(NOTICE,)),
    PeopleAre(people=(ACCOUNT,)),
    NoticeIs(notice=NOTICE),
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
    Reply(request_id="0001-example", revision=118, outcome=TicketIssued(ticket=TICKET, ahead=7, windows=(1, 3))),
    Presence(client="kiosk-1", session="0a1b2c3d4e5f", state="here", since=AT),
    PRINTER,
    Health(client="kiosk-1", devices=(PRINTER,)),
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
    Credential(hall="puyang", client="kiosk-1", host="127.0.0.1", port=18830, password="for-tests-only", papers=PAPERS),
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
