"""Every mistake a plan can have is found, at its key, with a sentence that says what to do; all of them at once."""

from pathlib import Path

import pytest

from queue_server.contract.plan import Plan, PlanError, load, parse
from queue_server.contract.plan.loading import MAX_BYTES

SAMPLE = (Path(__file__).parents[3] / "assets" / "halls" / "puyang.toml").read_text(encoding="utf-8")

Case = tuple[str, str, str, str]
"""What the sample says, what it says instead, the mistake's key, and a piece of its sentence."""

BOX = '[[window_box]]\nid = "window-1"'

SHAPE: list[Case] = [
    ("schema = 1", "schema = 1\n]", "hall.toml", "不是正确的 TOML"),
    ("schema = 1", "schema = 1\nschema = 1", "hall.toml", "不是正确的 TOML"),
    ("schema = 1", "", "schema", "缺少这一项"),
    ("schema = 1", "schema = 2", "schema", "写的是 2，应当是其中之一：1"),
    ("schema = 1", "schema = 1\nwindwo = 3", "windwo", "是不是“window”？"),
    ("schema = 1", "schema = 1\nqqqqqq = 3", "qqqqqq", "请删掉"),
    ("schema = 1", "schema = 1\nkiosks = []", "kiosks", "是不是“kiosk”？"),
    ("[policy]\ncalls = 3", "[policy]\ncals = 3", "policy.cals", "是不是“calls”？"),
    ("[[display]]", "[display]", "display", "应当写成 [[display]]"),
    ("[policy]\n", "[[policy]]\n", "policy", "应当是一节 [policy]"),
    ('name = "惠农政策"\n', "", "service[1].name", "缺少这一项"),
    ('name = "惠农政策"', "name = 7", "service[1].name", "写的是 7，应当是文字（加引号）"),
    ("calls = 3", 'calls = "3"', "policy.calls", "写的是 '3'，应当是整数"),
    ("calls = 3", "calls = 3.5", "policy.calls", "写的是 3.5，应当是整数"),
    ("calls = 3", "calls = true", "policy.calls", "写的是 True，应当是整数"),
    ("calls = 3", 'cut_off = "no"', "policy.cut_off", "写的是 'no'，应当是其中之一：stop、tell"),
    ("windows = [1]", "windows = 1", "service[1].windows", "整数的列表，用方括号"),
    ("windows = [1]", 'windows = ["1"]', "service[1].windows", "整数的列表，用方括号"),
    ('hours = [["08:30", "12:00"], ["13:30", "17:30"]]', 'hours = "08:30"', "hall.hours", '如 [["08:30", "12:00"]'),
    ('hours = [["00:00", "24:00"]]', 'hours = [["00:00"]]', "service[5].hours", "应当是时段"),
    ('kind = "slip_printer"', 'kind = "printer"', "device[1].kind", "slip_printer、page_printer、"),
    ("baud = 115200", "data_bits = 9", "device[1].data_bits", "7、8"),
    ("baud = 9600", "options = 3", "device[2].options", "应当是一节"),
    ("baud = 57600", "baud = 'fast'", "device[3].baud", "应当是整数"),
    ('roles = ["guide"]', 'roles = ["guid"]', "clerk[11].roles", "没有 'guid'，是不是“guide”？可以是：clerk、head、"),
    ('roles = ["guide"]', "roles = [7]", "clerk[11].roles", "没有 7，可以是：clerk、"),
    ('roles = ["guide"]', 'roles = "guide"', "clerk[11].roles", "文字（加引号）的列表，用方括号"),
    ('name = "王秀兰"', f"name = [{'1, ' * 30}]", "clerk[1].name", "…，应当是文字"),
]

