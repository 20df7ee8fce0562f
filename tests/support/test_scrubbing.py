"""Nothing about anybody passes the scrubber, however it is written; what happened and when does."""

import datetime
import re

from hypothesis import given
from hypothesis import strategies as st

from queue_server.support.scrubbing import Scrubber

SCRUBBER = Scrubber({"王秀兰": "wang", "欧阳修文": "ouyang"}, ("hush-hush",), ("slip-printer-1", "kiosk-1"))
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
BETWEEN = st.sampled_from(["", " ", "-", "：", "（", "、", ",", "=", '"', "\n", "号", "is "])


@st.composite
def id_numbers(draw: st.DrawFn) -> str:
    """A correct identity number, by GB 11643, as people write it: in one, in groups, with a small x, in full width."""
    region, day = draw(st.integers(110101, 659004)), draw(st.dates(min_value=_date(1900), max_value=_date(2026)))
    body = f"{region}{day:%Y%m%d}{draw(st.integers(0, 999)):03}"
    check = "10X98765432"[sum(weight * int(sign) for weight, sign in zip(WEIGHTS, body, strict=True)) % 11]
    whole = body + draw(st.sampled_from([check, check.lower()]))
    gap = draw(st.sampled_from(["", " ", "-"]))
    grouped = gap.join((whole[:6], whole[6:14], whole[14:]))
    return grouped.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if draw(st.booleans()) else grouped


@st.composite
def phones(draw: st.DrawFn) -> str:
    """A mobile or a line with its area, as people write it."""
    number = f"1{draw(st.integers(3_000_000_000, 9_999_999_999))}"
    gap = draw(st.sampled_from(["", " ", "-"]))
    mobile = draw(st.sampled_from(["", "+86", "86 "])) + gap.join((number[:3], number[3:7], number[7:]))
    area = draw(st.sampled_from(["010", "0312", "0755"]))
    line = area + draw(st.sampled_from(["-", " ", ""])) + str(draw(st.integers(2_000_000, 89_999_999)))
    return draw(st.sampled_from([mobile, line]))


@given(st.one_of(id_numbers(), phones()), st.text(max_size=20), st.text(max_size=20), BETWEEN, BETWEEN)
def test_no_identity_number_and_no_phone_is_left_whatever_stands_around_it(
    number: str, before: str, after: str, left: str, right: str
) -> None:
    said = SCRUBBER.clean(f"{before}{left}{number}{right}{after}")
    digits = re.sub(r"\D", "", number.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
    assert digits[-8:] not in re.sub(r"[^0-9]", "", said), said
    assert digits[:6] not in re.sub(r"[^0-9]", "", said.replace("[数]", "|")), said


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_name_and_no_secret_is_left(before: str, after: str) -> None:
    said = SCRUBBER.clean(f"{before}王秀兰{after}hush-hush{before}欧阳修文")
    assert not {"王秀兰", "hush-hush", "欧阳修文"} & {said[i : i + n] for n in (3, 4, 9) for i in range(len(said))}


def test_what_opens_something_is_taken_out() -> None:
    said = SCRUBBER.clean("GET /t/abcdefghijklmnop 200, token=Zm9yLXRlc3RzLW9ubHk, z26pgzxcz7a6rs6a")
    assert said == "GET /t/[串] 200, token=[串], [串]"


def test_what_happened_and_when_can_still_be_read() -> None:
    line = "2026-11-27 22:08:43,121 WARNING kiosk.printing: slip-printer-1 of kiosk-1: paper_out, port 18830, 3 tries"
    assert SCRUBBER.clean(line) == line
    assert SCRUBBER.clean("2026-11-27T22:08:43.121 wang [王秀兰]") == "2026-11-27T22:08:43.121 wang [[wang]]"


def _date(year: int) -> datetime.date:
    return datetime.date(year, 1, 1)
