"""Receipt printers: documents as values, their bytes, the printer's status, one driver."""

from devices.printer.changes import StatusChange
from devices.printer.document import Align, Cut, Document, Feed, Line, Part, Picture, QrCode, Row, Rule
from devices.printer.driver import EscposPrinter
from devices.printer.encode import encode
from devices.printer.job import PrintJob
from devices.printer.outcome import PrinterHealth, PrintOutcome, PrintResult
from devices.printer.profile import PAPER_58_MM, PAPER_80_MM, PROFILES, PrinterProfile
from devices.printer.profile_files import ProfileError, profile_named, profile_names
from devices.printer.status import Paper, Presenter, PrinterStatus
from devices.printer.text import display_width, printable, wrap

__all__ = [
    "PAPER_58_MM",
    "PAPER_80_MM",
    "PROFILES",
    "Align",
    "Cut",
    "Document",
    "EscposPrinter",
    "Feed",
    "Line",
    "Paper",
    "Part",
    "Picture",
    "Presenter",
    "PrintJob",
    "PrintOutcome",
    "PrintResult",
    "PrinterHealth",
    "PrinterProfile",
    "PrinterStatus",
    "ProfileError",
    "QrCode",
    "Row",
    "Rule",
    "StatusChange",
    "display_width",
    "encode",
    "printable",
    "profile_named",
    "profile_names",
    "wrap",
]
