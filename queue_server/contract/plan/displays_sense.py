"""Do the plan's displays, notices and voices make sense? Panels, zones, languages, loudness."""

from collections.abc import Iterator

from queue_server.contract.plan.displays import Display
from queue_server.contract.plan.hours_sense import hours_mistakes
from queue_server.contract.plan.mistakes import Mistake
from queue_server.contract.plan.naming import named
from queue_server.contract.plan.schema import Plan

PANEL_INCH, PANEL_PX = (10, 120), (480, 7680)
SPOKEN_BY_PROGRAM = ("zh_CN", "en")


def display_mistakes(plan: Plan) -> list[Mistake]:
    """All mistakes of the tables of displays, notices, voices and results."""
    return [*_displays(plan), *_notices(plan), *_voices(plan), *_results(plan)]


def _displays(plan: Plan) -> Iterator[Mistake]:
    zones = dict.fromkeys(window.zone for window in plan.window if window.zone)
    for index, display in enumerate(plan.display, 1):
        key = f"display[{index}]"
        for name, size, (least, most) in (
            ("panel_inch", display.panel_inch, PANEL_INCH),
            ("viewing_m", display.viewing_m, (1, 30)),
            ("rows", display.rows, (1, 10)),
        ):
            if not least <= size <= most:
                yield Mistake(f"{key}.{name}", f"在 {least} 到 {most} 之间")
        if not all(PANEL_PX[0] <= side <= PANEL_PX[1] for side in display.panel_px):
            yield Mistake(f"{key}.panel_px", f"宽和高都在 {PANEL_PX[0]} 到 {PANEL_PX[1]} 点之间")
        if display.zone and display.zone not in zones:
            known = f"，可以是：{'、'.join(zones)}" if zones else "，请先写进 [[window]] 的 zone"
            yield Mistake(f"{key}.zone", f"没有窗口在“{display.zone}”{known}")
        for prefix in display.services:
            if prefix not in plan.services:
                yield Mistake(f"{key}.services", f"没有“{prefix}”这项业务")
        if display.zone in zones and display.services and not _windows(plan, display):
            yield Mistake(f"{key}.services", f"“{display.zone}”没有窗口办这些业务")


def _windows(plan: Plan, display: Display) -> list[int]:
    served = {number for service in plan.service if service.prefix in display.services for number in service.windows}
    return [window.number for window in plan.window if window.zone == display.zone and window.number in served]


def _notices(plan: Plan) -> Iterator[Mistake]:
    for index, notice in enumerate(plan.notice, 1):
        yield from named(f"notice[{index}].text", notice.text)
        if notice.text_en:
            yield from named(f"notice[{index}].text_en", notice.text_en)


def _voices(plan: Plan) -> Iterator[Mistake]:
    for index, voice in enumerate(plan.voice, 1):
        key = f"voice[{index}]"
        yield from named(f"{key}.language", voice.language)
        if voice.language not in SPOKEN_BY_PROGRAM and not voice.pack:
            yield Mistake(f"{key}.pack", f"“{voice.language}”没有合成语音，请写录音包的文件夹")
        for name, gain in (("gain", voice.gain), ("quiet_gain", voice.quiet_gain)):
            if not 0 <= gain <= 1:
                yield Mistake(f"{key}.{name}", "在 0 到 1 之间")
        yield from hours_mistakes(f"{key}.quiet", voice.quiet)


def _results(plan: Plan) -> Iterator[Mistake]:
    if not 1 <= plan.results.keep_days <= 365:
        yield Mistake("results.keep_days", "结果公示 1 到 365 天")
