"""A wish and its answer: whole or not at all, and no link in the kiosk's folder leads root anywhere."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from provisioning.wishes import (
    DONE,
    WISH,
    Done,
    FirstBox,
    JoinedBox,
    SetClock,
    Wish,
    WishError,
    read_done,
    read_wish,
    write_done,
    write_wish,
)
from queue_server.contract.credential import Credential

WISHES: list[Wish] = [
    FirstBox(id="1", plan={"hall.toml": b"schema = 1\n"}, parts={"hall": "server"}, pins={"li": "2580"}),
    JoinedBox(
        id="2",
        client="kiosk-2",
        part="kiosk",
        credential=Credential(hall="puyang", client="kiosk-2", host="10.0.0.2", port=8883, password="secret"),
        plan={"hall.toml": b"", "voices/puyang/\xe8\xaf\xb7.wav": b"\0\xff"},
    ),
    SetClock(id="3", at=datetime(2026, 12, 1, 8, 30, tzinfo=UTC)),
]


@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: wish.id)
def test_a_wish_arrives_as_it_was_sent_and_so_does_its_answer(tmp_path: Path, wish: Wish) -> None:
    assert read_wish(tmp_path) is None
    write_wish(tmp_path, wish)
    assert read_wish(tmp_path) == wish
    assert (tmp_path / WISH).stat().st_mode & 0o077 == 0
    assert read_done(tmp_path) is None
    done = Done(wish=wish.id, well=True, sentence="好了")
    write_done(tmp_path, done)
    assert read_done(tmp_path) == done


def test_half_a_wish_is_none(tmp_path: Path) -> None:
    write_wish(tmp_path, WISHES[1])
    whole = (tmp_path / WISH).read_bytes()
    for length in range(0, len(whole), 7):
        (tmp_path / WISH).write_bytes(whole[:length])
        with pytest.raises(WishError, match="不完整"):
            read_wish(tmp_path)


def test_a_link_in_the_kiosks_folder_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("{}")
    (tmp_path / WISH).symlink_to(tmp_path / "secret")
    (tmp_path / DONE).symlink_to(tmp_path / "secret")
    with pytest.raises(OSError, match="symbolic"):
        read_wish(tmp_path)
    write_done(tmp_path, Done(wish="1", well=False, sentence="没有做成"))
    assert (tmp_path / "secret").read_text() == "{}"
