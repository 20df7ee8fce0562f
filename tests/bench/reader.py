"""Reading codes on pictures of papers: zbar alone, zxing alone, and both together as the kiosk does it."""

import time
from collections.abc import Callable, Sequence

from kiosk.scanning.codes import PaperCode, Picture, by_zbar, by_zxing, paper_codes
from tests.bench.figure import Effort, Figure
from tests.bench.percentiles import percentile
from tests.kiosk.scanning.code_pictures import WHOLE_SET, CodePicture, code_pictures

Reader = Callable[[Picture], tuple[PaperCode, ...]]


def reader(effort: Effort) -> Sequence[Figure]:
    """Eight kinds of codes, whole, blurred, turned, slanted, noisy, dark and in a lamp's glare; one code a picture."""
    drawn = list(code_pictures(min(effort.rounds * effort.asks, WHOLE_SET)))
    zbar, zbar_ms = _measured(by_zbar, drawn)
    zxing, zxing_ms = _measured(by_zxing, drawn)
    pair, pair_ms = _measured(paper_codes, drawn)
    return (
        Figure("reader_rate_pyzbar", zbar),
        Figure("reader_rate_zxing", zxing),
        Figure("reader_rate_pair", pair, at_least=max(zbar, zxing)),
        Figure("reader_pyzbar_ms_p50", zbar_ms),
        Figure("reader_zxing_ms_p50", zxing_ms),
        Figure("reader_ms_p50", pair_ms),
    )


def _measured(read: Reader, drawn: Sequence[CodePicture]) -> tuple[float, float]:
    """The share of pictures whose code was read rightly, and the median of milliseconds for a picture."""
    right, spent = 0, []
    for one in drawn:
        began = time.perf_counter()
        codes = read(one.picture)
        spent.append((time.perf_counter() - began) * 1000)
        right += one.text in [code.text for code in codes]
    return right / len(drawn), percentile(spent, 50)
