"""The agent's process: keeps the plan's devices on the hall's wire until it is told to leave."""

from pathlib import Path

import structlog

from devices.agent.binding import AGENT
from devices.agent.floor import Floor
from queue_server.client import HallClient
from queue_server.contract.credential import load_credential
from queue_server.contract.messages import Health
from queue_server.contract.plan import Plan
from queue_server.contract.plan.watched import WatchedPlan
from queue_server.leaving import Leaving

LOOK_S = 0.25

log = structlog.get_logger(__name__)


def run(plan_path: Path, credential_path: Path) -> None:
    """Runs until SIGINT or SIGTERM; a plan that was changed meanwhile applies at once, a wrong one not at all.

    Raises:
        PlanError: the plan has mistakes at the start.
        OSError: the credential cannot be read.
    """
    watched = WatchedPlan(plan_path)
    client = HallClient(load_credential(credential_path))
    leaving = Leaving()
    floor = Floor(client.submit)
    followed: set[int] = set()

    def apply(plan: Plan) -> None:
        floor.apply(plan)
        for number in plan.windows.keys() - followed:
            client.follow_window(number, floor.show)
            followed.add(number)

    apply(watched.plan)
    client.follow_hall(floor.show_hall)
    client.start()
    while not leaving.wait(LOOK_S):
        plan = watched.renewed()
        if plan is not None:
            apply(plan)
            log.info("plan applied again")
        health = floor.health()
        if health is not None:
            client.report_health(Health(client=AGENT, devices=health))
    floor.close()
    client.close()
