"""A technician looks at a real kiosk's screen from afar, never over a visitor's shoulder, and has it started anew."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PIL import Image

from queue_server.contract.orders import MOST_PICTURE_BYTES, AnyOrder, Order, Picture, Restart, ShowPicture
from tests.kiosk.glass import until
from tests.kiosk.standing_kiosk import BACK, TILE_A, StandingKiosk

pytestmark = pytest.mark.screen


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandingKiosk]:
    standing = StandingKiosk(tmp_path_factory.mktemp("kiosk"))
    yield standing
    standing.close()


@pytest.fixture(scope="module")
def pictures(kiosk: StandingKiosk) -> list[Picture]:
    """What the kiosk has shown."""
    found: list[Picture] = []
    kiosk.hall.client("web").follow_pictures(found.append)
    until(lambda: _asked(kiosk, found, "first") is not None, "the kiosk hears orders")
    return found


def _order(kiosk: StandingKiosk, what: AnyOrder, id: str) -> None:
    kiosk.hall.client("web").order("kiosk-1", Order(id=id, by="tang", at=datetime.now(UTC), order=what))


def _asked(kiosk: StandingKiosk, pictures: list[Picture], id: str) -> Picture | None:
    """The answer to the order `id`, which is given anew: a kiosk that just came hears only what comes after it."""
    _order(kiosk, ShowPicture(), id)
    return next((one for one in pictures if one.id == id), None)


def _shown(kiosk: StandingKiosk, pictures: list[Picture], id: str) -> Picture:
    _order(kiosk, ShowPicture(), id)
    until(lambda: any(one.id == id for one in pictures), "a picture")
    return next(one for one in pictures if one.id == id)


def test_the_picture_is_what_stands_on_the_glass(kiosk: StandingKiosk, pictures: list[Picture]) -> None:
    picture = _shown(kiosk, pictures, "idle")
    assert (picture.client, picture.state) == ("kiosk-1", "shown")
    assert 5_000 < len(picture.image) <= MOST_PICTURE_BYTES
    seen = Image.open(io.BytesIO(picture.image))
    assert max(seen.size) == 1280
    for x, y in ((0.02, 0.01), (0.5, 0.02), (0.98, 0.99), (0.03, 0.6)):
        pixel = seen.getpixel((round(x * seen.width), round(y * seen.height)))
        assert isinstance(pixel, tuple)
        there = kiosk.glass.colour(x, y)
        assert all(abs(one - other) < 12 for one, other in zip(pixel, there, strict=True)), (x, y)


def test_nobody_looks_over_a_visitors_shoulder(kiosk: StandingKiosk, pictures: list[Picture]) -> None:
    kiosk.touch(TILE_A, "Matters")
    picture = _shown(kiosk, pictures, "in use")
    assert (picture.state, picture.image) == ("in_use", b"")
    _order(kiosk, Restart(), "later")
    assert _shown(kiosk, pictures, "still in use").state == "in_use"
    assert kiosk.process.poll() is None
    kiosk.press(BACK)
    assert kiosk.process.wait(60) == 0
    kiosk.start()
