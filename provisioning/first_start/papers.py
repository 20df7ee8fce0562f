"""What the first start prints on slip paper: the code for joining, and everybody's first PIN to be cut apart."""

from collections.abc import Iterable
from datetime import datetime

from devices.printer import Cut, Document, Feed, Line, Part, QrCode, Row, Rule
from kiosk.setup.values import Machine, Person
from queue_server.contract.plan import Device


def code_paper(hall: str, code: str, words: tuple[str, ...], until: datetime) -> Document:
    """The code as large as it can be, for whoever sits at the hall's own screen; `until` is local time."""
    return Document(
        (
            Line("加入大厅", align="center", width=2, height=2, bold=True),
            Line(hall, align="center"),
            Rule("="),
            Line(f"{code[:4]} {code[4:]}", align="center", width=2, height=2, bold=True),
            QrCode(code, 25.0),
            Line("两边的四个词要一样：", align="center"),
            Line("  ".join(words), align="center", bold=True),
            Rule(),
            Line(f"{until:%H:%M} 以前有效", align="center"),
            Line("打开大厅网页的“终端”，输入上面的码", align="center"),
            Feed(),
            Cut(),
        )
    )


def people_paper(hall: str, people: Iterable[Person], door_pin: str, address: str) -> Document:
    """One strip for each, who finds the hall's pages at `address`, and one for the technician."""
    parts: list[Part] = [Line("密码单", align="center", width=2, height=2, bold=True), Line(hall, align="center")]
    for person in people:
        parts += [Rule("-"), Row(person.name, _post(person)), Line(f"登录密码  {person.pin}", height=2, bold=True)]
        parts += [Line(f"网页 {address}"), Line("第一次登录要换成自己的密码")]
    parts += [Rule("-"), Row("技术员", "自助机的四角密码"), Line(f"密码  {door_pin}", height=2, bold=True)]
    return Document((*parts, Line("依次点屏幕四个角，再输入它"), Feed(), Cut()))


def _post(person: Person) -> str:
    return f"{person.window} 号窗口 {person.post} 岗" if person.window else person.post


def slip_printer(machines: Iterable[Machine]) -> Device | None:
    """The slip printer that was found, as a plan has it."""
    found = next((one for one in machines if one.kind == "slip_printer" and one.port), None)
    if found is None:
        return None
    return Device(
        id="slip-printer-1", kind="slip_printer", driver=found.driver, terminal="", port=found.port, baud=found.baud
    )
