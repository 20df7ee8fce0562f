"""A terminal's machines opened for one self-test, and let go of whatever happens."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from devices.registry import BindingError
from kiosk.equipment import devices_of, paper_source, printer, reader
from kiosk.health import KioskHealth
from kiosk.printing import Printing
from kiosk.reading import Reading
from kiosk.selftest.assembling import Standing
from kiosk.selftest.codes import Codes
from kiosk.selftest.hall_news import HallNews
from kiosk.selftest.paper_loop import HOLD_S
from kiosk.speech.sinks import Loudspeaker
from queue_server.client import HallClient
from queue_server.contract.credential import Credential
from queue_server.contract.plan import Device, Plan

OPENED_HERE = frozenset({"slip_printer", "barcode_reader", "document_camera"})


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
    client = HallClient(credential)
    machines = KioskHealth(credential.client, lambda health: None)
    codes, wrong = Codes(), list[Device]()
    readings = _readings(plan, credential.client, machines, codes, wrong)
    slips = _printing(plan, credential.client, machines, wrong)
    news = HallNews(client)

    def has_nobody(device: Device) -> bool:
        return device in wrong or device.terminal != credential.client or device.kind not in OPENED_HERE

    with ExitStack() as stack:
        stack.callback(client.close)
        client.start()
        for reading in readings:
            stack.callback(reading.close)
            reading.start()
        if slips is not None:
            stack.callback(slips.close)
            slips.start()
        yield Standing(
            plan,
            folder,
            credential,
            state,
            client,
            news,
            printing=slips,
            codes=codes,
            refused=lambda: sum(one.refused for one in readings),
            told=machines.machines,
            tried=tuple(device for device in plan.device if device.terminal in terminals and has_nobody(device)),
            play=(play or Loudspeaker().try_to_play) if _speaks(plan, credential.client) else None,
            camera=paper_source,
            hold_s=hold_s,
        )


def _speaks(plan: Plan, client: str) -> bool:
    """Whether the terminal has a loudspeaker."""
    return client in {*(kiosk.id for kiosk in plan.kiosk), *(display.id for display in plan.display)}


def _readings(plan: Plan, client: str, machines: KioskHealth, codes: Codes, wrong: list[Device]) -> list[Reading]:
    """The readers; wrongly bound ones as in `_printing`."""
    found: list[Reading] = []
    for device in devices_of(plan, client, "barcode_reader"):
        try:
            found.append(Reading(reader(device), partial(_heard, codes), partial(machines.reader, device.id)))
        except BindingError:
            wrong.append(device)
    return found


def _printing(plan: Plan, client: str, machines: KioskHealth, wrong: list[Device]) -> Printing | None:
    """The slip printer; one that is bound wrongly is put to the others that are tried, and says so there."""
    for device in devices_of(plan, client, "slip_printer")[:1]:
        try:
            return Printing(printer(device), partial(machines.printer, device.id))
        except BindingError:
            wrong.append(device)
    return None


def _heard(codes: Codes, code: str) -> None:
    codes.heard(code)
