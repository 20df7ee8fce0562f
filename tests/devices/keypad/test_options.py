"""Mistakes in the options of keypads and evaluators are told in plain Chinese when they are bound."""

import re

import pytest

from devices.driver import Options, Setting
from devices.keypad.apertum import ApertumOptions
from devices.keypad.byte_map import ByteMapOptions
from devices.keypad.drivers import DRIVERS
from devices.keypad.ff68 import Ff68EvaluatorOptions, Ff68KeypadOptions
from devices.keypad.pad import NumberPadOptions


@pytest.mark.parametrize(
    ("options", "given", "word"),
    [
        (Ff68KeypadOptions, {"confirm": "6"}, "名称=值"),
        (Ff68KeypadOptions, {"confirm": "66=park"}, "一个数字"),
        (Ff68KeypadOptions, {"confirm": "6=dance"}, "dance"),
        (Ff68KeypadOptions, {"confirm": "6=park 6=call"}, "两次"),
        (Ff68EvaluatorOptions, {"levels": "1=6"}, "非常满意"),
        (Ff68EvaluatorOptions, {"levels": "x=5"}, "评价器"),
        (Ff68EvaluatorOptions, {"levels": ""}, "至少"),
        (ApertumOptions, {"key_2": "dance"}, "key_2"),
        (NumberPadOptions, {"keys": "home=call"}, "home"),
        (NumberPadOptions, {"keys": "enter=dance"}, "dance"),
        (ByteMapOptions, {"keys": "call=XY"}, "十六进制"),
        (ByteMapOptions, {"keys": "call=01 recall=01"}, "两次"),
        (ByteMapOptions, {"keys": "call=01 recall=0102"}, "开头"),
        (ByteMapOptions, {"keys": "dance=01"}, "dance"),
        (ByteMapOptions, {"keys": "1=31", "echo": True}, "重发"),
        (ByteMapOptions, {"beep": "0"}, "beep"),
        (ByteMapOptions, {"pattern": "("}, "正则"),
        (ByteMapOptions, {"pattern": "abc"}, "key"),
        (ByteMapOptions, {"pattern": "(?P<key>a*)"}, "什么都不用"),
        (ByteMapOptions, {"pattern": "(?P<key>呼)"}, "字节"),
        (ByteMapOptions, {"pattern": "(?P<key>a)", "keys": "call=b dance=c"}, "dance"),
    ],
)
def test_a_wrong_option_is_told_in_chinese(options: type[Options], given: dict[str, object], word: str) -> None:
    with pytest.raises(ValueError, match=re.escape(word)):
        options(**given)


def test_every_driver_has_defaults_that_work_and_refuses_a_wrong_address() -> None:
    for driver in DRIVERS:
        assert driver.build(Setting(name="one", options=driver.options()), None).name == "one"
    for driver in DRIVERS:
        if driver.name in ("ff68", "apertum_console"):
            with pytest.raises(ValueError, match="address"):
                driver.build(Setting(name="one", address=256, options=driver.options()), None)
