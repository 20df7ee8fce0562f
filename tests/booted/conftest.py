"""Whether `make test` boots systems: only where that was asked for, this machine can, and nothing has to be fetched."""

import os

from tests.booted.machine import lacking
from tests.booted.roots import BARE, SEEN_AND_REACHED, place

ASKED = "TINGHAO_BOOTED"
"""Set to anything, in the environment; the proof takes far longer than all other tests together."""

if not os.environ.get(ASKED) or lacking() or not place((*BARE, *SEEN_AND_REACHED)).exists():
    collect_ignore = ["test_booted.py"]
