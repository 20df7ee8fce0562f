"""A first start at its real window, by real touches: a first box from the template, and one that joins."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from provisioning.wishes import FirstBox, JoinedBox
from queue_server.contract.plan import parse
from tests.kiosk.glass import until
from tests.provisioning.first_start_script import first_box, joining_box
from tests.provisioning.standing_first_start import HALL, LET_IN, StandingFirstStart

pytestmark = pytest.mark.screen
MOST_TOUCHES, MOST_MACHINE_S = 25, 60.0


@pytest.fixture
def box(tmp_path: Path) -> Iterator[StandingFirstStart]:
    standing = StandingFirstStart(tmp_path)
    yield standing
    standing.close()


def test_a_bare_box_becomes_a_hall_of_its_own_in_few_touches(box: StandingFirstStart) -> None:
    figures = first_box(box.stage)
    assert box.process.wait(20) == 0
    assert figures["first_start_touches"] <= MOST_TOUCHES
    assert figures["first_start_machine_s"] <= MOST_MACHINE_S
    (wish,) = box.root.wishes
    assert isinstance(wish, FirstBox)
    plan = parse(wish.plan["hall.toml"].decode())
    assert plan.hall.name == "蒲阳镇便民服务大厅"
    assert [device.id for device in plan.device] == ["slip-printer-1"]
    assert wish.pins.keys() == plan.clerks.keys()
    assert wish.parts == {"hall": "server", "kiosk": "kiosk-1"}
    assert sorted(path.name for path in box.setup.iterdir()) == ["done.json"]


def test_a_box_joins_prints_its_code_and_survives_a_power_cut_on_the_way(box: StandingFirstStart) -> None:
    papers = len(box.printer.pictures())

    def cut_and_let_in() -> None:
        until(lambda: len(box.printer.pictures()) > papers, "the code on paper")
        box.cut_power()
        box.start()
        box.stage.await_step("Halls")
        box.stage.go(HALL.name, "Code")
        (box.folder / LET_IN).touch()

    figures = joining_box(box.stage, HALL.name, cut_and_let_in)
    assert box.process.wait(20) == 0
    assert figures["first_start_touches"] <= MOST_TOUCHES
    (wish,) = box.root.wishes
    assert isinstance(wish, JoinedBox)
    assert (wish.part, wish.client, wish.credential.hall) == ("kiosk", "kiosk-1", "township")
