"""`provisioning check`: all mistakes at once with key and remedy, warnings apart, beyond what the plan itself knows."""

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from provisioning.checking.bindings import binding_mistakes
from provisioning.checking.command import check
from provisioning.checking.panels import panel_mistakes, size_mm
from queue_server.contract.plan import Kiosk, Plan, parse
from tests.running_hall import ROOT

SAMPLE = parse((ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8"))


def with_panel(**panel: object) -> Plan:
    """The sample hall whose kiosk has another panel."""
    return replace(SAMPLE, kiosk=(replace(SAMPLE.kiosk[0], **panel),))


def told(plan: Plan) -> list[str]:
    """The mistakes of its panels."""
    return [str(mistake) for mistake in panel_mistakes(plan)]


def test_a_panel_is_measured_in_millimetres() -> None:
    width, height = size_mm(Kiosk(id="kiosk-1"))
    assert (round(width, 1), round(height, 1)) == (267.7, 476.0)
    assert told(SAMPLE) == told(with_panel(panel_px=(1920, 1080))) == told(with_panel(panel_inch=32.0)) == []


@pytest.mark.parametrize(
    ("panel", "key", "remedy"),
    [
        ({"panel_inch": 19.0}, "kiosk[1].panel_inch", "要 21.5 英寸以上的屏"),
        ({"panel_inch": 19.0, "panel_px": (1920, 1080)}, "kiosk[1].panel_inch", "短边只有 237 毫米"),
        ({"viewing_mm": 650}, "kiosk[1].viewing_mm", "站到 511 毫米以内"),
        ({"bottom_mm": 1000}, "kiosk[1].bottom_mm", "下边降到 982 毫米以下"),
        ({"bottom_mm": 300}, "kiosk[1].bottom_mm", "下边升到 370 毫米以上"),
    ],
)
def test_a_panel_on_which_a_bar_cannot_hold_is_told_with_what_helps(
    panel: dict[str, object], key: str, remedy: str
) -> None:
    (mistake,) = told(with_panel(**panel))
    assert mistake.startswith(f"{key}：")
    assert remedy in mistake


def test_machines_hang_where_they_can_be_served_and_are_set_as_their_drivers_take_it() -> None:
    assert binding_mistakes(SAMPLE) == []
    by_kind = {device.kind: device for device in SAMPLE.device}
    printer, led = by_kind["slip_printer"], by_kind["led_board"]
    wrong = replace(
        SAMPLE,
        device=(
            printer,
            replace(printer, id="second", port="/dev/other"),
            replace(printer, id="astray", terminal="agent", port="/dev/third"),
            replace(led, terminal=SAMPLE.kiosk[0].id),
            replace(led, id="odd", port="/dev/fourth", options={"colour": "red"}),
        ),
    )
    found = {mistake.key: mistake.sentence for mistake in binding_mistakes(wrong)}
    assert "只会用第一台" in found["device.terminal"]
    assert "请写自助机的 id" in found["device[3].terminal"]
    assert "请写 agent" in found["device[4].terminal"]
    assert "options 里没有“colour”" in found["device[5].options"]


def test_all_mistakes_are_told_at_once_and_warnings_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "hall.toml"
    path.write_bytes(msgspec.toml.encode(replace(with_panel(panel_inch=19.0, viewing_mm=900), matter=SAMPLE.matter)))
    assert check(["--plan", str(path)]) == 2
    out, mistakes = capsys.readouterr()
    assert len(mistakes.splitlines()) == 2
    assert all(line.startswith("提醒：") for line in out.splitlines())
    assert any("工作日历" in line for line in out.splitlines())
    path.write_bytes(msgspec.toml.encode(SAMPLE))
    assert check(["--plan", str(path)]) == 0
    assert capsys.readouterr().out.startswith("大厅配置没有错误\n提醒：")
