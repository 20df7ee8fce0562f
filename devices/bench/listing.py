"""`list` and `drivers`: what is plugged in, what is bound, what the library can drive."""

from collections.abc import Iterable, Sequence

from devices.bench.candidates import Candidate, Mark, Sort, candidates, sorts_with_twins
from devices.bench.columns import table
from devices.bench.places import Places, bound_at, seen_in
from devices.bench.words import KINDS, WIRES
from devices.registry import DRIVERS, binding_of
from queue_server.contract.plan import Plan

SORTS: dict[Sort, str] = {
    "serial": "串口",
    "usb_printer": "USB 打印口",
    "input": "键盘口（扫码枪、数字小键盘，也可能是普通键盘）",
    "video": "摄像头",
    "gpio": "GPIO",
    "elsewhere": "大厅配置里写了、这里看不到名字的",
}
MARKS: dict[Mark, str] = {
    "bound": "已绑定",
    "free": "空闲",
    "unnamed": "插着但没有固定名字（重新插拔后可能变）",
    "absent": "没插",
    "not_here": "不在本机端口上（这里不检查，用 probe 试）",
}
LEGEND = "名字可以整行抄进 --port。list 只看名字，不打开端口，也不向端口写任何东西。"
NOTHING = "没有看到任何可以绑定的端口。请插好数据线再看一次。"
UNNAMED_PRINTERS = "USB 打印口按插上的先后编号：只接一台时可以直接用 /dev/usb/lp0。"
TWINS = ("有两个一样的机器时，by-id 名字只够一个用：请都用“按插口”的名字，", "插好以后不要换插口。")


def listing(places: Places, plan: Plan | None) -> list[str]:
    """Everything that could be bound or is, as lines to print."""
    seen = seen_in(places)
    bound = bound_at(binding_of(device) for device in plan.device) if plan is not None else []
    kinds = {device.id: KINDS[device.kind] for device in plan.device} if plan is not None else {}
    found, twins = candidates(seen, bound), sorts_with_twins(seen)
    lines = []
    for sort, heading in SORTS.items():
        some = [candidate for candidate in found if candidate.sort == sort]
        if some:
            lines += ["", heading, *_each(some, kinds, sockets=sort in twins)]
    if not lines:
        return [NOTHING]
    hints = [LEGEND]
    if any(one.sort == "usb_printer" and one.name.startswith(str(places.dev / "usb")) for one in found):
        hints.append(UNNAMED_PRINTERS)
    if twins:
        hints += TWINS
    return [*lines[1:], "", *hints]


def driver_list() -> list[str]:
    """Every driver of the library by kind."""
    lines: list[str] = []
    for kind, name in KINDS.items():
        some = [driver for driver in DRIVERS if driver.kind == kind]
        if some:
            rows = [(f"  {driver.name}", driver.machine, WIRES[driver.wires[0]]) for driver in some]
            lines += ["", f"{name}  --kind {kind}", *table(rows)]
    return [*lines[1:], "", "左边是 --driver 的写法，右边是通常的接法。"]


def _each(some: Iterable[Candidate], kinds: dict[str, str], *, sockets: bool) -> Sequence[str]:
    lines = []
    for candidate in some:
        devices = "、".join(f"{device}（{kinds[device]}）" for device in candidate.devices)
        kernel = f"  {candidate.target}" if candidate.target not in ("", candidate.name) else ""
        lines += [f"  {candidate.name}", f"      {MARKS[candidate.mark]}{'：' if devices else ''}{devices}{kernel}"]
        if sockets and candidate.socket:
            lines.append(f"      按插口：{candidate.socket}")
    return lines
