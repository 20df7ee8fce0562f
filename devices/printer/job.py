"""Print jobs with an id: each is sent once, and a second time only when somebody asks for it, and then it shows."""

from collections import OrderedDict

import msgspec

from devices.printer.document import Document, Line

REMEMBERED = 1000


class PrintJob(msgspec.Struct, frozen=True):
    """A document to print under an id.

    Attributes:
        reprint_line: printed above it when this id went to the paper before; empty for nothing.
    """

    id: str
    document: Document
    reprint_line: str = "补打"

    def again(self) -> Document:
        """The document as it is printed another time."""
        if not self.reprint_line:
            return self.document
        return Document((Line(self.reprint_line, align="right"), *self.document.parts))


class SentJobs:
    """The ids of the last jobs of which at least one byte went out."""

    def __init__(self) -> None:
        self._ids: OrderedDict[str, None] = OrderedDict()

    def __contains__(self, job_id: str) -> bool:
        return job_id in self._ids

    def add(self, job_id: str) -> None:
        self._ids[job_id] = None
        self._ids.move_to_end(job_id)
        while len(self._ids) > REMEMBERED:
            self._ids.popitem(last=False)
