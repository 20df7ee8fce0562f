"""Every file has its sentence on the door and stays small; the locks are complete and name no addresses."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.architecture.rooms import ROOMS, ROOT, files, place

LONGEST = 300
BESIDE_THE_ROOMS = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "README.zh-CN.md",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements-fleet.lock",
    "requirements.lock",
}
WRITTEN_BY_HAND = (".py", ".kv", ".js", ".css", ".html", ".sh")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-fleet.lock")
PINNED = re.compile(r"^[A-Za-z0-9_.\-]+(\[[a-z,]+\])?==\S+( ; .+)? \\$")
HASH = re.compile(r"^ {4}--hash=sha256:[0-9a-f]{64}( \\)?$")


def test_every_python_file_has_one_sentence_on_its_door() -> None:
    silent = []
    for file in files(".py"):
        sentence = (ast.get_docstring(ast.parse(file.read_text())) or "").partition("\n")[0]
        if not sentence.endswith("."):
            silent.append(place(file))
    assert silent == []


def test_every_file_is_short_enough_to_be_read_at_once() -> None:
    lines = {place(file): len(file.read_text().splitlines()) for file in files(*WRITTEN_BY_HAND)}
    assert {name: count for name, count in lines.items() if count > LONGEST} == {}


def test_the_house_has_its_six_rooms_and_nothing_else() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    top = {name.partition("/")[0] for name in listed.split("\0") if name}
    assert top - BESIDE_THE_ROOMS == set(ROOMS)


def test_no_room_is_called_after_what_is_left_over() -> None:
    left_over = {"utils", "util", "common", "helpers", "helper", "misc", "lib", "src"}
    assert [place(file) for file in files("") if file.stem in left_over] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_and_hashes_everything_and_names_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    assert [line for line in lines if not PINNED.match(line) and not HASH.match(line)] == []


@pytest.mark.parametrize(("lock", "wanted"), [(LOCKS[0], ""), (LOCKS[1], "dev"), (LOCKS[2], "fleet")])
def test_a_lock_holds_what_the_project_asks_for(lock: str, wanted: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked: list[str] = project["project"]["dependencies"]
    if wanted:
        asked = asked + {**project["dependency-groups"], **project["project"]["optional-dependencies"]}[wanted]
    held = dict(re.findall(r"^([A-Za-z0-9_.\-]+)(?:\[[a-z,]+\])?==(\S+)", (ROOT / lock).read_text(), re.MULTILINE))
    versions = {name.lower().replace("_", "-"): version for name, version in held.items()}
    for requirement in asked:
        name, _, version = requirement.partition("==")
        assert versions.get(name.lower().replace("_", "-"), "missing").startswith(version), requirement


def test_system_packages_are_listed_in_one_place_only() -> None:
    listed = (ROOT / "provisioning/packages.txt").read_text()
    packages = [line.split("#")[0].strip() for line in listed.splitlines() if line.split("#")[0].strip()]
    assert len(packages) == len(set(packages))
    for file in (ROOT / "Makefile", ROOT / ".ci/run", *files(".sh", rooms=("provisioning",))):
        assert [package for package in packages if re.search(rf"install.*\b{package}\b", file.read_text())] == []


def test_every_decision_is_short_and_names_a_test_that_guards_it() -> None:
    notes = sorted((Path(__file__).parent / "decisions").glob("*.md"))
    assert notes
    for note in notes:
        text = note.read_text()
        assert 10 <= len(text.splitlines()) <= 25, note.name
        guards = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text)
        assert guards, note.name
        for file, test in guards:
            assert f"def {test}" in (ROOT / file).read_text(), f"{note.name}: {file}::{test}"
