"""A notice is read to its end, however long: it stands where it fits, and runs where it does not."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.display import theme
from kiosk.display.layout import HEAD, Ticker, Words, paint, ticker_left
from kiosk.display.rows import shown
from tests.kiosk.display.boards import NOW, board
from tests.kiosk.display.test_painting import NOTICE, width


def foot(notice: str) -> list[Words | Ticker]:
    """The words at the foot."""
    painting = paint(shown(board(), NOW, hall="大厅", notice=notice, connected=True), width)
    return [part for part in painting if isinstance(part, Words | Ticker) and part.middle > theme.HEIGHT - HEAD]


def text_of(parts: list[Words | Ticker]) -> str:
    """What is read there."""
    return "".join(
        part.text if isinstance(part, Words) else "".join(piece for _, piece in part.pieces) for part in parts
    )


def test_a_notice_that_fits_stands_still() -> None:
    for times, lines in ((1, 1), (2, 2), (3, 2)):
        parts = foot(NOTICE * times)
        assert len(parts) == lines
        assert all(isinstance(part, Words) for part in parts)


def test_a_longer_one_runs_in_large_type() -> None:
    (part,) = foot(NOTICE * 9)
    assert isinstance(part, Ticker)
    assert part.size == 40
    assert part.length > theme.WIDTH


@given(st.text(st.sampled_from("号窗口办理，。Aa1 "), min_size=1, max_size=400))
def test_nothing_of_a_notice_is_lost(notice: str) -> None:
    read = text_of(foot(notice)).replace(" ", "")
    assert read.removeprefix("通知：") == notice.replace(" ", "")


@given(st.floats(1, 1e5), st.floats(0, 1e5))
def test_a_running_line_comes_in_at_the_right_goes_left_and_comes_again(length: float, seconds: float) -> None:
    assert ticker_left(length, 0) == theme.WIDTH
    assert -length <= ticker_left(length, seconds) <= theme.WIDTH
