"""Sample documents."""

from devices.printer import Cut, Document, Feed, Line, QrCode, Row, Rule

LINK = "http://192.168.1.20:8080/t/puyang/A012?k=7f3a9c"


def slip(number: str = "A012", *, link: str = LINK) -> Document:
    return Document(
        (
            Line("蒲阳镇便民服务大厅", align="center", bold=True, height=2),
            Feed(),
            Line(number, align="center", width=4, height=4, bold=True),
            Line("城乡居民养老保险参保登记"),
            Row("前面等候：3 人", "08:31"),
            Rule(),
            QrCode(link),
            Line("请留意叫号，过号请到导办台", align="center"),
            Cut(),
        )
    )
