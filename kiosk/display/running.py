"""Puts one display together: its credential, the hall it follows, its window and its voice."""

import signal
import wave
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.display.following import HallFollowed
from kiosk.display.mistakes import NotADisplayError, NoVoiceError
from kiosk.display.rows import Shown, shown
from kiosk.screens.setting import prepare
from kiosk.speech.announcer import Announcer
from kiosk.speech.sinks import Loudspeaker, SpokenFolder
from kiosk.speech.voice import EspeakVoice
from queue_server.client import HallClient
from queue_server.contract.credential import load_credential
from queue_server.contract.plan import load


def show_hall(
    plan_path: Path, credential_path: Path, size: tuple[int, int], *, fullscreen: bool, spoken_into: Path | None
) -> None:
    """Runs the display until SIGINT or SIGTERM; calls are spoken into the folder, or on the loudspeaker where None.

    Raises:
        PlanError, OSError, msgspec.DecodeError: the plan or the credential cannot be read.
        NotADisplayError, FontMissingError, NoScreenError, NoVoiceError: it cannot be put together.
    """
    plan, credential = load(plan_path), load_credential(credential_path)
    display = next((known for known in plan.display if known.id == credential.client), None)
    if display is None:
        raise NotADisplayError(f"大厅配置里没有“{credential.client}”这块显示屏")
    prepare(*size, fullscreen=fullscreen)
    from kiosk.display.screen import DisplayWindow, leave, post

    timezone = ZoneInfo(plan.hall.timezone)
    followed = HallFollowed()

    def now_shown() -> Shown:
        return shown(
            followed.board,
            datetime.now(timezone),
            hall=plan.hall.name,
            notice=display.notice,
            connected=followed.connected,
            forecast=followed.forecast,
        )

    window = DisplayWindow(now_shown)
    client = HallClient(credential)
    announcer = _announcer(spoken_into)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: leave())
    followed.start(client, post=post, changed=window.draw, heard=announcer.take)
    client.start()
    try:
        window.run()
    finally:
        client.close()
        announcer.close()


def _announcer(spoken_into: Path | None) -> Announcer:
    try:
        return Announcer(EspeakVoice(), SpokenFolder(spoken_into) if spoken_into else Loudspeaker())
    except (OSError, wave.Error) as error:
        raise NoVoiceError(f"准备不了叫号语音：{error}") from error
