"""Receipt printers: documents as values, their bytes, the printer's status, one driver."""

from devices.printer.document import Align, Cut, Document, Feed, Line, Part, Picture, QrCode, Row, Rule
from devices.printer.driver import EscposPrinter
from devices.printer.encode import encode
from devices.printer.outcome import PrinterHealth, PrintOutcome, PrintResult
from devices.printer.profile import PAPER_58_MM, PAPER_80_MM, PROFILES, PrinterProfile
from devices.printer.status import Paper, PrinterStatus
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
    "PrintOutcome",
    "PrintResult",
    "PrinterHealth",
    "PrinterProfile",
    "PrinterStatus",
    "QrCode",
    "Row",
    "Rule",
    "display_width",
    "encode",
    "printable",
    "wrap",
]
