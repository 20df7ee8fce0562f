"""The slip as people read it: as text, and as it comes out of the printer."""

import io
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from devices.printer import (
    PAPER_58_MM,
    PAPER_80_MM,
    Cut,
    Document,
    EscposPrinter,
    Feed,
    Line,
    PrinterProfile,
    PrintResult,
    QrCode,
    Row,
    Rule,
    display_width,
)
from devices.reader.picture import decode_picture
from devices.simulator import PrinterSimulator
from devices.transport import Serial
from kiosk.slip import document, slip_of
from queue_server.contract.forecasts import Wait
from queue_server.contract.words import Language
from tests.kiosk.glass import until
from tests.kiosk.scenes import issued, plan

DOTS_PER_MM = 203 / 25.4

CHINESE_80 = """\
蒲阳镇便民服务大厅 x2
------------------------------------------------
您的号
B012 x8

城乡居民最低生活保障申请 x2
------------------------------------------------
前面等候                                   11 人
办理窗口                                2 号窗口
取号时间                        2026-11-23 10:42
------------------------------------------------
[http://127.0.0.1:8080/t/Q7xVb2kTn0ZcYw4s]
手机扫码，随时看排到哪里
请到等候区就座，留意屏幕和广播"""

ENGLISH_58 = """\
蒲阳镇便民服务大厅 x1
Puyang Town Service Hall
--------------------------------
您的号 Your number
B012 x8

城乡居民最低生活保障申请 x1
Minimum living allowance
--------------------------------
前面等候 People ahead      11 人
办理窗口 Window         2 号窗口
取号时间 Time   2026-11-23 10:42
--------------------------------
[http://127.0.0.1:8080/t/Q7xVb2kTn0ZcYw4s]
手机扫码，随时看排到哪里
Scan to follow your place in the queue
请到等候区就座，留意屏幕和广播
Please take a seat; watch the screen and listen for your number"""


def as_text(slip: Document, columns: int) -> str:
    """The slip as a person would type it."""
    lines: list[str] = []
    for part in slip.parts:
        match part:
            case Line():
                lines.append(f"{part.text} x{part.width}" if part.bold else part.text)
            case Row():
                gap = columns - display_width(part.left) - display_width(part.right)
                lines += [part.left + " " * gap + part.right] if gap > 0 else [part.left, part.right]
            case Rule():
                lines.append(part.character * columns)
            case Feed():
                lines.append("")
            case QrCode():
                lines.append(f"[{part.content}]")
            case Cut():
                pass
    return "\n".join(lines)


def slip(language: Language, columns: int) -> Document:
    return document(slip_of(plan(), issued(), language), columns)


def test_the_slip_on_80_mm_reads_so() -> None:
    assert as_text(slip("zh_CN", 48), 48) == CHINESE_80


def test_the_slip_on_58_mm_in_two_languages_reads_so() -> None:
    assert as_text(slip("en", 32), 32) == ENGLISH_58


def test_nobody_ahead_reads_as_come_and_be_served() -> None:
    nobody = slip_of(plan(), issued(ahead=0), "zh_CN")
    assert "随到随办" in as_text(document(nobody, 48), 48)


def test_a_number_of_practice_says_above_all_that_it_is_worth_nothing() -> None:
    one = issued()
    practised = msgspec.structs.replace(one, ticket=msgspec.structs.replace(one.ticket, practice=True))
    lines = as_text(document(slip_of(plan(), practised, "zh_CN"), 48), 48).splitlines()
    assert lines.index("练习号，不能办事 x2") < lines.index("B012 x8")


def test_the_slip_says_how_long_it_will_take_and_when_to_be_back() -> None:
    wait = Wait(outlook="range", low_min=30, high_min=45, back_by="10:40")
    lines = as_text(document(slip_of(plan(), issued(), "zh_CN", wait), 48), 48).splitlines()
    assert [line.split() for line in lines if "预计等候" in line] == [["预计等候", "约", "30-45", "分钟"]]
    assert [line.split() for line in lines if "暂时离开" in line] == [["暂时离开", "10:40", "前回来"]]
    english = as_text(document(slip_of(plan(), issued(), "en", wait), 32), 32)
    assert "Expected wait" in english
    late = as_text(document(slip_of(plan(), issued(), "zh_CN", Wait(outlook="not_today")), 48), 48)
    assert "今天下班前可能办不到，请问导办员 x1" in late
    assert "预计等候" not in late
    busy = as_text(document(slip_of(plan(), issued(ahead=0), "zh_CN", wait), 48), 48)
    assert "随到随办" not in busy
    assert "约 30-45 分钟" in busy
    soon = as_text(document(slip_of(plan(), issued(ahead=0), "zh_CN", Wait(outlook="range", high_min=2)), 48), 48)
    assert "随到随办" in soon
    assert "预计等候" not in soon


def test_no_open_window_is_not_printed() -> None:
    given = msgspec.structs.replace(issued(), windows=())
    assert "窗口" not in as_text(document(slip_of(plan(), given, "zh_CN"), 48), 48)


def test_a_long_number_still_fits_on_narrow_paper() -> None:
    long = slip_of(plan(), issued("AB0123"), "zh_CN")
    sizes = [part.width for part in document(long, 32).parts if isinstance(part, Line) and part.text == "AB0123"]
    assert sizes == [5]


@pytest.mark.parametrize("profile", [PAPER_80_MM, PAPER_58_MM])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_code_on_the_paper_opens_the_ticket_page(
    tmp_path: Path, profile: PrinterProfile, language: Language
) -> None:
    paper = PrinterSimulator(tmp_path / "printer", width_dots=profile.width_dots)
    printer = EscposPrinter(Serial(paper.path), profile)
    try:
        assert printer.print(slip(language, profile.columns)).result is PrintResult.PRINTED
        until(lambda: len(paper.pictures()) == 1, "the slip")
        picture = Image.open(io.BytesIO(paper.pictures()[0].png))
    finally:
        printer.close()
        paper.close()
    assert [code.text for code in decode_picture(picture)] == ["http://127.0.0.1:8080/t/Q7xVb2kTn0ZcYw4s"]


def test_the_code_is_wide_enough_for_any_phone() -> None:
    codes = [part for part in slip("zh_CN", 32).parts if isinstance(part, QrCode)]
    assert [code.min_width_mm for code in codes] == [25.0]
    assert PAPER_58_MM.width_dots > 25.0 * DOTS_PER_MM