SENSE: list[Case] = [
    ('id = "puyang"', 'id = "Pu Yang"', "hall.id", "小写字母、数字和连字符"),
    ('id = "puyang"', f'id = "{"p" * 41}"', "hall.id", "最多 40 个"),
    ('name = "蒲阳镇便民服务大厅"', 'name = "  "', "hall.name", "不能是空的"),
    ('name_en = "Puyang Town Service Hall"', 'name_en = "Pu\\nyang"', "hall.name_en", "不能有换行或控制字符"),
    ('hours = [["08:30", "12:00"], ["13:30", "17:30"]]', "hours = []", "hall.hours", "至少要有一段"),
    ('["08:30", "12:00"]', '["8:30", "12:00"]', "hall.hours", "“8:30”不是时间"),
    ('["08:30", "12:00"]', '["08:30", "24:30"]', "hall.hours", "“24:30”不是时间"),
    ('["08:30", "12:00"]', '["12:00", "08:30"]', "hall.hours", "从早到晚"),
    ('["08:30", "12:00"]', '["08:30", "14:00"]', "hall.hours", "不能重叠"),
    ('["00:00", "24:00"]', '["24:00", "24:00"]', "service[5].hours", "从早到晚"),
    ("[policy]", 'timezone = "Asia/Puyang"\n\n[policy]', "hall.timezone", "中国各地写 Asia/Shanghai"),
    ("[policy]", 'timezone = "../etc"\n\n[policy]', "hall.timezone", "这个时区"),
    ("[policy]", 'timezone = "Asia"\n\n[policy]', "hall.timezone", "这个时区"),
    ("[policy]", 'timezone = ""\n\n[policy]', "hall.timezone", "这个时区"),
    ("http://127.0.0.1:8080", "127.0.0.1:8080", "hall.page_address", "http://192.168.1.5:8080"),
    ("http://127.0.0.1:8080", "ftp://127.0.0.1", "hall.page_address", "应当像"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080/", "hall.page_address", "结尾不要斜线"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:port", "hall.page_address", "应当像"),
    ("http://127.0.0.1:8080", "http://:8080", "hall.page_address", "应当像"),
    ("http://127.0.0.1:8080", "", "hall.page_address", "应当像"),
    ("http://127.0.0.1:8080", "http://[127.0.0.1", "hall.page_address", "应当像"),
    ("[policy]", "broker_port = 80\n\n[policy]", "hall.broker_port", "1024 到 65535"),
    ("[policy]", "web_port = 65536\n\n[policy]", "hall.web_port", "1024 到 65535"),
    ("[policy]", "web_port = 18830\n\n[policy]", "hall.web_port", "不能和 broker_port 相同"),
    ("[policy]", "wire_port = 80\n\n[policy]", "hall.wire_port", "没有别的机器上的终端写 0"),
    ("[policy]", "wire_port = 8443\n\n[policy]", "hall.wire_port", "不能和 broker_port、web_port、papers.port 相同"),
    ("calls = 3", "calls = 0", "policy.calls", "在 1 到 5 之间"),
    ("call_gap_s = 10", "call_gap_s = 121", "policy.call_gap_s", "在 0 到 120 之间"),
    ("reinsert_after = 3", "reinsert_after = -1", "policy.reinsert_after", "在 0 到 10 之间"),
    ("[policy]", "[policy]\nnumber_digits = 1", "policy.number_digits", "在 2 到 4 之间"),
    ("[policy]", "[booking]\nslot_min = 7\n\n[policy]", "booking.slot_min", "5 的倍数"),
    ("[policy]", "[booking]\nslot_min = 245\n\n[policy]", "booking.slot_min", "在 5 到 240 之间"),
    ("[policy]", "[booking]\nper_slot = -1\n\n[policy]", "booking.per_slot", "在 0 到 999 之间"),
    ("[policy]", "[booking]\nearly_min = 241\n\n[policy]", "booking.early_min", "在 0 到 240 之间"),
    ("[policy]", "[booking]\ndays_ahead = 366\n\n[policy]", "booking.days_ahead", "在 0 到 365 之间"),
    ('prefix = "B"', 'prefix = "A"', "service.prefix", "“A”重复了"),
    ('prefix = "B"', 'prefix = "b"', "service[2].prefix", "大写字母"),
    ('prefix = "B"', 'prefix = "BBB"', "service[2].prefix", "大写字母"),
    ('name = "惠农政策"', 'name = ""', "service[1].name", "不能是空的"),
    ('name_en = "Farm support"', 'name_en = ""', "service[1].name_en", "不能是空的"),
    ("windows = [1]", "windows = []", "service[1].windows", "“惠农政策”没有窗口办理"),
    ("windows = [1]", "windows = [1, 1]", "service[1].windows", "“1”重复了"),
    ("windows = [1]", "windows = [9]", "service[1].windows", "没有 9 号窗口"),
    ('prefix = "J"', 'prefix = "K"', "service[5]", "“群众接访”下面没有事项"),
    ('code = "A02"', 'code = "A01"', "matter.code", "“A01”重复了"),
    ('code = "A02"', 'code = ""', "matter[2].code", "不能是空的"),
    ('name = "耕地地力保护补贴申报"', 'name = ""', "matter[1].name", "不能是空的"),
    ('name_en = "Farmland protection subsidy"', 'name_en = ""', "matter[1].name_en", "不能是空的"),
    ('service = "A"', 'service = "Z"', "matter[1].service", "没有“Z”这项业务"),
    ('needs = ["受害植株样本或照片"]', "needs = []", "matter[13].needs_en", "要和 needs 一样有 0 项"),
    ("number = 2", "number = 1", "window.number", "“1”重复了"),
    ("number = 4", "number = 100", "window[4].number", "在 1 到 99 之间"),
    ('clerks = ["wang", "li"]', 'clerks = ["wang"]', "window[1].clerks", "至少两名"),
    ('clerks = ["wang", "li"]', "clerks = []", "window[1].clerks", "至少要有一名"),
    ('clerks = ["wang", "li"]', 'clerks = ["wang", "li"]\none_clerk = "缺人"', "window[1].one_clerk", "请删掉"),
    (
        'clerks = ["wang", "li"]',
        'clerks = ["wang", "li"]\nauthorisation = "蒲政授〔2026〕1号"\nauthorised_until = "明年"',
        "window[1].authorised_until",
        "不是日期，应当像 2027-12-31",
    ),
    (
        'clerks = ["wang", "li"]',
        'clerks = ["wang", "li"]\nauthorised_until = "2027-12-31"',
        "window[1].authorisation",
        "授权书的文号",
    ),
    ('name = "惠农政策"', f'name = "{"惠" * 21}"', "service[1].name", "有 21 个字，最多 20 个"),
    ('clerks = ["wang", "li"]', 'clerks = ["wang", "wang"]', "window[1].clerks", "至少两名"),
    ('clerks = ["wang", "li"]', 'clerks = ["wang", "hu"]', "window[1].clerks", "没有“hu”这位窗口人员"),
    ("[[kiosk]]", '[[window]]\nnumber = 6\nclerks = ["wang", "li"]\n\n[[kiosk]]', "window[6]", "6 号窗口没有业务"),
    ('id = "li"', 'id = "wang"', "clerk.id", "“wang”重复了"),
    ('id = "li"', 'id = "Li"', "clerk[2].id", "小写字母"),
    ('name = "李建国"', 'name = "\\t"', "clerk[2].name", "不能是空的"),
    ('roles = ["guide"]', "roles = []", "clerk[11].roles", "至少要有一项"),
    ('roles = ["guide"]', 'roles = ["guide", "guide"]', "clerk[11].roles", "“guide”重复了"),
    ('roles = ["supervisor"]', 'roles = ["supervisor", "clerk"]', "clerk[13].roles", "supervisor 只能单独用"),
    ('roles = ["technician"]', 'roles = ["manager", "technician"]', "clerk[14].roles", "technician 只能单独用"),
    ('clerks = ["wang", "li"]', 'clerks = ["wang", "fan"]', "window[1].clerks", "“fan”没有 clerk 或 head 角色"),
    ('id = "kiosk-1"', 'id = "Kiosk/1"', "kiosk.id", "小写字母"),
    ('id = "kiosk-1"', 'id = "agent"', "kiosk.id", "系统自己用的名字"),
    ('id = "kiosk-1"', 'id = "door-1"', "kiosk.id", "应当以 kiosk 开头"),
    ('id = "display-1"', 'id = "tv-1"', "display.id", "应当以 display 开头"),
    ("[[display]]", '[[kiosk]]\nid = "kiosk-1"\n\n[[display]]', "kiosk.id", "“kiosk-1”重复了"),
    ("[[display]]", f"{BOX}\nwindows = []\n\n[[display]]", "window_box[1].windows", "“window-1”放在哪些窗口"),
    ("[[display]]", f"{BOX}\nwindows = [9]\n\n[[display]]", "window_box[1].windows", "没有 9 号窗口"),
    (
        "[[display]]",
        '[[window_box]]\nid = "box-1"\nwindows = [1]\n\n[[display]]',
        "window_box.id",
        "应当以 window 开头",
    ),
    ('id = "led-2"', 'id = "led-1"', "device.id", "“led-1”重复了"),
    ("by-id/led-2", "by-id/led-1", "device.port", "led-1”重复了"),
    (
        'terminal = "agent"',
        'terminal = "kiosk-2"',
        "device[3].terminal",
        "没有“kiosk-2”这台终端，可以是：agent、kiosk-1",
    ),
    ('driver = "onbon"', 'driver = "omron"', "device[3].driver", "led_board 只能用 onbon、alpha"),
    ('driver = "escpos"', 'driver = "onbon"', "device[1].driver", "slip_printer 只能用 escpos"),
    ('port = "/dev/serial/by-id/led-1"', 'port = ""', "device[3].port", "固定路径"),
    ("window = 1\n", "", "device[3].window", "没有 0 号窗口"),
    ("baud = 57600", "baud = 299", "device[3].baud", "波特率在 300 到 921600 之间"),
    ("baud = 115200", "address = -1", "device[1].address", "看设备上的拨码"),
    ('place = "等候区"', "panel_inch = 9", "display[1].panel_inch", "在 10 到 120 之间"),
    ('place = "等候区"', "panel_px = [1920, 10]", "display[1].panel_px", "宽和高都在 480 到 7680 点之间"),
    ('place = "等候区"', "viewing_m = 0.5", "display[1].viewing_m", "在 1 到 30 之间"),
    ('place = "等候区"', "rows = 0", "display[1].rows", "在 1 到 10 之间"),
    ('place = "等候区"', 'zone = "东区"', "display[1].zone", "没有窗口在“东区”，请先写进 [[window]] 的 zone"),
    ('place = "等候区"', 'services = ["Z"]', "display[1].services", "没有“Z”这项业务"),
    ("[[display]]", '[[voice]]\nlanguage = "yue"\n\n[[display]]', "voice[1].pack", "请写录音包的文件夹"),
    ("[[display]]", "[[voice]]\ngain = 1.5\n\n[[display]]", "voice[1].gain", "在 0 到 1 之间"),
    ("[[display]]", '[[voice]]\nquiet = [["13:30", "12:00"]]\n\n[[display]]', "voice[1].quiet", "从早到晚"),
    ("[policy]", "[results]\nkeep_days = 0\n\n[policy]", "results.keep_days", "结果公示 1 到 365 天"),
    ("[calendar]", '[calendar]\nfile = "../calendar.toml"', "calendar.file", "大厅配置所在文件夹"),
    ('key = "ed25519-public:', 'key = "', "calendar.key", "签日历的公钥"),
    ("[policy]", "[policy]\nspoken_times = 4", "policy.spoken_times", "在 1 到 3 之间"),
    ("[policy]", "[policy]\nwait_promise_min = 0", "policy.wait_promise_min", "在 1 到 480 之间"),
    ("[policy]", "[policy]\nsilent_min = 121", "policy.silent_min", "在 1 到 120 之间"),
    ("width_mm = 80", "width_mm = 76", "device[1].width_mm", "纸宽是 58 或 80"),
]


