"""The template 乡镇四窗口 made into one township's plan: its name, its address in the network, its machines."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import tomli_w
from pypinyin import lazy_pinyin

TEMPLATE = Path(__file__).parents[1] / "assets" / "halls" / "township-four-windows.toml"
CALENDAR = TEMPLATE.with_name("calendar.toml")
KIOSK = "kiosk-1"
"""The template's kiosk, on whose screen the first start runs."""
LEVELS = {"街道": "Subdistrict", "镇": "Town", "乡": "Township", "县": "County", "区": "District", "市": "City"}
LONGEST_ID = 40
Bound = Mapping[str, str | int]
"""A machine as a table of the plan has it: `kind`, `driver`, `port`, and `baud` where it is not the usual one."""


def hall_name(place: str) -> str:
    """What the hall of a place is called, `蒲阳镇` or the whole name."""
    return place if place.endswith(("大厅", "中心")) else f"{place}便民服务大厅"


def hall_name_en(place: str) -> str:
    """The same in English, by the place's sounds: `Puyang Town Service Hall`."""
    bare = hall_name(place).removesuffix("便民服务大厅")
    level = next((level for level in LEVELS if bare.endswith(level) and len(bare) > len(level)), "")
    spelled = _spelled(bare.removesuffix(level)).capitalize()
    return " ".join(filter(None, (spelled, LEVELS.get(level, ""), "Service Hall")))


def hall_id(place: str) -> str:
    """The hall's name on the wire: the place by its sounds in small letters."""
    bare = hall_name(place).removesuffix("便民服务大厅")
    return re.sub(r"[^a-z0-9]", "", _spelled(bare))[:LONGEST_ID] or "hall"


def township(
    template: str, place: str, address: str, machines: Iterable[Bound], panel_px: tuple[int, int] = (1080, 1920)
) -> str:
    """The text of `hall.toml` for the hall of a place.

    Args:
        template: the text of the template.
        place: Chinese, such as `蒲阳镇`.
        address: where a phone finds the hall's pages, such as `http://10.0.0.5:8080`.
        machines: of the kiosk; LED boards are the agent's, in the order of windows.
        panel_px: of the kiosk, width and height.
    """
    raw = tomllib.loads(template)
    raw["hall"] |= {
        "id": hall_id(place),
        "name": hall_name(place),
        "name_en": hall_name_en(place),
        "page_address": address,
    }
    raw["kiosk"][0]["panel_px"] = list(panel_px)
    raw["device"] = list(_devices(machines))
    return tomli_w.dumps({key: value for key, value in raw.items() if value != []})


def with_names(text: str, names: Mapping[str, str]) -> str:
    """The plan `text` with other names of people by their ids; as it was where nobody's changes.

    Raises:
        tomllib.TOMLDecodeError: it is no TOML.
    """
    raw = tomllib.loads(text)
    changed = [clerk for clerk in raw.get("clerk", ()) if names.get(clerk["id"], clerk["name"]) != clerk["name"]]
    for clerk in changed:
        before, clerk["name"] = clerk["name"], names[clerk["id"]]
        for matter in raw.get("matter", ()):
            if matter.get("person") == before:
                matter["person"] = clerk["name"]
    return tomli_w.dumps(raw) if changed else text


def _spelled(place: str) -> str:
    """By its sounds; ü as passports have it (GB/T 28039: yu)."""
    return "".join(lazy_pinyin(place)).lower().replace("v", "yu")


def _devices(machines: Iterable[Bound]) -> Iterable[dict[str, str | int]]:
    counted: dict[str, int] = {}
    for machine in machines:
        kind = str(machine["kind"])
        number = counted[kind] = counted.get(kind, 0) + 1
        board = kind == "led_board"
        named = {"id": f"{kind.replace('_', '-')}-{number}", "terminal": "agent" if board else KIOSK}
        yield named | dict(machine) | ({"window": number} if board else {})
