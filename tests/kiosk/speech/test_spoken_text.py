"""What is written becomes what is spoken: digit by digit where it must be, in words where people say it so."""

import pytest

from kiosk.speech.spoken_text import spoken_text


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("您的号 B012", "您的号  B 零一二"),
        ("监督电话 0312-5550100", "监督电话 零三一二，五五五零一零零"),
        ("请拨 12345", "请拨 一二三四五"),
        ("13800138000", "一三八零零一三八零零零"),
        ("现在不取号，13:30 开始取号", "现在不取号，十三点三十分 开始取号"),
        ("08:00–12:00", "八点整到十二点整"),
        ("约 25–100 分钟", "约 二十五到一百 分钟"),
        ("等候 11 人", "等候 十一 人"),
        ("✓ 号票已经打好", "  号票已经打好"),
        ("证号 **************1234", "证号 尾号一二三四"),
        ("户口簿\n居民身份证", "户口簿，居民身份证"),
    ],
)
def test_chinese(written: str, spoken: str) -> None:
    assert spoken_text(written, "zh_CN") == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Your number AB012", "Your number A B 0 1 2"),
        ("Call 0312-5550100", "Call 0 3 1 2 , 5 5 5 0 1 0 0"),
        ("about 25–100 min", "about 25 to 100 min"),
        ("**************123X", "ending in 1 2 3 X"),
    ],
)
def test_english(written: str, spoken: str) -> None:
    assert spoken_text(written, "en") == spoken
