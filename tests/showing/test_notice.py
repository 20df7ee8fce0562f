"""A notice is read to its end, however long: it stands where it fits, else it runs; all have their turn."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from queue_server.contract.plan import Notice
from queue_server.showing import Ticker, Told, Words
from queue_server.showing.foot import STANDS_S, ticker_left
from queue_server.showing.setting import FOOT
from tests.showing.boards import NOW, board, service
from tests.showing.halls import SAMPLE, display, face, urgent
from tests.showing.test_painting import NOTICE

ALONE = replace(SAMPLE, notice=())


def foot(
    notice: str,
    told: Told | None = None,
    after_s: float = 0.0,
    notices: tuple[Notice, ...] = (),
    *,
    english: bool = False,
) -> list[Words | Ticker]:
    """The words at the foot."""
    shown = face(replace(ALONE, notice=notices), display(notice=notice, english=english))
    painting = shown.painting(told or Told(board(), connected=True), NOW + timedelta(seconds=after_s))
    return [part for part in painting if isinstance(part, Words | Ticker) and part.middle > 1080 - FOOT]


def text_of(parts: list[Words | Ticker]) -> str:
    """What is read there."""
    return "".join(part.text for part in parts)


def test_a_notice_that_fits_stands_still() -> None:
    for times, lines in ((1, 1), (2, 2), (3, 2)):
        parts = foot(NOTICE * times)
        assert len(parts) == lines
        assert all(isinstance(part, Words) for part in parts)


def test_two_lines_break_where_one_pauses() -> None:
    first, second = foot(f"{NOTICE}军人、残疾人、老年人、孕妇可以优先办理，取号时点“优先办理”。")
    assert (first.text, second.text[:4]) == (f"通知：{NOTICE}", "军人、残")


def test_a_hall_that_is_closed_until_another_day_says_so_first() -> None:
    closed = Told(board(services=(service(is_open=False, opens="11-30 08:30"),)), connected=True)
    said = "今天不取号了，下一个工作日 11月30日 08:30 开始取号"
    assert said in (text_of(foot(NOTICE, closed)), text_of(foot(NOTICE, closed, after_s=STANDS_S)))
    later = Told(board(services=(service(is_open=False, opens="13:30"),)), connected=True)
    assert said not in (text_of(foot(NOTICE, later)), text_of(foot(NOTICE, later, after_s=STANDS_S)))


def test_a_longer_one_runs_in_large_type() -> None:
    (part,) = foot(NOTICE * 9)
    assert isinstance(part, Ticker)
    assert part.size == 40
    assert part.width > 1920


@given(st.text(st.sampled_from("号窗口办理，。Aa1 "), min_size=1, max_size=400))
def test_nothing_of_a_notice_is_lost(notice: str) -> None:
    read = text_of(foot(notice)).replace(" ", "")
    assert read.removeprefix("通知：") == notice.replace(" ", "")


@given(st.floats(1, 1e5), st.floats(0, 1e5))
def test_a_running_line_comes_in_at_the_right_goes_left_and_comes_again(length: float, seconds: float) -> None:
    assert ticker_left(length, 1920, 0) == 1920
    assert -length <= ticker_left(length, 1920, seconds) <= 1920


def test_all_notices_take_turns_the_long_ones_until_they_have_run_through() -> None:
    notices = (Notice(text="短的。", text_en="A short one."), Notice(text=NOTICE * 9))
    read: list[str] = []
    for at in range(0, 300, 1):
        parts = foot("自己的。", after_s=at, notices=notices, english=True)
        if not read or read[-1] != text_of(parts):
            read.append(text_of(parts))
        if isinstance(parts[0], Ticker):
            passed = (NOW + timedelta(seconds=at)).timestamp() - parts[0].began
            assert 0 <= passed <= (parts[0].width + 1920) / 90
    turns = ["通知：自己的。", "通知：短的。", "Notice: A short one.", f"通知：{NOTICE * 9}"]
    begin = turns.index(read[1])
    assert read[1:5] == turns[begin:] + turns[:begin]
    assert STANDS_S >= 10


def test_an_urgent_announcement_stands_alone_while_it_holds() -> None:
    bulletin = urgent("请从东门离开")
    told = Told(board(), bulletin=bulletin, connected=True)
    assert text_of(foot("别的。", told)) == "紧急通知：请从东门离开"
    assert {part.colour for part in foot("别的。", told)} == {"#ffffff"}
    assert text_of(foot("别的。", told, after_s=3601)) == "通知：别的。"
