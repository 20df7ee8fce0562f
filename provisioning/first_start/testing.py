"""The self-test at the end of a first start: the hall answers, every machine that was found does, the box is well."""

import socket
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from devices.bench.outcome import BUSY
from kiosk.equipment import paper_source
from kiosk.selftest import Check, Doing, Finding, run
from kiosk.selftest.camera import Camera
from kiosk.selftest.disk import Disk
from kiosk.selftest.own_clock import OwnClock
from kiosk.selftest.page import TestPage
from kiosk.selftest.paper_loop import PaperLoop
from kiosk.selftest.tried import Tried
from kiosk.selftest.voice import Voice
from kiosk.selftest.watched import Watched
from kiosk.setup.happenings import NowTesting
from kiosk.setup.values import Machine
from kiosk.speech.sinks import Loudspeaker
from provisioning.selftest.machines import Machines, machines_open
from queue_server.contract.plan import Device
from queue_server.release import version

ANSWER_S = 30.0
"""How long the hall's parts may take to stand after the box was set up."""
HOLD_S = 30.0
"""How long a person has to hold the printed page before the reader."""
LOOK_S = 0.2
TERMINAL = "新终端"
IN_USE = "总台已经在用它了，请看它亮不亮"
"""Of what the hall's own parts opened as soon as the box was set up."""
Progress = NowTesting | Finding


@dataclass(frozen=True)
class Box:
    """What is tested: the machines that were found, the hall's address, the folder whose disk is looked at.

    `hall` is the hall's name, `now` its local time; `play` stands in for the loudspeaker.
    """

    machines: tuple[Machine, ...]
    host: str
    port: int
    state: Path
    now: Callable[[], datetime]
    hall: str = "厅号"
    timezone: str = "Asia/Shanghai"
    answer_s: float = ANSWER_S
    hold_s: float = HOLD_S
    play: Callable[[bytes], str] | None = None


def selftest(box: Box) -> Iterator[Progress]:
    """What is looked at, one thing after another, and what was found."""
    yield NowTesting("总台")
    yield _hall(box)
    devices = [_device(machine) for machine in box.machines if machine.port]
    with machines_open(TERMINAL, devices) as machines:
        for progress in run(_checks(box, devices, machines)):
            match progress:
                case Doing(check=check, words=words):
                    yield NowTesting(check, words)
                case Finding(words=words) if words == BUSY[0]:
                    yield Finding(check=progress.check, state="ok", words=IN_USE)
                case Finding():
                    yield progress


def _checks(box: Box, devices: Sequence[Device], machines: Machines) -> Iterator[Check]:
    """What was found, as the installed terminal's own self-test looks at it."""
    reads = any(device.kind == "barcode_reader" for device in devices)
    for device in devices:
        match device.kind:
            case "slip_printer" if machines.printing is not None:
                codes = machines.codes if reads else None
                yield PaperLoop(
                    lambda code: _page(box, code), machines.printing, device.port, codes, machines.refused, box.hold_s
                )
            case "barcode_reader":
                yield Watched(device, "扫码枪", machines.told)
            case "document_camera":
                yield Camera(device, paper_source)
            case _:
                yield Tried(device)
    if any(machine.kind == "sound" and machine.there == "well" for machine in box.machines):
        yield Voice(box.play or Loudspeaker().try_to_play)
    yield OwnClock(box.now, lambda: None, box.timezone, lambda: None)
    yield Disk(box.state)


def _device(machine: Machine) -> Device:
    """The machine as a plan would name it."""
    return Device(
        id="1",
        kind=machine.kind,  # type: ignore[arg-type]  # those with a port are of the plan's kinds
        driver=machine.driver,
        terminal=TERMINAL,
        port=machine.port,
        baud=machine.baud,
    )


def _page(box: Box, code: str) -> TestPage:
    return TestPage(
        hall=box.hall,
        terminal=TERMINAL,
        at=box.now().strftime("%Y-%m-%d %H:%M:%S"),
        code=code,
        version=version(),
    )


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