BREAKS_OTHERS = (
    "hall.toml",
    "display",
    "policy",
    "service.prefix",
    "service[5]",
    "window.number",
    "clerk.id",
    "device.port",
)
"""Mistakes that leave no room for others in the same test."""


def mistakes_of(text: str) -> list[tuple[str, str]]:
    """Keys and sentences of the mistakes in a plan that has some."""
    with pytest.raises(PlanError) as caught:
        parse(text)
    return [(mistake.key, mistake.sentence) for mistake in caught.value.mistakes]


def edited(was: str, becomes: str) -> str:
    """The sample with the first place that says `was` saying something else."""
    assert was in SAMPLE
    return SAMPLE.replace(was, becomes, 1)


def test_the_sample_hall_is_without_mistakes() -> None:
    plan = parse(SAMPLE)
    assert isinstance(plan, Plan)
    assert [service.prefix for service in plan.services_of(1)] == ["A", "J"]
    assert plan.clients() == ("server", "web", "agent", "forecaster", "bookings", "kiosk-1", "display-1")
    assert plan.hours_of(plan.services["A"]) == plan.hall.hours
    assert plan.hours_of(plan.services["J"]) == (("00:00", "24:00"),)


@pytest.mark.parametrize(("was", "becomes", "key", "piece"), SHAPE + SENSE)
def test_a_mistake_is_told_at_its_key_with_what_to_do(was: str, becomes: str, key: str, piece: str) -> None:
    found = mistakes_of(edited(was, becomes))
    assert any(key == at and piece in sentence for at, sentence in found), found


