"""Names typed by their sounds: which characters Latin letters may stand for, those of places and people first.

Behind those come the rest of GB 2312 (its first level, then its second, as the standard orders them), then every other
character that pypinyin knows.
"""

import string
from collections.abc import Iterator
from functools import cache

from pypinyin import Style, pinyin
from pypinyin.constants import PINYIN_DICT

LONGEST_NAME = 24
SHORTEST_NAME = 2
OF_PLACES = (
    "镇乡村县市区街道城山水河江湖海州阳阴东西南北中上下大小新老长平安庄家店桥口岭岗沟坪坝塘湾沙石土金银铜铁龙凤虎马牛羊"
    "鱼白黑红黄青绿蓝紫花林森木竹松柏杨柳桃李梅桂茶梨麻稻麦田园泉溪泽潭洲港渡津关寨堡屯营站台楼塔寺庙观宫门坊里井台坡"
    "顶峰崖洞川原坑垭峡谷源头尾子角嘴脚前后左右内外高低深清明光华德仁义礼智信和顺兴隆昌盛富贵福禄寿康宁泰永久太合同文武"
    "双三四五六七八九十百千万一二正丰乐善良古旧天云雷风雨星月日春夏秋冬玉珠宝珍翠琼瑶碧沧浦蒲洋澄浪涛洪波潮沧漳涟淮渭汉"
    "沁洛涡颍汝沂泗滦滏滹沱淀洼泊圩墩垛埠圪塬峪崮峁梁垣坨集场圃厂矿社党建设民主解放胜利和谐团结友谊红旗向东前进曙光朝霞"
    "吕周吴郑王冯陈褚卫蒋沈韩朱秦尤许何施张孔曹严魏陶姜戚谢邹喻苏潘葛范彭郎鲁韦苗方俞任袁酆鲍史唐费廉岑薛贺倪汤滕殷罗毕"
    "郝邬常于时傅皮卞齐伍余元卜顾孟穆萧尹姚邵汪祁毛禹狄米贝臧计伏成戴谈宋茅庞熊纪舒屈项祝董杜阮闵席季贾路娄危童颜郭盛"
    "刁钟徐邱骆夏蔡樊胡凌霍虞支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭包诸石崔吉钮程嵇邢裴陆荣翁荀惠甄曲封芮储靳汲邴糜段巫"
    "乌焦巴弓牧隗车侯宓全郗班仰仲伊宁仇栾暴甘厉戎祖符刘景詹束叶幸司韶黎蓟薄印宿怀从鄂索咸籍赖卓蔺屠蒙池乔胥能苍双闻莘翟"
    "谭贡劳逄姬申扶堵冉宰郦雍却璩桑寿通边扈燕冀郏尚农温别晏柴瞿阎充慕连茹习宦艾容古易慎戈廖庾终暨居衡步都耿满弘匡国寇广"
    "秀英丽芳娟敏静伟强磊军洋勇艳杰涛明超霞刚建国玲志鹏丹萍鑫俊峰宇浩凯健琳琴雪梅婷慧雯倩欣怡佳嘉晓晨轩博凡世勤忠诚孝悌"
)
"""Characters of names of places, then of people, those that are used the most first."""

UNIFIED = range(0x4E00, 0xA000)
"""CJK Unified Ideographs, which the fonts have whole."""
LEVELS = ((0xB0, 0xD7), (0xD8, 0xF7))
"""Rows of GB 2312-80, first and second level."""


def spelled(text: str) -> str:
    """The Latin letters at the end of a text, which stand for a character that is not chosen yet."""
    return text[len(text.rstrip(string.ascii_letters)) :].lower()


def is_name(text: str) -> bool:
    """Whether it is a whole name: Chinese characters, none of them still to be chosen."""
    return SHORTEST_NAME <= len(text) <= LONGEST_NAME and not any(letter.isascii() for letter in text)


def characters(letters: str) -> tuple[str, ...]:
    """Every character that may be spoken so: those spelled so to the end first, rarer sounds after usual ones."""
    if not letters:
        return ()
    order = _order()
    ranked: dict[str, tuple[bool, bool, int]] = {}
    for sound, spoken in _by_sound().items():
        if sound.startswith(letters):
            for letter, is_usual in spoken.items():
                rank = (sound != letters, not is_usual, order[letter])
                ranked[letter] = min(rank, ranked.get(letter, rank))
    return tuple(sorted(ranked, key=ranked.__getitem__))


def put(text: str, letter: str) -> str:
    """The text with the chosen character in the place of the letters that spell it."""
    return text[: len(text) - len(spelled(text))] + letter


@cache
def _order() -> dict[str, int]:
    order: dict[str, int] = {}
    known = (chr(code) for code in PINYIN_DICT if code in UNIFIED)
    for letter in (*OF_PLACES, *_gb2312(), *known):
        order.setdefault(letter, len(order))
    return order


@cache
def _by_sound() -> dict[str, dict[str, bool]]:
    """By sound without tones, ü as v: the characters, each with whether that is its usual sound."""
    found: dict[str, dict[str, bool]] = {}
    common = {*OF_PLACES, *_gb2312()}
    for letter in _order():
        sounds = pinyin(letter, style=Style.NORMAL, heteronym=letter in common)[0]
        for place, sound in enumerate(dict.fromkeys(sounds)):
            if sound.isascii():
                found.setdefault(sound, {}).setdefault(letter, place == 0)
    return found


@cache
def _gb2312() -> tuple[str, ...]:
    return tuple(_rows())


def _rows() -> Iterator[str]:
    for first, last in LEVELS:
        for row in range(first, last + 1):
            for cell in range(0xA1, 0xFF):
                yield from bytes((row, cell)).decode("gb2312", errors="ignore")
