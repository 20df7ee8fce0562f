"""The kiosk's own self-test: with the machines it has open already; the last one is kept and told to the hall."""

import logging
from collections.abc import Callable
from dataclasses import replace

from kiosk.selftest.assembling import Standing, checks_of
from kiosk.selftest.conducting import Conductor
from kiosk.selftest.kept import keep, kept
from kiosk.speech.sinks import Loudspeaker, SpokenFolder
from queue_server.contract.selftest import SelfTest

log = logging.getLogger(__name__)

AGENT = "agent"
HERE = frozenset({"127.0.0.1", "::1", "localhost"})
"""Where the message service of a hall is that runs on this very box, and then its agent too."""
OPENED_HERE = frozenset({"slip_printer", "barcode_reader", "document_camera"})
"""Machines that the kiosk itself has open, or opens for its visitors."""


class SelfTesting:
    """Conducts the self-tests of one kiosk.

    Args:
        standing: the kiosk, with what it has open; other machines are added here.
        changed: there is another view; from any thread.
        ended: one came to its end and was told to the hall; from any thread.
    """

    def __init__(self, standing: Standing, *, changed: Callable[[], None], ended: Callable[[], None]) -> None:
        self._client, self._state, self._told = standing.client, standing.state, ended
        way_in, devices = standing.credential, standing.plan.device
        own = (device for device in devices if device.terminal == way_in.client)
        at_agent = (device for device in devices if device.terminal == AGENT and way_in.host in HERE)
        whole = replace(
            standing,
            watched=tuple(at_agent),
            tried=tuple(device for device in own if device.kind not in OPENED_HERE),
        )
        self.conductor = Conductor(way_in.client, lambda: checks_of(whole), changed=changed, ended=self._ended)
        if last := kept(self._state):
            self._client.report_selftest(last)

    def _ended(self, found: SelfTest) -> None:
        try:
            keep(self._state, found)
        except OSError as error:
            log.error("the self-test was not kept: %s", error)
        self._client.report_selftest(found)
        self._told()


def player(sink: Loudspeaker | SpokenFolder) -> Callable[[bytes], str]:
    """Plays a WAV file there and gives what went wrong."""
    if isinstance(sink, Loudspeaker):
        return sink.try_to_play

    def kept_as_file(wav: bytes) -> str:
        sink.play("self-test", wav)
        return ""

    return kept_as_file
