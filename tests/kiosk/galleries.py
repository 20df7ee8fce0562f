"""Every face of the kiosk, upright and lying, as pictures in a folder: `-m tests.kiosk.galleries DIR`."""

import json
import sys
from pathlib import Path

from tests.kiosk.bar_table import SIZES
from tests.kiosk.gallery import take


def main(folder: Path) -> int:
    """`<width>x<height>/<look>/<face>.<language>.png`; how many, and every fault, are printed."""
    wrong = 0
    for width, height in SIZES:
        place = folder / f"{width}x{height}"
        take(place, width, height)
        faults = {face: told for face, told in json.loads((place / "faults.json").read_text("utf-8")).items() if told}
        wrong += len(faults)
        print(f"{place}: {len(list(place.rglob('*.png')))} pictures", *faults.items(), sep="\n  ")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
