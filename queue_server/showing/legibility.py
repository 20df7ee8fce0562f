"""Is every display of a plan large enough for its rows of calls? What is wrong, and what would help."""

from math import ceil, floor

from msgspec.structs import replace

from queue_server.contract.plan import Display, Plan
from queue_server.showing.panel import legible_mm
from queue_server.showing.setting import Setting


def panel_warnings(plan: Plan) -> list[str]:
    """A Chinese sentence for each display whose calls cannot be read from where they are to be read."""
    return [sentence for display in plan.display if (sentence := _warning(plan, display))]


def _warning(plan: Plan, display: Display) -> str:
    has, needs = Setting.of_display(plan, display).digit_mm, legible_mm(display.viewing_m)
    if has >= needs:
        return ""
    fewer = next((rows for rows in range(display.rows - 1, 0, -1) if _is_legible(plan, display, rows)), 0)
    remedies = [f"写 rows = {fewer}"] if fewer else []
    remedies.append(f"换 {ceil(display.panel_inch * needs / has)} 英寸以上的屏")
    remedies.append(f"把 viewing_m 写成 {floor(display.viewing_m * has / needs * 10) / 10:g}，并让座位不远于它")
    return (
        f"{display.id}：{display.panel_inch:g} 英寸的屏放 {display.rows} 行叫号，数字高 {has:.0f} 毫米，"
        f"{display.viewing_m:g} 米外要 {needs:.0f} 毫米才看得清；{'，或'.join(remedies)}"
    )


def _is_legible(plan: Plan, display: Display, rows: int) -> bool:
    return Setting.of_display(plan, replace(display, rows=rows)).digit_mm >= legible_mm(display.viewing_m)
