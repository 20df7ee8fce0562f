"""Who reads a kiosk's screens aloud, and where it is heard."""

import logging
import wave
from pathlib import Path

from kiosk.speech.narrator import Narrator
from kiosk.speech.reading_voice import ReadingVoice
from kiosk.speech.sinks import Loudspeaker, SpokenFolder, player_on
from kiosk.trace import trace

log = logging.getLogger(__name__)


def narrator_into(spoken_into: Path | None, headset: str) -> Narrator | None:
    """Reads screens aloud, into the folder or on the loudspeaker; None where not even the chime is there."""
    try:
        sink = SpokenFolder(spoken_into) if spoken_into else Loudspeaker()
        ear = Loudspeaker(player_on(headset)) if headset and not spoken_into else None
        return Narrator(ReadingVoice(), sink, lambda sentence: trace("spoken", text=sentence), ear)
    except (OSError, wave.Error) as error:
        log.error("screens are not read aloud: %s", error)
        return None
