"""Speech modules on a serial line: the sentences, their frames, one driver."""

from devices.speech.module import SpeechHealth, SpeechModule

__all__ = ["SpeechHealth", "SpeechModule"]
