"""The printers that the house can drive."""

import re
from typing import Literal

import msgspec

from devices.driver import Driver, Options, Setting
from devices.printer.driver import EscposPrinter
from devices.printer.page_printer import PagePrinter
from devices.printer.profile import PrinterProfile
from devices.printer.profile_files import ProfileError, profile_named
from devices.transport import Transport

IPP_ADDRESS = re.compile(r"ipps?://[^/\s]+/\S*")


class EscposOptions(Options, frozen=True, kw_only=True):
    """Attributes: `profile` is a file of `assets/printers`; the others change it for this one machine."""

    profile: str = "generic-80mm"
    charset: Literal["profile", "gb18030", "gbk", "utf-8", "ascii"] = "profile"
    cut: Literal["profile", "part", "full", "none"] = "profile"
    near_end: bool = False

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9-]+", self.profile):
            raise ValueError("profile 是打印机型号文件的名称，例如 generic-80mm")

    def chosen(self) -> PrinterProfile:
        """The profile as it is used.

        Raises:
            ValueError: there is no such model, or its file is wrong.
        """
        try:
            profile = profile_named(self.profile)
        except ProfileError as error:
            raise ValueError("；".join(error.problems)) from error
        changed = {name: getattr(self, name) for name in ("charset", "cut") if getattr(self, name) != "profile"}
        return msgspec.structs.replace(profile, **changed, near_end=profile.near_end or self.near_end)


class IppOptions(Options, frozen=True, kw_only=True):
    """Attributes: how long one request, and how long a whole job may take."""

    answer_timeout_s: float = 5.0
    finish_timeout_s: float = 120.0

    def __post_init__(self) -> None:
        if not 1 <= self.answer_timeout_s <= 60:
            raise ValueError("answer_timeout_s 是 1 到 60 秒")
        if not 5 <= self.finish_timeout_s <= 600:
            raise ValueError("finish_timeout_s 是 5 到 600 秒")


def _escpos(setting: Setting, wire: Transport | None) -> EscposPrinter:
    assert wire is not None
    assert isinstance(setting.options, EscposOptions)
    return EscposPrinter(wire, setting.options.chosen(), name=setting.name, clock=setting.clock)


def _ipp(setting: Setting, _: Transport | None) -> PagePrinter:
    options = setting.options
    assert isinstance(options, IppOptions)
    if not IPP_ADDRESS.fullmatch(setting.port):
        raise ValueError("port 应当像 ipp://10.0.0.8:631/ipp/print")
    return PagePrinter(
        setting.port,
        name=setting.name,
        answer_timeout_s=options.answer_timeout_s,
        finish_timeout_s=options.finish_timeout_s,
        clock=setting.clock,
    )


DRIVERS: tuple[Driver[EscposPrinter] | Driver[PagePrinter], ...] = (
    Driver(
        name="escpos",
        kind="slip_printer",
        machine="ESC/POS 热敏打印机",
        protocol="Epson ESC/POS reference; Custom and EU-T400 presenters as in TerminalClient",
        wires=("serial", "tcp", "usb_printer"),
        options=EscposOptions,
        baud=115200,
        build=_escpos,
    ),
    Driver(
        name="ipp",
        kind="page_printer",
        machine="A4 打印机（IPP 或 CUPS 队列）",
        protocol="Internet Printing Protocol, RFC 8011, through ipptool",
        wires=("ipp",),
        options=IppOptions,
        build=_ipp,
    ),
)
