"""What may be at the end of a serial line, and the names by which machines on USB give themselves away."""

import re
from typing import NamedTuple

from kiosk.setup.values import Plug


class Guess(NamedTuple):
    """A driver to try on a line; `baud` 0 for its usual speed."""

    kind: str
    driver: str
    baud: int = 0


ON_A_LINE = (
    Guess("slip_printer", "escpos", 115200),
    Guess("barcode_reader", "newland"),
    Guess("led_board", "onbon"),
    Guess("slip_printer", "escpos", 9600),
)
"""In the order in which they are tried; each is asked a question that changes nothing."""
READER_NAMES = re.compile(r"scan|barcode|code_?reader|newland|honeywell|datalogic|symbol|zebra|deli", re.IGNORECASE)
"""Of readers that are plugged in as a keyboard."""


class Usual(NamedTuple):
    """A machine that a kiosk usually has, and what to do where it is not found."""

    kind: str
    name: str
    plug: Plug
    remedy: str


USUAL = (
    Usual("slip_printer", "号票打印机", "usb_b", "请插好方口线和电源，按下打印机开关，看灯亮不亮"),
    Usual("barcode_reader", "扫码枪", "usb_a", "请插好 USB 扁口线，听到“嘀”一声就是通了"),
    Usual("document_camera", "高拍仪", "usb_a", "请插好 USB 扁口线，看灯亮不亮"),
    Usual("led_board", "LED 条屏", "db9", "请插好九针串口线，再给条屏通上电"),
    Usual("network", "网线", "rj45", "请把网线插到底，听到“咔”一声，看插口的灯亮不亮"),
    Usual("sound", "音箱", "jack", "请插好音箱的圆头线和电源"),
    Usual("television", "显示屏", "hdmi", "请插好 HDMI 线，打开屏幕的电源"),
)
ABSENT, CONNECTED = "没有找到", "接通了"
"""What is said of what is not there, and of what cannot be asked."""
