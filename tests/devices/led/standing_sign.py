"""One LED driver with its simulated sign, driven by hand: no threads but the simulator's, no waiting."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from devices.bus import Bus
from devices.driver import Driver, Options, Setting
from devices.led.drivers import DRIVERS
from devices.led.sign import Sign
from devices.simulator.line import SimulatedLine
from devices.simulator.sign import SignCard, SignSimulator
from devices.transport import Line, open_later
from tests.devices.clock import HandClock
from tests.devices.counted import Counted
from tests.devices.waiting import wait_until

Decoded = dict[str, object]


class Case(msgspec.Struct, frozen=True):
    """What the conformance suite has to know of one driver.

    Attributes:
        card: makes the simulated electronics.
        decode: all frames in a stream, in the words of the vectors' `decoded`.
        encode: the bytes for a vector's `decoded`; None where a vector is not something we say.
        texts: what the sign can show, each in one page.
        long: fills several pages or is refused.
        refused: what it cannot show.
        network: reached by datagrams instead of a serial line.
        checked: frames have a checksum.
        darkens: an empty text darkens it; where not, it is refused.
        variant: of the driver's options, where it has several cases.
        leading_zeros: of a number are shown as they were wanted.
    """

    driver: str
    card: Callable[[], SignCard]
    decode: Callable[[bytes], list[Decoded]]
    encode: Callable[[Decoded], bytes | None]
    texts: tuple[str, ...]
    long: str
    refused: tuple[str, ...]
    address: int = 1
    options: Options | None = None
    network: bool = False
    checked: bool = True
    darkens: bool = True
    variant: str = ""
    leading_zeros: bool = True

    @property
    def name(self) -> str:
        return f"{self.driver} {self.variant}".rstrip()

    @property
    def entry(self) -> Driver[Sign]:
        return next(driver for driver in DRIVERS if driver.name == self.driver)

    def build(self, clock: Callable[[], float]) -> Sign:
        options = self.options if self.options is not None else self.entry.options()
        return self.entry.build(Setting(name="led", address=self.address, options=options, clock=clock), None)


class Standing:
    """A sign on its bus at a simulated machine."""

    def __init__(self, case: Case, path: Path) -> None:
        self.clock = HandClock()
        line = SimulatedLine(datagrams=True) if case.network else SimulatedLine(path)
        self.machine = SignSimulator(line, case.card())
        self.sign = case.build(self.clock)
        self._wire = Counted(open_later(self.machine.path, Line(baud=case.entry.baud)))
        self.bus = Bus(self._wire, [self.sign], name="led", clock=self.clock, pause=self.clock.advance)

    def settle(self) -> None:
        """Let the bus do everything that is due now, and the machine take it."""
        for _ in range(200):
            if not self.bus.turn():
                break
        else:
            raise AssertionError("the bus never comes to rest")

    def heard_all(self) -> None:
        """Wait until the machine has taken in what was said."""
        wait_until(lambda: self.machine.heard_bytes == self._wire.said_bytes)

    def shows(self, text: str) -> None:
        """Settle, and wait until the machine shows `text`."""
        self.settle()
        wait_until(lambda: self.machine.text == text)

    def pass_time(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.settle()

    def close(self) -> None:
        self.bus.close()
        self.machine.close()


@contextmanager
def standing(case: Case, folder: Path) -> Iterator[Standing]:
    """A sign for the time of a test."""
    there = Standing(case, folder / "led")
    try:
        yield there
    finally:
        there.close()
