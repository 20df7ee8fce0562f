"""The self-test at the end of a first start: the hall answers, every machine that was found does, the box is well."""

import shutil
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from devices.bench.outcome import Outcome, outcome_of
from devices.bench.print_page import print_page
from devices.bench.probe import probe
from devices.bench.target import Target, target_for
from devices.driver import Kind
from devices.errors import DeviceError
from devices.registry import Binding
from kiosk.checks import LEAST_FREE_BYTES
from kiosk.clock import believable
from kiosk.setup.happenings import NowTesting
from kiosk.setup.values import Machine
from provisioning.first_start.plain import plain
from queue_server.contract.selftest import Drawing, Finding

ANSWER_S = 30.0
"""How long the hall's parts may take to stand after the box was set up."""
LOOK_S = 0.2
PICTURES: dict[str, Drawing] = {
    "slip_printer": "printer_paper",
    "barcode_reader": "reader",
    "document_camera": "camera",
    "led_board": "serial",
}
Progress = NowTesting | Finding
Try = Callable[[Target], Outcome]


@dataclass(frozen=True)
class Box:
    """What is tested: the machines that were found, the hall's address, the folder whose disk is looked at."""

    machines: tuple[Machine, ...]
    host: str
    port: int
    state: Path
    now: Callable[[], datetime]
    answer_s: float = ANSWER_S


def selftest(box: Box) -> Iterator[Progress]:
    """What is looked at, one thing after another, and what was found."""
    yield NowTesting("总台")
    yield _hall(box)
    for machine in box.machines:
        if machine.port:
            yield NowTesting(machine.name)
            yield _machine(machine, box.now())
    yield _clock(box.now())
    yield _disk(box.state)


def _hall(box: Box) -> Finding:
    until, words = time.monotonic() + box.answer_s, f"{box.host}:{box.port}"
    while True:
        try:
            socket.create_connection((box.host, box.port), timeout=1.0).close()
        except OSError:
            if time.monotonic() >= until:
                remedy = "请关机再开机，等一分钟再检查；加入别处的大厅，请看网线插好没有、总台开机没有"
                return Finding(
                    check="总台", state="broken", words=f"{words} 没有应答", remedy=remedy, picture="network"
                )
            time.sleep(LOOK_S)
        else:
            return Finding(check="总台", state="ok", words=f"{words} 应答了")


def _machine(machine: Machine, now: datetime) -> Finding:
    prints = machine.kind == "slip_printer"
    outcome = _tried(machine, (lambda target: print_page(target, now)) if prints else probe)
    words, remedy = plain(machine.kind, outcome)
    return Finding(
        check=machine.name,
        state="ok" if outcome.worked else "broken",
        words=words,
        remedy=remedy,
        picture="" if outcome.worked else PICTURES.get(machine.kind, "usb"),
    )


def _tried(machine: Machine, attempt: Try) -> Outcome:
    binding = Binding(id=machine.kind, kind=machine.kind, driver=machine.driver, port=machine.port, baud=machine.baud)
    kinds: frozenset[Kind] = frozenset({"slip_printer", "barcode_reader", "document_camera", "led_board"})
    try:
        return attempt(target_for(binding, kinds, lambda line: None))
    except DeviceError as error:
        return outcome_of(error)


def _clock(now: datetime) -> Finding:
    if believable(now):
        return Finding(check="机器时间", state="ok", words=now.strftime("%Y-%m-%d %H:%M"))
    return Finding(
        check="机器时间", state="broken", words=now.strftime("%Y-%m-%d %H:%M"), remedy="请把时间改对", picture="clock"
    )


def _disk(state: Path) -> Finding:
    free = shutil.disk_usage(state).free
    well = free >= LEAST_FREE_BYTES
    remedy = "" if well else "磁盘快满了，请打电话给技术支持"
    return Finding(
        check="磁盘空间",
        state="ok" if well else "broken",
        words=f"剩余 {free >> 20} MB",
        remedy=remedy,
        picture="" if well else "disk",
    )
