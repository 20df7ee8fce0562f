"""The test page of a slip printer: what shows at a glance whether charset, width, QR and knife are set right."""

from datetime import datetime

from devices.printer.document import Cut, Document, Feed, Line, QrCode, Row, Rule

CHINESE = ("厅号测试页　永东国酬爱郁灵鹰袋", "一二三四五六七八九十　，。：；“”", "少见字：䶮 𠮷 㐂 喆 堃 淼")
QR_TEXT = "tinghao-test 0123456789"


def ruler(columns: int) -> tuple[str, str]:
    """Two lines as wide as the paper: tens over ones; the last column of both must be on the paper."""
    tens = "".join(str(column // 10 % 10) if column % 10 == 0 else " " for column in range(1, columns + 1))
    ones = "".join(str(column % 10) for column in range(1, columns + 1))
    return tens, ones


def sample_slip(device: str, machine: str, columns: int, now: datetime) -> Document:
    """The page for a printer with `columns` ASCII characters in a line."""
    tens, ones = ruler(columns)
    return Document(
        (
            Line("测试页", align="center", width=2, height=2, bold=True),
            Line(machine, align="center"),
            Rule("="),
            *(Line(text) for text in CHINESE),
            Row("靠左", "靠右"),
            Line("放大 A012", width=2, height=2),
            Line(f"下面的尺子应当正好一行 {columns} 格，不换行："),
            Line(tens or " "),
            Line(ones),
            Rule(),
            QrCode(QR_TEXT),
            Line(QR_TEXT, align="center"),
            Feed(1),
            Row(device, f"{now:%Y-%m-%d %H:%M:%S}"),
            Cut(),
        )
    )


def sample_page(device: str, machine: str, now: datetime) -> str:
    """The page for an A4 printer."""
    return "\n".join(("厅号测试页", machine, *CHINESE, device, f"{now:%Y-%m-%d %H:%M:%S}"))