@pytest.mark.parametrize("table", ["service", "matter", "window"])
def test_a_hall_needs_at_least_one_of_each(table: str) -> None:
    parts = SAMPLE.split("\n\n")
    left = "\n\n".join(part for part in parts if not part.startswith(f"[[{table}]]"))
    assert (table, "至少要有一项") in mistakes_of(left.replace("schema = 1", f"schema = 1\n{table} = []"))
    assert (table, "缺少这一项") in mistakes_of(left)


@pytest.mark.parametrize("cases", [SHAPE, SENSE], ids=["of shape", "of meaning"])
def test_all_mistakes_are_told_at_once(cases: list[Case]) -> None:
    text, keys = SAMPLE, set()
    for was, becomes, key, _ in cases:
        if key not in BREAKS_OTHERS and was in text and was not in becomes and key not in keys:
            text = text.replace(was, becomes, 1)
            keys.add(key)
    assert len(keys) > 5
    assert keys <= dict(mistakes_of(text)).keys()


def test_the_error_reads_as_one_line_per_mistake() -> None:
    with pytest.raises(PlanError) as caught:
        parse(edited("calls = 3", "calls = 9").replace("call_gap_s = 10", "call_gap_s = 900"))
    assert str(caught.value) == "policy.calls：在 1 到 5 之间\npolicy.call_gap_s：在 0 到 120 之间"


