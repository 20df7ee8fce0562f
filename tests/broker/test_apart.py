"""The broker in a process of its own outlives its server, and nobody is thrown off."""

from pathlib import Path

from tests.running_hall import RunningHall


def test_a_server_that_starts_anew_throws_nobody_off(tmp_path: Path) -> None:
    hall = RunningHall(tmp_path)
    try:
        hall.start_broker()
        hall.start_server()
        ups: list[bool] = []
        hall.client("kiosk-1").on_link(ups.append)
        hall.kill_server()
        hall.start_server()
        assert hall.take("A01").number == "A001"
        assert ups == [True]
    finally:
        hall.close()
