"""The table of screens and bars in `kiosk/BARS.md`, measured anew: `python -m tests.kiosk.bar_table`."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.kiosk.gallery import take
from tests.running_hall import ROOT

FILE = ROOT / "kiosk" / "BARS.md"
SIZES = ((1080, 1920), (1920, 1080))
HEAD = Path(__file__).with_name("bars_head.md")
LOOKS = ("usual", "large", "contrast", "reach")


def rows(measured: list[dict[str, dict[str, float]]]) -> str:
    """One line a face; `measured` are what the galleries wrote, by `<look>/<face>.<language>`."""
    faces = dict.fromkeys(name.split("/")[1].split(".")[0] for one in measured for name in one)
    return "".join(f"| {face} | {' | '.join(_cells(face, measured))} |\n" for face in faces)


def _cells(face: str, measured: list[dict[str, dict[str, float]]]) -> list[str]:
    def worst(key: str, by: Callable[[list[float]], float], *looks: str) -> str:
        found = [
            value[key]
            for one in measured
            for name, value in one.items()
            if name.split("/")[0] in looks and name.split("/")[1].split(".")[0] == face
        ]
        return f"{by(found):.1f}".removesuffix(".0")

    return [
        *(worst(key, min, *LOOKS) for key in ("target_mm", "ease_mm", "gap_mm", "bezel_mm", "han_mm")),
        worst("cap_degrees", min, "large"),
        worst("contrast", min, "usual", "reach"),
        worst("contrast", min, "large"),
        worst("contrast", min, "contrast"),
        worst("edge_contrast", min, *LOOKS),
        worst("highest_mm", max, "reach"),
        worst("unspoken", max, *LOOKS),
    ]


def main() -> None:
    """Measures and writes."""
    measured = []
    for width, height in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            take(Path(folder), width, height, pictures=False)
            measured.append(json.loads((Path(folder) / "bars.json").read_text(encoding="utf-8")))
    FILE.write_text(HEAD.read_text(encoding="utf-8") + rows(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
