"""A call is read from ten metres: how high its digits are in millimetres on the panel of the plan."""

from math import hypot

import pytest
from msgspec.structs import replace

from queue_server.showing import Box, Words
from queue_server.showing.legibility import panel_warnings
from queue_server.showing.panel import legible_mm, panel_of
from queue_server.showing.widths import DIGIT
from tests.showing.boards import NOW
from tests.showing.halls import LANDSCAPE, SAMPLE, UPRIGHT, display, face, hall, told


def test_half_a_degree_of_arc_at_ten_metres_is_87_millimetres() -> None:
    assert legible_mm(10) == pytest.approx(87.3, abs=0.05)
    assert legible_mm(5) == legible_mm(10) / 2


def test_a_unit_is_as_large_on_the_wall_as_the_plan_says() -> None:
    assert panel_of(display((1366, 768), panel_inch=32.0)).unit_mm * 1080 == pytest.approx(
        32 * 25.4 * 768 / hypot(1366, 768)
    )


@pytest.mark.parametrize("panel", [LANDSCAPE, UPRIGHT])
@pytest.mark.parametrize(("windows", "services"), [(4, 5), (12, 14)])
@pytest.mark.parametrize("english", [True, False])
def test_the_digits_of_every_call_are_legible_on_a_55_inch_panel(
    panel: tuple[int, int], windows: int, services: int, english: bool
) -> None:
    plan = hall(windows, services)
    shown = face(plan, display(panel, english=english))
    painting = shown.painting(told(plan), NOW)
    numbers = {row.number for row in shown.shown(told(plan), NOW).calls}
    sizes = [part.size for part in painting if isinstance(part, Words) and part.text in numbers and part.bold]
    assert len(sizes) >= 4
    assert min(sizes[:4]) * DIGIT / 1000 * shown.setting.panel.unit_mm >= legible_mm(10)
    assert shown.setting.digit_mm >= legible_mm(10)


def test_more_rows_or_a_smaller_panel_have_lower_digits() -> None:
    usual = face(SAMPLE).setting.digit_mm
    assert face(SAMPLE, display(rows=6)).setting.digit_mm < usual * 0.7
    assert face(SAMPLE, display(panel_inch=43.0)).setting.digit_mm == pytest.approx(usual * 43 / 55)


def test_a_panel_that_is_too_small_for_its_rows_is_told_with_what_would_help() -> None:
    assert panel_warnings(SAMPLE) == []
    small = replace(SAMPLE, display=(display(), display(rows=6), display((1366, 768), panel_inch=32.0)))
    crowded, tiny = panel_warnings(small)
    assert crowded == (
        "display-1：55 英寸的屏放 6 行叫号，数字高 56 毫米，10 米外要 87 毫米才看得清；"
        "写 rows = 4，或换 87 英寸以上的屏，或把 viewing_m 写成 6.3，并让座位不远于它"
    )
    assert "写 rows" not in tiny
    assert "换 55 英寸以上的屏" in tiny
    for cure in ({"panel_inch": 87.0}, {"viewing_m": 6.3}, {"rows": 4}):
        assert panel_warnings(replace(SAMPLE, display=(display(**({"rows": 6} | cure)),))) == []


def test_the_number_stays_inside_its_row() -> None:
    for panel in (LANDSCAPE, UPRIGHT):
        painting = face(SAMPLE, display(panel)).painting(told(SAMPLE), NOW)
        place = next(at for at, part in enumerate(painting) if isinstance(part, Words) and part.text == "A900")
        box, words = painting[place - 1], painting[place]
        assert isinstance(box, Box)
        assert isinstance(words, Words)
        middle = words.middle + words.size * 0.065
        half = words.size * DIGIT / 2000
        assert box.y + 12 < middle - half < middle + half < box.y + box.height - 12
