"""The bench in this process, with folders of its own instead of the computer's."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from devices.bench.__main__ import main
from devices.bench.places import Places
from tests.running_hall import ROOT

SAMPLE = ROOT / "assets/halls/puyang.toml"


class Ran(NamedTuple):
    """How a command ended: its exit code and everything it said."""

    code: int
    said: str


Bench = Callable[..., Ran]


@contextmanager
def persistently(act: Callable[[], object]) -> Iterator[None]:
    """A person who does the same again and again while a command runs."""
    over = threading.Event()

    def again() -> None:
        while not over.wait(0.1):
            act()

    person = threading.Thread(target=again)
    person.start()
    try:
        yield
    finally:
        over.set()
        person.join()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "dev", tmp_path / "sys")


@pytest.fixture
def bench(places: Places, capsys: pytest.CaptureFixture[str]) -> Bench:
    """Runs one command."""

    def ran(*arguments: object) -> Ran:
        try:
            code = main([str(argument) for argument in arguments], places)
        except SystemExit as left:
            code = int(left.code or 0)
        heard = capsys.readouterr()
        return Ran(code, heard.out + heard.err)

    return ran


@pytest.fixture
def plan_path(tmp_path: Path) -> Path:
    """The sample hall's plan, to be changed."""
    path = tmp_path / "hall.toml"
    path.write_bytes(SAMPLE.read_bytes())
    return path
