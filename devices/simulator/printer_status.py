"""The status bytes of a simulated printer: what is wrong, as each of its ways to say it; pure.

Source: device reference, sections 2.1 and 2.2.
"""

import msgspec

REMAINING_CM = {False: b"510cm", True: b"40cm"}
FULL_STATUS = 0x14


class Trouble(msgspec.Struct, frozen=True):
    """What is wrong with the printer, and whether a slip hangs in its mouth."""

    paper_out: bool = False
    paper_low: bool = False
    cover_open: bool = False
    cutter: bool = False
    jammed: bool = False
    in_output: bool = False

    @property
    def stopped(self) -> bool:
        """It prints nothing."""
        return self.paper_out or self.cover_open or self.jammed

    @property
    def _offline(self) -> bool:
        return self.stopped or self.cutter

    def real_time(self, number: int) -> bytes:
        """The answer to `DLE EOT n`."""
        match number:
            case 1:
                bits = 0x04 | 0x08 * self._offline
            case 2:
                bits = 0x04 * self.cover_open | 0x20 * self.paper_out | 0x40 * (self.cutter or self.jammed)
            case 3:
                bits = 0x08 * self.cutter | 0x04 * self.jammed
            case _:
                bits = 0x6C * self.paper_out or 0x0C * self.paper_low
        return bytes([0x12 | bits])

    def in_order(self) -> bytes:
        """The answer to `GS r 1` and `ESC v`."""
        return bytes([0x03 * self.paper_low])

    def automatic(self) -> bytes:
        """What is sent unasked after `GS a`."""
        printer = 0x10 | 0x08 * self._offline | 0x20 * self.cover_open
        return bytes([printer, 0x08 * self.cutter, 0x0C * self.paper_out or 0x03 * self.paper_low, 0x00])

    def full(self) -> bytes:
        """The answer to Custom's `DLE EOT 14h`."""
        paper = 0x01 * self.paper_out | 0x04 * self.paper_low | 0x20 * self.in_output
        return bytes([0x10, 0x0F, paper, 0x02 * self.cover_open, 0x40 * self.jammed, 0x01 * self.cutter])
