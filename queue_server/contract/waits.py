"""A forecast in words: what kiosk, slip and display say of a wait, in both languages; and when it is too old to say."""

from datetime import datetime, timedelta

from queue_server.contract.forecasts import Forecast, Wait
from queue_server.contract.words import Language, say

TOO_OLD = timedelta(minutes=3)
"""A forecaster that has been silent this long is away; then only people ahead are told."""
AT_ONCE_MIN = 5
"""Who has nobody ahead and is called this soon may just come."""


def wait_words(language: Language, wait: Wait | None) -> str:
    """`约 10–20 分钟`; empty where nothing can be told."""
    if wait is None or wait.outlook == "ahead_only":
        return ""
    if wait.outlook == "not_today":
        return say(language, "今天可能办不到")
    if wait.low_min == 0:
        return say(language, "{high} 分钟以内", high=wait.high_min)
    return say(language, "约 {low}–{high} 分钟", low=wait.low_min, high=wait.high_min)


def wait_line(language: Language, wait: Wait | None) -> str:
    """The same as a line of its own: `预计等候 约 10–20 分钟`, and whom to ask where it is not today."""
    if wait is not None and wait.outlook == "not_today":
        return say(language, "今天下班前可能办不到，请问导办员")
    words = wait_words(language, wait)
    return f"{say(language, '预计等候')} {words}" if words else ""


def back_line(language: Language, wait: Wait | None) -> str:
    """When somebody who goes away should be back; empty where nobody should go."""
    if wait is None or not wait.back_by:
        return ""
    return say(language, "可以暂时离开，请在 {time} 前回来", time=wait.back_by)


def at_once(ahead: int, wait: Wait | None) -> bool:
    """Whether somebody may just come: nobody ahead, and no forecast that the windows stay busy or close before."""
    if ahead or (wait is not None and wait.outlook == "not_today"):
        return False
    return wait is None or wait.high_min <= AT_ONCE_MIN


def service_wait(forecast: Forecast | None, service: str, now: datetime) -> Wait | None:
    """The wait of somebody who takes a number for `service` now; None where no fresh forecast tells it."""
    if forecast is None or now - forecast.at > TOO_OLD:
        return None
    return next((one.wait for one in forecast.services if one.service == service), None)


def ticket_wait(forecast: Forecast | None, number: str, now: datetime) -> Wait | None:
    """The wait that the ticket still has before it; None where no fresh forecast tells it."""
    if forecast is None or now - forecast.at > TOO_OLD:
        return None
    return next((one.wait for one in forecast.tickets if one.number == number), None)
