"""A terminal made ready for one self-test: its machines opened, its place on the hall's wire taken; then all let go."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.equipment import paper_source
from kiosk.selftest.assembling import Standing
from kiosk.selftest.hall_news import HallNews
from kiosk.selftest.paper_loop import HOLD_S
from kiosk.speech.sinks import Loudspeaker
from provisioning.selftest.machines import machines_open
from queue_server.client import HallClient
from queue_server.contract.credential import Credential
from queue_server.contract.plan import Device, Plan

LOOKED_AFTER = frozenset({"slip_printer", "barcode_reader", "document_camera"})
"""Of the terminal's own machines those that have a check of their own; all others are tried as on the bench."""


@contextmanager
def opened(
    plan: Plan,
    folder: Path,
    credential: Credential,
    state: Path,
    *,
    terminals: frozenset[str],
    hold_s: float = HOLD_S,
    play: Callable[[bytes], str] | None = None,
) -> Iterator[Standing]:
    """The terminal of `credential`, ready for `checks_of`; nobody else may have its machines open.

    Args:
        folder: the plan's, with its calendar and voice packs.
        state: where the terminal keeps its own things.
        terminals: whose machines of the plan are at this box: its own, and `agent` where the hall runs here too.
        hold_s: how long a person has to hold the printed page before the reader.
        play: in place of the loudspeaker.
    """
    own = [device for device in plan.device if device.terminal == credential.client]
    client = HallClient(credential)
    news = HallNews(client)
    client.start()
    try:
        with machines_open(credential.client, own) as machines:

            def to_be_tried(device: Device) -> bool:
                return device not in own or device in machines.wrong or device.kind not in LOOKED_AFTER

            yield Standing(
                plan,
                folder,
                credential,
                state,
                client,
                news,
                printing=machines.printing,
                codes=machines.codes,
                refused=machines.refused,
                told=machines.told,
                tried=tuple(device for device in plan.device if device.terminal in terminals and to_be_tried(device)),
                play=(play or Loudspeaker().try_to_play) if _speaks(plan, credential.client) else None,
                camera=paper_source,
                hold_s=hold_s,
            )
    finally:
        client.close()


def _speaks(plan: Plan, client: str) -> bool:
    """Whether the terminal has a loudspeaker."""
    return client in {*(kiosk.id for kiosk in plan.kiosk), *(display.id for display in plan.display)}