def test_a_plan_is_loaded_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "hall.toml"
    path.write_text(SAMPLE, encoding="utf-8")
    assert load(path) == parse(SAMPLE)


@pytest.mark.parametrize(
    ("content", "piece"),
    [(b"\xff\xfe", "读不了大厅配置"), (b"# " * (MAX_BYTES // 2 + 1), "太大"), (None, "读不了大厅配置")],
    ids=["not text", "too large", "not there"],
)
def test_a_file_that_cannot_be_a_plan_is_one_mistake(tmp_path: Path, content: bytes | None, piece: str) -> None:
    path = tmp_path / "hall.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PlanError) as caught:
        load(path)
    (mistake,) = caught.value.mistakes
    assert mistake.key == str(path)
    assert piece in mistake.sentence


def test_a_box_drives_machines_at_its_own_windows_and_its_lines_are_its_own() -> None:
    boxed = SAMPLE.replace("[[display]]", f"{BOX}\nwindows = [1]\n\n[[display]]", 1)
    led_1 = boxed.replace('terminal = "agent"', 'terminal = "window-1"', 1)
    assert parse(led_1.replace("by-id/led-2", "by-id/led-1", 1)).clients()[-1] == "window-1"
    elsewhere = led_1.replace("windows = [1]\n\n[[display]]", "windows = [2]\n\n[[display]]", 1)
    assert mistakes_of(elsewhere) == [("device[3].window", "“window-1”不在 1 号窗口")]


def test_terminals_join_at_the_port_of_the_papers() -> None:
    told = mistakes_of(edited("[policy]", "wire_port = 8883\n\n[policy]").replace("port = 8443", "port = 0"))
    assert told == [("papers.port", "别的机器上的终端从这个端口加入大厅，请写一个，如 8443")]


def test_a_folder_is_not_a_plan(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="读不了大厅配置"):
        load(tmp_path)


def test_a_mistyped_key_and_a_wrong_value_hide_no_mistake_of_meaning() -> None:
    text = SAMPLE.replace("reinsert_after = 3", 'reinsert_afer = "three"').replace("width_mm = 80", "width_mm = 81")
    text = text.replace('name = "惠农政策"', 'nmae = "惠农政策"', 1).replace("calls = 3", "calls = 9")
    keys = [key for key, _ in mistakes_of(text)]
    shape = ["policy.reinsert_afer", "service[1].nmae", "service[1].name"]
    assert keys == [*shape, "policy.calls", "device[1].width_mm"]


def test_what_others_refer_to_is_not_guessed() -> None:
    keys = [key for key, _ in mistakes_of(SAMPLE.replace('prefix = "A"\n', "", 1).replace("calls = 3", "calls = 9"))]
    assert keys == ["service[1].prefix"]
