"""What the kiosk tells the hall about its machines, whole whenever one changes."""

from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from devices.reader import SerialReader
from devices.simulator import ReaderSimulator
from devices.transport import Serial
from kiosk.health import KioskHealth
from kiosk.reading import Reading
from kiosk.scanning.trouble import OF_THE_PAPER, Trouble, papers_health
from queue_server.contract.messages import Health
from tests.running_hall import wait_for


def test_an_unplugged_reader_is_told_with_its_remedy_beside_the_printer(tmp_path: Path) -> None:
    told: list[Health] = []
    machines = KioskHealth("kiosk-1", told.append)
    machines.printer("slip-printer-1", "")
    with closing(ReaderSimulator(tmp_path / "reader")) as machine:
        reader = SerialReader(Serial(machine.path, baud=9600))
        with closing(Reading(reader, lambda code: None, partial(machines.reader, "barcode-reader-1"))) as reading:
            reading.start()
            wait_for(lambda: [device.state for device in told[-1].devices] == ["ok", "ok"])
            machine.set_fault("unplugged", True)
            wait_for(lambda: told[-1].devices[-1].state == "broken")
            assert "数据线" in told[-1].devices[-1].remedy
            machine.set_fault("unplugged", False)
            wait_for(lambda: told[-1].devices[-1].state == "ok")
    assert told[-1].client == "kiosk-1"
    assert told[-1].devices[0].device == "slip-printer-1"


def test_a_jammed_scanner_is_told_with_its_remedy_and_an_unreadable_paper_is_no_trouble_of_it() -> None:
    told: list[Health] = []
    machines = KioskHealth("kiosk-1", told.append)
    for trouble in Trouble:
        machines.tell(papers_health("scanner-1", trouble, datetime.now(UTC)))
        (scanner,) = told[-1].devices
        assert (scanner.state == "ok") is (trouble in OF_THE_PAPER)
        assert bool(scanner.remedy) is (scanner.state == "broken")
