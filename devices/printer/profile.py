"""What differs from one printer model to the next, as small data; every capability is off until a profile turns it on.

The models themselves are files in `assets/printers`; see `profile_files`.
"""

from typing import Annotated, Literal

import msgspec

MM_PER_INCH = 25.4
Switch = Literal["unset", "on", "off"]


class PrinterProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of printer.

    Attributes:
        name: the file's name.
        machine: what a technician calls it, in Chinese.
        width_dots: printable width.
        columns: ASCII characters of font A (12 × 24 dots) in one line; a Chinese character takes two.
        charset: `gb18030` and `gbk` for the two-byte Chinese font after `FS &`; `utf-8` for printers set to it;
            `ascii` when the printer has no Chinese font, then every Chinese line is printed as a bitmap.
        code_system: the number for `FS C` where the Chinese font has to be chosen; None leaves it as it is.
        cut: how the cutter works, or `none` without one (then the paper is only fed to the tear bar).
        answers_in_order: the printer answers `GS r 1` after all bytes before it were printed. One that never does is
            found out after its first slip.
        near_end: there is a sensor for paper running low; without one its bits mean nothing.
        black_mark: the paper has marks; each slip is fed to the next one.
        automatic_status: turn the printer's unasked status on or off.
        full_status: answers Custom's `DLE EOT 14h`, the only one that tells a jam and a slip in the mouth.
        presenter: `steps` for `GS e` present, retract, eject; `ejector` for the VKP80III, told beforehand what to do
            with a slip that is left; `eu_t400` for Epson's cut and backfeed.
        present_steps: how far the slip is pushed out.
        retract_after_s: take back a slip nobody took; 0 leaves it. `ejector` does that by itself.
        loop: hold the paper in a loop inside while printing.
    """

    name: str
    width_dots: Annotated[int, msgspec.Meta(ge=96, le=2048)]
    columns: Annotated[int, msgspec.Meta(ge=8, le=160)]
    machine: str = ""
    width_mm: Annotated[int, msgspec.Meta(ge=25, le=220)] = 80
    dpi: Annotated[int, msgspec.Meta(ge=100, le=600)] = 203
    charset: Literal["gb18030", "gbk", "utf-8", "ascii"] = "gb18030"
    code_system: Annotated[int, msgspec.Meta(ge=0, le=255)] | None = None
    cut: Literal["part", "full", "none"] = "none"
    answers_in_order: bool = True
    near_end: bool = False
    black_mark: bool = False
    automatic_status: Switch = "unset"
    full_status: bool = False
    presenter: Literal["none", "steps", "ejector", "eu_t400"] = "none"
    present_steps: Annotated[int, msgspec.Meta(ge=0, le=255)] = 15
    retract_after_s: Annotated[float, msgspec.Meta(ge=0, le=255)] = 0.0
    loop: Switch = "unset"

    @property
    def dots_per_mm(self) -> float:
        return self.dpi / MM_PER_INCH


PAPER_80_MM = PrinterProfile(
    name="generic-80mm", machine="通用 80 毫米热敏打印机", width_dots=576, columns=48, width_mm=80, cut="part"
)
PAPER_58_MM = PrinterProfile(
    name="generic-58mm", machine="通用 58 毫米热敏打印机", width_dots=384, columns=32, width_mm=58, cut="part"
)
PROFILES = {profile.name: profile for profile in (PAPER_80_MM, PAPER_58_MM)}
"""What can be used without the files."""
