"""The narrator of a kiosk put together: its voice, where its sound goes, and the visitor's own headset."""

import logging
import wave

from kiosk.speech.narrator import Narrator
from kiosk.speech.reading_voice import ReadingVoice
from kiosk.speech.sinks import Loudspeaker, SpokenFolder, player_on
from kiosk.trace import trace

log = logging.getLogger(__name__)


def narrator(sink: Loudspeaker | SpokenFolder, headset: str) -> Narrator | None:
    """Reads screens aloud; None where not even the chime is there. `headset` is ALSA's name, empty for none."""
    ear = Loudspeaker(player_on(headset)) if headset and isinstance(sink, Loudspeaker) else None
    try:
        return Narrator(ReadingVoice(), sink, lambda sentence: trace("spoken", text=sentence), ear)
    except (OSError, wave.Error) as error:
        log.error("screens are not read aloud: %s", error)
        return None
