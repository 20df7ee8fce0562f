"""Displays of the sample hall and of halls with more windows, and all that they may be told at once."""

import itertools
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from queue_server.contract.boards import WindowState
from queue_server.contract.bulletin import Announcement, Bulletin, PublicResult
from queue_server.contract.forecasts import Forecast, ServiceForecast, Wait
from queue_server.contract.plan import Display, Plan, load
from queue_server.showing import DisplayFace, Told
from tests.running_hall import ROOT
from tests.showing.boards import NOW, board, call, service, window

SAMPLE = load(ROOT / "assets/halls/puyang.toml")
LANDSCAPE, UPRIGHT, SMALL = (1920, 1080), (1080, 1920), (1366, 768)
RESULT = PublicResult(
    matter="农机购置与应用补贴资金申请", receipt="PY-0", result="准予", date="2026-11-23", name="欧阳**"
)
PANELS = (LANDSCAPE, UPRIGHT, SMALL, (1280, 1024), (3840, 1080))


def hall(windows: int, services: int) -> Plan:
    """A hall of that size; every window serves every service, names are long."""
    name = replace(SAMPLE.service[0], name="农业技术与信息服务", name_en="Farm advice and information")
    numbers = tuple(range(1, windows + 1))
    return replace(
        SAMPLE,
        hall=replace(SAMPLE.hall, name="某某自治县蒲阳民族镇人民政府便民服务大厅"),
        window=tuple(replace(SAMPLE.window[0], number=number) for number in numbers),
        service=tuple(replace(name, prefix=chr(ord("A") + place), windows=numbers) for place in range(services)),
    )


def told(plan: Plan, *, calls: int = 5, missed: int = 9, results: int = 0, connected: bool = True) -> Told:
    """A full hall: calls to its windows, every window with somebody or paused, queues, waits, results."""
    numbers = [one.number for one in plan.window]
    made = [
        call(f"{queue.prefix}{900 - place}", numbers[place % len(numbers)], 99 - place)
        for place, queue in zip(range(calls), itertools.cycle(plan.service), strict=False)
    ]
    fronts = {one.window: one for one in reversed(made)}
    states: tuple[WindowState, ...] = ("open", "paused")
    wait = Wait(outlook="range", low_min=110, high_min=140)
    return Told(
        board=board(
            *made,
            windows=tuple(
                replace(window(number, fronts.get(number)), state=states[number % 7 == 3]) for number in numbers
            ),
            services=tuple(
                replace(service(one.name, waiting=108 * (place % 2)), service=one.prefix)
                for place, one in enumerate(plan.service)
            ),
            missed=tuple(f"A{place:03}" for place in range(missed)),
            revision=100,
        ),
        forecast=Forecast(
            hall="h",
            day="",
            revision=1,
            at=NOW,
            services=tuple(ServiceForecast(service=one.prefix, wait=wait) for one in plan.service),
            tickets=(),
        ),
        bulletin=Bulletin(
            hall="h",
            results=tuple(replace(RESULT, receipt=f"PY-{place}") for place in range(results)),
        ),
        connected=connected,
    )


def urgent(text: str) -> Bulletin:
    """A bulletin with an announcement that holds for an hour from NOW."""
    until = NOW + timedelta(hours=1)
    return Bulletin(hall="h", urgent=Announcement(text=text, text_en="Please leave.", at=NOW, until=until))


def display(panel: tuple[int, int] = LANDSCAPE, **more: Any) -> Display:
    """A display with that panel and whatever else."""
    return replace(Display(id="display-1", panel_px=panel), **more)


def face(plan: Plan, shown_on: Display | None = None) -> DisplayFace:
    """Its face, told nothing yet."""
    return DisplayFace(plan, shown_on or display())
