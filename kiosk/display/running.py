"""Puts one display together: its credential, the hall it follows, its window and its voice."""

import signal
import wave
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.display.following import HallFollowed
from kiosk.display.mistakes import NotADisplayError, NoVoiceError
from kiosk.display.turned_face import TurnedFace, display_of
from kiosk.orders import Orders
from kiosk.screens.setting import prepare
from kiosk.speech.announcer import Announcer
from kiosk.speech.sinks import Loudspeaker, SpokenFolder
from kiosk.trace import trace
from queue_server.beginning_again import begin_again
from queue_server.client import HallClient
from queue_server.contract.boards import HallBoard
from queue_server.contract.credential import load_credential
from queue_server.contract.plan import Plan
from queue_server.contract.plan.watched import WatchedPlan
from queue_server.speaking import HallVoice
from queue_server.watchdog import Watchdog

LOOK_S = 0.5
"""How soon another plan is noticed."""


def show_hall(
    plan_path: Path, credential_path: Path, size: tuple[int, int] | None, *, fullscreen: bool, spoken_into: Path | None
) -> None:
    """Runs the display until SIGINT or SIGTERM, in a window of `size` or as large as its panel in the plan.

    Another plan is shown at once; where panel or voices are others, the display begins again.

    Calls are spoken into the folder, or on the loudspeaker where None.

    Raises:
        PlanError, OSError, msgspec.DecodeError: the plan or the credential cannot be read.
        NotADisplayError, FontMissingError, NoScreenError, NoVoiceError: it cannot be put together.
    """
    watched, credential = WatchedPlan(plan_path), load_credential(credential_path)
    display = display_of(watched.plan, credential)
    if display is None:
        raise NotADisplayError(f"大厅配置里没有“{credential.client}”这块显示屏")
    prepare(*(size or display.panel_px), fullscreen=fullscreen)
    from kiosk.display.screen import DisplayWindow, every, leave, post
    from kiosk.screens.picture import picture_of

    followed, face, watchdog = HallFollowed(), TurnedFace(watched.plan, display), Watchdog()
    panel = face.now.setting.panel
    window = DisplayWindow(
        lambda: face.now.painting(followed.told, datetime.now(UTC)), (panel.width, panel.height), watchdog.alive
    )
    client = HallClient(credential)
    announcer = _announcer(watched.plan, plan_path.parent, spoken_into) if display.speaks else None
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: leave())
    followed.start(
        client,
        post=post,
        draw=window.draw,
        heard=_on_the_glass(face, announcer),
        announced=announcer.take_bulletin if announcer else lambda _: None,
    )
    orders = Orders(
        display.id, client, post=post, quiet=lambda: True, picture=lambda: picture_of(window.canvas), leave=leave
    )
    orders.start()

    def look() -> None:
        plan = watched.renewed()
        if plan is not None and not face.turn(plan, display_of(plan, credential)):
            leave()

    every(LOOK_S, look)
    client.start()
    try:
        window.run()
    finally:
        client.close()
        if announcer:
            announcer.close()
    if face.over:
        begin_again()


def _on_the_glass(face: TurnedFace, announcer: Announcer | None) -> Callable[[HallBoard], None]:
    """What is done with a board that is to be seen: its calls are spoken after their picture, never before."""

    def seen(whole: HallBoard) -> None:
        board = face.now.scope.of(whole)
        trace("picture", sequence=max((call.sequence for call in board.calls), default=0))
        if announcer:
            announcer.take(board)

    return seen


def _announcer(plan: Plan, folder: Path, spoken_into: Path | None) -> Announcer:
    zone = ZoneInfo(plan.hall.timezone)
    try:
        voice = HallVoice(plan.voice, folder, lambda: datetime.now(zone))
        sink = SpokenFolder(spoken_into) if spoken_into else Loudspeaker()
        return Announcer(voice, sink, times=plan.policy.spoken_times)
    except (OSError, wave.Error) as error:
        raise NoVoiceError(f"准备不了叫号语音：{error}") from error
