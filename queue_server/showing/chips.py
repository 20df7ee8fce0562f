"""The chips on the pages beside the calls: how a service stands, who is at a window, a result made public."""

from dataclasses import replace

from queue_server.contract.bulletin import PublicResult
from queue_server.contract.words import say
from queue_server.showing import theme as t
from queue_server.showing.parts import END, Area, Box, Painting
from queue_server.showing.view import ServiceRow, WindowRow
from queue_server.showing.widths import fitting, width, words

PAD, RADIUS = 28.0, 19.0
FULL = 106.0
"""The height for which sizes are given here."""
UPPER, LOWER = 0.31, 0.73
"""Where the two lines of a chip are."""
APART = 24.0
LEAST, STATE = 26.0, 36.0
"""The size below which a name is too small, and that of how a service stands."""


def service_chip(service: ServiceRow, area: Area) -> Painting:
    """Its name over its English name, or over the wait; at the right the people who wait, or how it stands.

    Where its name would be smaller than how it stands, that goes below it; where it would be too small even so, there
    is no English.
    """
    zoom, left, right = area.height / FULL, area.x + PAD, area.right - PAD
    middle, upper, lower = (area.y + area.height * share for share in (0.5, UPPER, LOWER))
    second, third = (service.english, service.wait) if service.english else (service.wait, "")
    count = words(service.count, right, upper if third else middle, 52 * zoom, t.WHITE, bold=True, anchor=END)
    parts = [count] if service.count else []
    taken = count.width + APART if service.count else 0.0
    if not service.wait:
        state_end = right - (count.width + 14 if service.count else 0.0)
        ink = t.SOFT if service.count else t.QUIET
        state = words(service.state, state_end, middle, STATE * zoom, ink, anchor=END)
        parts.append(state)
        taken = right - state_end + state.width + APART
    elif third:
        wait = words(third, right, lower, 34 * zoom, t.SOFT, anchor=END)
        parts.append(wait)
        taken = max(taken, wait.width + APART)
    room = right - taken - left
    size = fitting(service.name, 42, room / zoom)
    if size < STATE and service.state and not service.wait:
        return service_chip(replace(service, wait=service.state), area)
    if size < LEAST and service.english:
        return service_chip(replace(service, english=""), area)
    parts.append(words(service.name, left, upper if second else middle, size * zoom, t.WHITE))
    if second:
        parts.append(words(second, left, lower, fitting(second, 34 * zoom, room), t.SOFT))
    return (_ground(area), *parts)


def window_chip(window: WindowRow, area: Area) -> Painting:
    """The window at the left, at the right the number that is there, or that it pauses."""
    left, right, middle = area.x + PAD * 0.7, area.right - PAD * 0.7, area.y + area.height / 2
    where = say("zh_CN", "{window} 号", window=window.window)
    here = window.number or say("zh_CN", "暂停")
    room = area.width - PAD * 1.4 - APART * 0.6
    size = min(42.0, 42 * room / (width(where, 36) + width(here, 42, bold=True)))
    bold = bool(window.number)
    return (
        _ground(area),
        words(where, left, middle, size * 36 / 42, t.SOFT),
        words(here, right, middle, size, t.WHITE if bold else t.QUIET, bold=bold, anchor=END),
    )


def result_chip(result: PublicResult, area: Area) -> Painting:
    """Matter and result; below them whose it is, its number and the day."""
    left, right = area.x + PAD, area.right - PAD
    upper, lower = area.y + area.height * 0.32, area.y + area.height * 0.73
    said = words(result.result, right, upper, fitting(result.result, 40, area.width * 0.35, bold=True), t.WHITE)
    day = words(result.date[5:], right, lower, 32, t.SOFT, anchor=END)
    whose = "  ".join(text for text in (result.name, result.receipt) if text)
    room = right - left - APART
    return (
        _ground(area),
        words(result.matter, left, upper, fitting(result.matter, 38, room - said.width), t.WHITE),
        words(said.text, right, upper, said.size, t.WHITE, bold=True, anchor=END),
        words(whose, left, lower, fitting(whose, 32, room - day.width), t.SOFT),
        day,
    )


def _ground(area: Area) -> Box:
    return Box(area.x, area.y, area.width, area.height, t.PANEL, min(RADIUS, area.height * 0.2))
