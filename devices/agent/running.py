"""The agent's process: keeps the plan's devices on the hall's wire until it is told to leave."""

from pathlib import Path

import structlog

from devices.agent.floor import Floor
from devices.agent.trying_out import TryingOut
from queue_server.client import HallClient
from queue_server.contract.credential import load_credential
from queue_server.contract.messages import Health
from queue_server.contract.orders import Order, Restart, RunSelfTest
from queue_server.contract.plan import Plan
from queue_server.contract.plan.watched import WatchedPlan
from queue_server.leaving import Leaving

LOOK_S = 0.25

log = structlog.get_logger(__name__)


def run(plan_path: Path, credential_path: Path) -> None:
    """Runs, as the client that the credential names, until SIGINT or SIGTERM.

    A plan that was changed meanwhile applies at once, a wrong one not at all.

    Raises:
        PlanError: the plan has mistakes at the start.
        OSError: the credential cannot be read.
    """
    watched = WatchedPlan(plan_path)
    credential = load_credential(credential_path)
    client = HallClient(credential)
    leaving = Leaving()
    floor = Floor(client.submit, credential.client)
    followed: set[int] = set()

    def apply(plan: Plan) -> None:
        floor.apply(plan)
        for number in plan.windows.keys() - followed:
            client.follow_window(number, floor.show)
            followed.add(number)

    apply(watched.plan)
    trying_out = TryingOut(floor, credential.client, client.report_selftest)

    def ordered(order: Order) -> None:
        if isinstance(order.order, Restart):
            leaving.leave()
        elif isinstance(order.order, RunSelfTest):
            trying_out.begin()

    client.follow_hall(floor.show_hall)
    client.follow_orders(ordered)
    client.start()
    while not leaving.wait(LOOK_S):
        plan = watched.renewed()
        if plan is not None:
            apply(plan)
            log.info("plan applied again")
        trying_out.look()
        health = floor.health()
        if health is not None:
            client.report_health(Health(client=credential.client, devices=health))
    floor.close()
    client.close()
