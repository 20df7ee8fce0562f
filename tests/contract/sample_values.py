"""One representative value of everything that messages are made of."""

from datetime import UTC, datetime

from queue_server.contract.accounts import Account
from queue_server.contract.boards import Call, HallBoard, ServiceBoard, WindowBoard
from queue_server.contract.bookings import Booking
from queue_server.contract.bulletin import Announcement, PublicResult
from queue_server.contract.concerns import Concern
from queue_server.contract.credential import PapersAccess, TlsAccess
from queue_server.contract.forecasts import ServiceForecast, TicketForecast, Wait
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.payments import PaymentNotice
from queue_server.contract.reasons import reason
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import (
    Misfit,
)
from queue_server.contract.selftest import Finding
from queue_server.contract.tickets import Step, Ticket, TicketState, TicketView

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
    practice=True,
)
WHY = reason("priority", overtaken=2, priority="老年", minutes=15)
CALL = Call(number="A012", window=3, at=AT, times=2, sequence=41, practice=True)
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
CONCERN = Concern(
    id="20261123-002",
    origin="complaint",
    day="2026-11-23",
    at=AT,
    due="2026-11-30",
    window=3,
    clerk="wang",
    number="A012",
    score=2,
    reasons=("trips", "papers"),
    category="delay",
    text="跑了三趟还没办成",
    contact="13800000000",
    state="answered",
    result="补了一次性告知单",
    handler="zhao",
    answer="已致歉，本周内办结",
    answerer="zhao",
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
    practice=True,
)
FINDING = Finding(
    check="号票打印机",
    state="broken",
    words="打印机缺纸",
    remedy="请装一卷新纸，合上盖子",
    picture="printer_paper",
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
TLS = TlsAccess(
    authority="-----BEGIN CERTIFICATE-----\n…",
    certificate="-----BEGIN CERTIFICATE-----\n…",
    key="-----BEGIN PRIVATE KEY-----\n…",
)
