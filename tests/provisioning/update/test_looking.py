"""What an update looks at is the real thing: server and broker by the wire, pages by HTTP, parts of systemd."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from msgspec.structs import replace

from provisioning.box import Box
from provisioning.status.looking import look
from provisioning.systemd import read
from provisioning.update.installed_box import web_is_well
from provisioning.update.wire import ASKER, HallSeen
from queue_server.contract.credential import load_credential
from tests.queueing.sample import sample_plan
from tests.running_hall import RunningHall, wait_for


def test_a_hall_answers_with_who_is_there_until_its_server_is_gone(tmp_path: Path) -> None:
    hall = RunningHall(tmp_path)
    try:
        hall.start_server()
        hall.client("kiosk-1")
        seen = HallSeen(load_credential(hall.state / "clients" / f"{ASKER}.json"))
        assert wait_for(seen.answers)
        assert seen.server_is_there()
        assert "kiosk-1" in wait_for(seen.there)
        board = seen.board()
        assert board is not None
        assert board.hall == hall.plan.hall.id
        looks = look(Box(parts={"hall": "server"}), tmp_path, hall.plan_path, hall.state, tmp_path / "backups")
        assert (looks.server_answers, looks.web_is_well, looks.away, looks.backup_days) == (True, False, (), 0)
        hall.client("kiosk-1").close()
        assert wait_for(lambda: "kiosk-1" in seen.gone())
        hall.kill_server()
        assert not seen.answers()
        seen.close()
    finally:
        hall.close()


@contextmanager
def page(said: bytes) -> Iterator[int]:
    """A page that says this; gives its port."""

    class Says(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    server = HTTPServer(("127.0.0.1", 0), Says)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def test_the_pages_are_well_only_when_they_reach_the_server() -> None:
    plan = sample_plan()
    for said, well in ((b'{"server": true}', True), (b'{"server": false}', False), (b"<html>", False)):
        with page(said) as port:
            reached = replace(plan, hall=replace(plan.hall, web_port=port))
            assert web_is_well(reached) == well
    assert not web_is_well(reached)


def test_what_systemd_says_of_a_part_is_read() -> None:
    said = "Id=tinghao-kiosk@kiosk-1.service\nActiveState=active\nNRestarts=3\n"
    part = read(said)
    assert (part.part, part.active, part.restarts) == ("kiosk@kiosk-1", True, 3)
    assert not read("Id=tinghao-web.service\nActiveState=activating\n").active
