"""Calls as WAV files for the board pages: each made once, however many TVs ask for it, and only while it is news."""

import asyncio
import wave
from collections import OrderedDict
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from queue_server.contract.boards import Call
from queue_server.contract.bulletin import Announcement
from queue_server.contract.plan import Plan
from queue_server.showing import Told
from queue_server.speaking import HallVoice

REMEMBERED = 16


class BoardSound:
    """The hall's voice for browsers; `folder` is the plan's, from which its voice packs are seen."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self._plan = plan
        self._folder = folder
        self._turn = asyncio.Lock()
        self._made: OrderedDict[Call | Announcement, bytes] = OrderedDict()

    @cached_property
    def _voice(self) -> HallVoice:
        zone = ZoneInfo(self._plan.hall.timezone)
        return HallVoice(self._plan.voice, self._folder, lambda: datetime.now(zone))

    async def wav(self, told: Told, name: str) -> bytes | None:
        """The sound of a call by its sequence, or of an announcement by its name; None where there is no such thing."""
        said = _said(told, name)
        if said is None:
            return None
        async with self._turn:
            if said not in self._made:
                try:
                    self._made[said] = await asyncio.to_thread(self._speak, said)
                except (OSError, wave.Error):  # no chime: the hall has been taken apart
                    return None
                if len(self._made) > REMEMBERED:
                    self._made.popitem(last=False)
            return self._made[said]

    def _speak(self, said: Call | Announcement) -> bytes:
        return self._voice.spoken(said) if isinstance(said, Call) else self._voice.announced(said)


def urgent_name(announcement: Announcement) -> str:
    """What the sound of an announcement is called; no two announcements are called alike."""
    return f"urgent-{announcement.at.timestamp():.0f}"


def _said(told: Told, name: str) -> Call | Announcement | None:
    urgent = told.bulletin.urgent if told.bulletin else None
    if urgent and name == urgent_name(urgent):
        return urgent
    calls = told.board.calls if told.board else ()
    return next((call for call in calls if str(call.sequence) == name), None)
