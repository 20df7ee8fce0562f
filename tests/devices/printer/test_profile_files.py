"""Profiles in files: what is delivered, and what a technician is told about a wrong one."""

from pathlib import Path

import pytest

from devices.printer import PAPER_58_MM, PAPER_80_MM, PROFILES, Cut, Document, Line, ProfileError, encode
from devices.printer.presenter import EU_T400_CUT, present
from devices.printer.profile_files import load_profile, profile_named, profile_names

GOOD = "width_dots = 576\ncolumns = 48\n"
CAPABILITIES = ("near_end", "black_mark", "full_status")


def problems_of(path: Path, content: str) -> tuple[str, ...]:
    path.write_text(content)
    with pytest.raises(ProfileError) as caught:
        load_profile(path)
    return caught.value.problems


def test_the_two_papers_are_the_same_as_their_files() -> None:
    assert profile_named("generic-80mm") == PAPER_80_MM
    assert profile_named("generic-58mm") == PAPER_58_MM
    assert set(PROFILES) == {"generic-80mm", "generic-58mm"}


@pytest.mark.parametrize("name", profile_names())
def test_every_delivered_file_is_right_and_prints(name: str) -> None:
    profile = profile_named(name)
    assert profile.name == name
    assert profile.machine
    assert encode(Document((Line("请等候 A012"), Line("王䶮"), Cut())), profile).startswith(b"\x1b@")


def test_a_new_profile_has_every_capability_off(tmp_path: Path) -> None:
    path = tmp_path / "bare.toml"
    path.write_text(GOOD)
    profile = load_profile(path)
    assert not any(getattr(profile, name) for name in CAPABILITIES)
    assert (profile.presenter, profile.cut, profile.automatic_status, profile.loop) == (
        "none",
        "none",
        "unset",
        "unset",
    )
    assert profile.retract_after_s == 0


def test_all_that_is_wrong_is_told_at_once_by_its_key(tmp_path: Path) -> None:
    problems = problems_of(tmp_path / "bad.toml", 'columns = "48"\ncharset = "big5"\nknife = true\ndpi = 9000\n')
    text = "\n".join(problems)
    assert len(problems) == 5
    for key in ("width_dots", "columns", "charset", "knife", "dpi"):
        assert key in text
    assert all(problem.startswith("bad.toml：") for problem in problems)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("columns = 60", "columns 太大"),
        ("retract_after_s = 20", "出纸机构"),
        ('presenter = "steps"\nretract_after_s = 20', "full_status"),
    ],
)
def test_what_contradicts_itself_is_refused(tmp_path: Path, line: str, word: str) -> None:
    base = "width_dots = 576\n" + ("" if line.startswith("columns") else "columns = 48\n")
    (problem,) = problems_of(tmp_path / "bad.toml", base + line + "\n")
    assert word in problem


def test_what_is_no_toml_or_no_file_is_told(tmp_path: Path) -> None:
    assert "TOML" in problems_of(tmp_path / "bad.toml", "width = = 3")[0]
    with pytest.raises(ProfileError, match="读不出来"):
        load_profile(tmp_path / "missing.toml")
    for name in ("nothing", "../generic-80mm"):
        with pytest.raises(ProfileError, match="generic-80mm"):
            profile_named(name)


def test_a_model_s_own_commands_are_in_its_slips() -> None:
    cut = Document((Cut(),))
    assert encode(cut, profile_named("epson-eu-t400")).endswith(EU_T400_CUT)
    assert encode(cut, profile_named("epson-eu-t400")).startswith(b"\x1b@\x1da\x00\x1c(z\x02\x00\x01\x00")
    assert encode(cut, profile_named("generic-kiosk")).endswith(present(15))
    assert encode(cut, profile_named("custom-vkp80iii")).endswith(b"\x1cP\x0f\x01R\x1e")
    assert encode(Document((Line("号"),)), profile_named("zj-5890t")).endswith(
        b"\x1c&" + "号".encode("gbk") + b"\x1c.\n"
    )
