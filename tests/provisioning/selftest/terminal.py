"""A terminal without its kiosk's program: machines on simulated lines, a hall that runs, its files."""

import io
import shutil
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from PIL import Image

from devices.reader.picture import decode_picture
from devices.registry import Binding
from devices.simulator import PrinterSimulator, ReaderSimulator
from devices.simulator.workshop import simulators
from queue_server.contract.plan import Device, Plan
from tests.on_the_wire import OnTheWire
from tests.running_hall import ROOT

HALLS = ROOT / "assets/halls"


class Terminal:
    """`folder` has `hall.toml`, its calendar and `kiosk-1.json`; a person holds every page to the reader."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.printer = PrinterSimulator(folder / "printer")
        self.reader = ReaderSimulator(folder / "reader")
        self.board = simulators([Binding(id="led", kind="led_board", driver="onbon", port="/dev/led")], folder)["led"]
        self.hall = OnTheWire(folder, self._with_devices)
        (folder / "hall.toml").write_bytes(msgspec.toml.encode(self.hall.plan))
        shutil.copy(HALLS / "calendar.toml", folder)
        (folder / "kiosk-1.json").write_bytes(msgspec.json.encode(self.hall.credentials["kiosk-1"]))
        self._gone = threading.Event()
        self._person = threading.Thread(target=self._holds, daemon=True)

    def __enter__(self) -> Self:
        self.hall.start_broker()
        self.hall.start_server()
        self._person.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._gone.set()
        self._person.join()
        self.hall.__exit__(None, None, None)
        for machine in (self.printer, self.reader, self.board):
            machine.close()

    @property
    def arguments(self) -> list[str]:
        """Those that name this terminal."""
        return ["--plan", f"{self.folder / 'hall.toml'}", "--credential", f"{self.folder / 'kiosk-1.json'}"]

    def _holds(self) -> None:
        while not self._gone.wait(0.1):
            pictures = self.printer.pictures()
            for code in decode_picture(Image.open(io.BytesIO(pictures[-1].png))) if pictures else ():
                self.reader.scan(code.text)

    def _with_devices(self, plan: Plan) -> Plan:
        def device(id: str, kind: str, driver: str, terminal: str, port: str) -> Device:
            window = 1 if terminal == "agent" else 0
            named = {"id": id, "kind": kind, "driver": driver, "terminal": terminal, "port": port, "window": window}
            return msgspec.convert(named, Device)

        devices = (
            device("slip-1", "slip_printer", "escpos", "kiosk-1", self.printer.path),
            device("reader-1", "barcode_reader", "serial_line", "kiosk-1", self.reader.path),
            device("led-1", "led_board", "onbon", "agent", self.board.path),
        )
        return msgspec.structs.replace(plan, device=devices)
