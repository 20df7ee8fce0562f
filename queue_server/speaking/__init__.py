"""Calls as sound: recorded voice packs or espeak-ng, in the languages of the plan, as loud as the hour wants it."""

from queue_server.speaking.hall_voice import HallVoice

__all__ = ["HallVoice"]
