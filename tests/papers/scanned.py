"""Scanned papers for tests: pages as a kiosk makes them, put into the vault or brought over HTTPS."""

import functools
import io
import uuid
from pathlib import Path

import numpy as np
from PIL import Image

from devices.simulator.drawn_papers import A4, ID_CARD, paper
from kiosk.scanning.pdf import A4_MM, ID_CARD_MM, pdf_of, watermark_for
from kiosk.scanning.uploading import Uploader, uploader_of
from queue_server.contract.commands import TakeTicket
from queue_server.contract.credential import load_credential
from queue_server.contract.replies import TicketIssued
from queue_server.contract.tickets import Ticket
from queue_server.papers.keys import paper_keys
from queue_server.papers.vault import Label, Vault
from queue_server.sealing import About, seal
from tests.running_hall import DEADLINE_S, RunningHall, wait_for


@functools.cache
def page(kind: str, seed: int) -> bytes:
    """One drawn page as JPEG."""
    written = io.BytesIO()
    Image.fromarray(paper(kind, np.random.default_rng(seed))).save(written, "JPEG", quality=88)
    return written.getvalue()


@functools.cache
def pdf(pages: int, kind: str = A4, matter: str = "测试", day: str = "2026-11-24") -> bytes:
    """A material of so many pages, marked as the kiosk marks it."""
    size_mm = ID_CARD_MM if kind == ID_CARD else A4_MM
    return pdf_of([page(kind, number) for number in range(pages)], watermark_for(matter, day), size_mm)


def vault(hall: RunningHall) -> Vault:
    """The hall's own vault."""
    return Vault(hall.state / "papers/kept", paper_keys(hall.state).vault)


def take_by_wish(hall: RunningHall, wish: str, matter: str = "A01") -> Ticket:
    """A visitor takes a number at the kiosk, the request's id being the wish."""
    issued = hall.client("kiosk-1").submit(TakeTicket(matter=matter), request_id=wish).result(DEADLINE_S)
    assert isinstance(issued, TicketIssued)
    return issued.ticket


def keep(hall: RunningHall, ticket: Ticket, owner: str, material: str, content: bytes) -> Label:
    """Puts a material into the vault as if it had come in."""
    label = Label(owner=f"kiosk-1/{owner}", material=material, day=ticket.day)
    vault(hall).keep(label, content)
    return label


class KioskScans:
    """A kiosk's own spool and uploader, built from its credential alone."""

    def __init__(self, hall: RunningHall, folder: Path) -> None:
        self._credential = load_credential(hall.state / "clients/kiosk-1.json")
        made = uploader_of(folder, self._credential)
        assert made is not None
        self._uploader: Uploader = made
        self._uploader.start()

    def bring(self, owner: str, material: str, content: bytes) -> None:
        """Seals the material and returns when the server has it."""
        assert self._credential.papers is not None
        about = About(hall=self._credential.hall, owner=owner, matter="A01", material=material)
        self._uploader.put(uuid.uuid4().hex, seal(self._credential.papers.key, content, about))
        wait_for(lambda: not self._uploader.waiting())

    def close(self) -> None:
        self._uploader.close()
