"""Questions to an IPP printer or a CUPS queue through `ipptool`, and what the answers mean.

Source: RFC 8011 (operations, job and printer states, state reasons with severities); `ipptool` is of cups-ipp-utils.
The requests are files in `assets/printers/ipp`.
"""

import plistlib
import subprocess
from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from xml.parsers.expat import ExpatError

from devices.errors import DeviceOfflineError, PersonReason, SetupError, WrongAnswerError
from devices.printer.status import Paper, PrinterStatus

REQUESTS = Path(__file__).parents[2] / "assets" / "printers" / "ipp"
GRACE_S = 1.0
STOPPED = 5
"""`printer-state`."""
NOT_WORKING = frozenset({"paused", "shutdown", "offline", "timed-out", "connecting-to-device", "stopped-partly"})
OPEN = frozenset({"door-open", "cover-open", "interlock-open"})
EMPTY = frozenset({"media-empty", "media-needed"})
SEVERITIES = ("-error", "-warning", "-report")

Attributes = Mapping[str, object]


class JobState(IntEnum):
    """`job-state`."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


def ask(request: str, uri: str, *, timeout_s: float, job: int = 0, file: Path | None = None) -> Attributes:
    """One request and the attributes of its answer.

    Raises:
        DeviceOfflineError: no connection, or no answer in time.
        WrongAnswerError: the printer refused the request, or answered no IPP.
        SetupError: there is no `ipptool`.
    """
    command = ["ipptool", "-X", "-T", f"{timeout_s:g}", "-d", f"job={job}"]
    if file is not None:
        command += ["-f", str(file)]
    command += [uri, str(REQUESTS / f"{request}.test")]
    try:
        done = subprocess.run(command, capture_output=True, timeout=timeout_s + GRACE_S, check=False)
    except FileNotFoundError as error:
        raise SetupError("ipptool not found: install the package cups-ipp-utils") from error
    except subprocess.TimeoutExpired as error:
        raise DeviceOfflineError(f"{uri} does not answer") from error
    return _answer_in(done.stdout, uri)


def _answer_in(output: bytes, uri: str) -> Attributes:
    try:
        report = plistlib.loads(output)
    except (plistlib.InvalidFileException, ExpatError, ValueError) as error:
        raise WrongAnswerError(f"ipptool said nothing readable about {uri}") from error
    tests = report.get("Tests") or []
    if not tests or "StatusCode" not in tests[0]:
        raise DeviceOfflineError(f"{uri}: {report.get('ErrorMessage', 'no answer')}")
    code = tests[0]["StatusCode"]
    if not code.startswith("successful-"):
        raise WrongAnswerError(f"{uri} refused: {code}")
    return {name: value for group in tests[0].get("ResponseAttributes", []) for name, value in group.items()}


def reasons_in(attributes: Attributes) -> tuple[str, ...]:
    """The printer's own words for its state; empty when all is well."""
    told = attributes.get("printer-state-reasons", ())
    words = (told,) if isinstance(told, str) else tuple(map(str, told)) if isinstance(told, list) else ()
    return tuple(word for word in words if word != "none")


def status_in(attributes: Attributes) -> PrinterStatus:
    """The printer's state in the words of all our printers; what is not told stays unknown.

    A tray that is empty only as a warning is not the one that prints, so it counts as paper running low; a printer that
    needs paper waits for it, whatever severity it says that with.
    """
    if "printer-state" not in attributes:
        return PrinterStatus()
    severe: set[str] = set()
    mild: set[str] = set()
    for reason in reasons_in(attributes):
        word, severity = _split(reason)
        (severe if severity in ("", "-error") else mild).add(word)
    out = bool(severe & EMPTY) or "media-needed" in mild
    low = "media-low" in severe | mild or "media-empty" in mild
    stopped = attributes["printer-state"] == STOPPED or attributes.get("printer-is-accepting-jobs") is False
    return PrinterStatus(
        offline=stopped or bool((severe | mild) & NOT_WORKING),
        cover_open=bool(severe & OPEN),
        paper=Paper.OUT if out else Paper.LOW if low else Paper.OK,
        jammed="media-jam" in severe,
    )


def suspected(reasons: tuple[str, ...]) -> PersonReason:
    """Why a job that does not end hangs, whatever severity the printer gives it: simple ones call all a report."""
    words = {_split(reason)[0] for reason in reasons}
    if words & EMPTY:
        return PersonReason.PAPER_OUT
    if words & OPEN:
        return PersonReason.COVER_OPEN
    return PersonReason.PAPER_JAM if "media-jam" in words else PersonReason.UNKNOWN


def _split(reason: str) -> tuple[str, str]:
    severity = next((one for one in SEVERITIES if reason.endswith(one)), "")
    return reason.removesuffix(severity), severity
