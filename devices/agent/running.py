"""The agent's process: keeps the plan's devices on the hall's wire until it is told to leave."""

from pathlib import Path

import structlog

from devices.agent.binding import AGENT
from devices.agent.floor import Floor
from devices.agent.trying_out import TryingOut
from queue_server.client import HallClient
from queue_server.contract.credential import load_credential
from queue_server.contract.messages import Health
from queue_server.contract.plan import PlanError, load
from queue_server.leaving import Leaving

LOOK_S = 0.25

log = structlog.get_logger(__name__)


def run(plan_path: Path, credential_path: Path) -> None:
    """Runs until SIGINT or SIGTERM; a plan that was changed meanwhile applies at once, a wrong one not at all.

    Raises:
        PlanError: the plan has mistakes at the start.
        OSError: the credential cannot be read.
    """
    plan, read = load(plan_path), _written(plan_path)
    client = HallClient(load_credential(credential_path))
    leaving = Leaving()
    floor = Floor(client.submit)
    floor.apply(plan)
    trying_out = TryingOut(floor, AGENT, client.report_selftest)
    for window in plan.window:
        client.follow_window(window.number, floor.show)
    client.follow_hall(floor.show_hall)
    client.start()
    while not leaving.wait(LOOK_S):
        written = _written(plan_path)
        if written != read:
            read = written
            try:
                floor.apply(load(plan_path))
                log.info("plan applied again")
            except (PlanError, OSError) as error:
                log.error("changed plan not applied", why=str(error))
        trying_out.look()
        health = floor.health()
        if health is not None:
            client.report_health(Health(client=AGENT, devices=health))
    floor.close()
    client.close()


def _written(path: Path) -> tuple[int, int] | None:
    """Which version of a file lies there now."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino
