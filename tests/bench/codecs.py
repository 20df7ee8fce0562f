"""How fast the codecs of all LED drivers take in what comes over the line, on their own frames and their vectors."""

import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.figure import Effort, Figure
from tests.bench.percentiles import over_rounds
from tests.bench.processes import MB, ROOT
from tests.devices.led.test_conformance import CASES
from tests.devices.vectors import vectors

STREAM_BYTES = 60_000
VECTORS = ROOT / "tests" / "devices" / "led" / "vectors"


def codecs(effort: Effort) -> Sequence[Figure]:
    """Megabytes per second over all drivers: bytes of valid frames in, meanings out, in pieces of 64 bytes' worth."""
    streams = [(case.decode, _stream(VECTORS / f"{case.driver}.json")) for case in CASES]
    rates = []
    for _ in range(effort.rounds):
        began = time.perf_counter()
        for decode, stream in streams:
            decode(stream)
        spent = time.perf_counter() - began
        rates.append([sum(len(stream) for _, stream in streams) / spent / (MB * MB)])
    return (Figure("codec_mb_per_s", over_rounds(rates, 50)),)


def _stream(path: Path) -> bytes:
    frames = b"".join(vector.content for vector in vectors(path) if vector.decoded is not None)
    return frames * (1 + STREAM_BYTES // len(frames))
