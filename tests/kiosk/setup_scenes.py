"""One scene for every face of the first start, by its name."""

from datetime import datetime

from msgspec.structs import replace

from kiosk.screens.setup.scene import SetupScene
from kiosk.setup import steps as s
from kiosk.setup.state import Setup
from kiosk.setup.values import Hall, Machine, Offer, Person, Summary
from queue_server.contract.selftest import Finding
from queue_server.contract.words import Language

NOON = datetime(2026, 11, 27, 10, 42)
MACHINES = (
    Machine(kind="slip_printer", name="号票打印机", plug="usb_b", there="well", words="应答了，能用"),
    Machine(
        kind="barcode_reader",
        name="扫码枪",
        plug="usb_a",
        there="silent",
        words="插着，但没有应答",
        remedy="请插好 USB 扁口线，听到“嘀”一声就是通了",
    ),
    Machine(
        kind="document_camera",
        name="高拍仪",
        plug="usb_a",
        there="absent",
        words="没有找到",
        remedy="请插好 USB 扁口线，看灯亮不亮",
    ),
    Machine(
        kind="led_board",
        name="LED 条屏",
        plug="db9",
        there="absent",
        words="没有找到",
        remedy="请插好九针串口线，再给条屏通上电",
    ),
    Machine(kind="network", name="网线", plug="rj45", there="well", words="接通了"),
    Machine(kind="sound", name="音箱", plug="jack", there="well", words="接通了"),
    Machine(
        kind="television",
        name="显示屏",
        plug="hdmi",
        there="absent",
        words="没有找到",
        remedy="请插好 HDMI 线，打开屏幕的电源",
    ),
)
SUMMARY = Summary(
    hall="蒲阳镇便民服务大厅",
    windows=(
        (1, "惠农政策、群众接访"),
        (2, "社会事务与救助、群众接访"),
        (3, "社保医保、综合服务、群众接访"),
        (4, "惠农政策、社会事务与救助、社保医保、综合服务、群众接访"),
    ),
    hours=("08:30–12:00", "13:30–17:30"),
    matters=18,
    people=11,
    address="http://10.0.0.5:8080",
    covered_until="2026-12-31",
    warnings=("工作日历只到 2026-12-31，还没有明年的；国务院办公厅公布明年的放假安排以后，请换成新的",),
)
PEOPLE = (
    *(
        Person(
            id=f"window-{n}-{post}", name=f"{word}号窗口{post}岗", post=post, window=n, pin=f"{n}4813{ord(post) % 9}"
        )
        for n, word in enumerate("一二三四", 1)
        for post in "AB"
    ),
    Person(id="manager", name="值班长", post="值班长", pin="7305"),
    Person(id="guide", name="导办员", post="导办台", pin="2961"),
    Person(id="technician", name="技术员", post="技术员", pin="6384"),
)
HALL = Hall(host="10.0.0.5", port=18443, name="蒲阳镇便民服务大厅")
FINDINGS = (
    Finding(
        check="扫码枪",
        state="broken",
        words="打出来的条码没有读到",
        remedy="请把扫码枪对准纸上的条码再扫一次；灯不亮就拔下再插",
        picture="reader",
    ),
    Finding(
        check="工作日历",
        state="attention",
        words="只到 2026-12-31",
        remedy="明年的放假安排公布以后，请换成新的",
        picture="clock",
    ),
    Finding(check="号票打印机", state="ok", words="打印机说打好了"),
    Finding(check="总台", state="ok", words="来回 3 毫秒"),
    Finding(check="声音", state="ok", words="播放了“测试”"),
    Finding(check="磁盘", state="ok", words="剩余 48000 MB"),
    Finding(check="机器时间", state="ok", words="2026-11-27 10:42"),
    Finding(check="条屏", state="absent", words="这台机器没有接"),
)
CHOSEN = Setup(
    step=s.Which(),
    at=0.0,
    machines=MACHINES,
    place="蒲阳镇",
    summary=SUMMARY,
    people=PEOPLE,
    door_pin="739204",
    halls=(HALL,),
    hall=HALL,
    findings=FINDINGS,
)
JOINS = replace(CHOSEN, joins=True, people=(), client="kiosk-2")
STICK = Offer(path="/media/usb/hall.toml", name="蒲阳镇便民服务大厅", about="/media/usb/hall.toml")


def gallery(language: Language) -> dict[str, SetupScene]:
    """Every face by its name."""
    first: dict[str, s.Step] = {
        "devices-looking": s.Devices(),
        "devices": s.Devices(looking=False),
        "which": s.Which(),
        "source": s.Source(),
        "stick": s.Stick(looking=False, offers=(STICK,)),
        "stick-empty": s.Stick(looking=False),
        "naming-empty": s.Naming(),
        "naming-sound": s.Naming("蒲ya"),
        "naming": s.Naming("蒲阳镇"),
        "working-plan": s.Working("plan"),
        "overview": s.Overview(),
        "trouble-plan": s.Trouble(
            "plan",
            ("service[2].windows：没有 9 号窗口", "window[3].clerks：每个窗口至少两名工作人员（A 岗、B 岗）"),
        ),
        "clock": s.Clock(),
        "clock-setting": s.Clock(NOON),
        "clock-failed": s.Clock(failed="机器没有权限改时间"),
        "people": s.People(),
        "people-printed": s.People(printed="well"),
        "person-name": s.PersonName("window-1-A", "王xiu"),
        "pin": s.Pin("manager", "5831"),
        "pin-wrong": s.Pin("", wrong=True),
        "working-apply": s.Working("apply"),
        "trouble-apply": s.Trouble("apply", ("磁盘空间不够，还差 300 MB，请先清理",)),
        "testing": s.Testing(check="扫码枪", words="请把刚打出来的纸放到扫码枪前面，扫一下条码。"),
        "tested": s.Testing(running=False),
        "done": s.Done(),
    }
    joining: dict[str, s.Step] = {
        "purpose": s.Purpose(),
        "halls": s.Halls(looking=False),
        "address": s.Address("192.168.1."),
        "address-wrong": s.Address("192.168.1.555", wrong=True),
        "code": s.Code("K7MQ4RTX", ("春风", "大海", "高山", "明月"), 581.0),
        **{f"not-let-in-{reason}": s.NotLetIn(reason) for reason in ("locked", "expired", "refused", "away")},
        "joined-people": s.People(),
        "joined-done": s.Done(),
    }
    found = {name: replace(CHOSEN, step=step, language=language) for name, step in first.items()}
    found |= {name: replace(JOINS, step=step, language=language) for name, step in joining.items()}
    found["halls-none"] = replace(found["halls"], halls=())
    found["tested-well"] = replace(found["tested"], findings=FINDINGS[2:])
    return {name: SetupScene(setup, 3.0, NOON) for name, setup in found.items()}
