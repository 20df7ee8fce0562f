"""The agent's process: binds the plan's devices to the hall's wire until it is told to leave."""

import signal
import threading
from pathlib import Path

from devices.agent.sign_keeper import SignKeeper
from devices.led import OnbonSign, SignLayout
from devices.transport import Serial
from queue_server.client import HallClient
from queue_server.contract.credential import load_credential
from queue_server.contract.messages import DeviceHealth, Health
from queue_server.contract.plan import Device, Plan, load

AGENT = "agent"
LOOK_S = 0.2


def run(plan_path: Path, credential_path: Path) -> None:
    """Runs until SIGINT or SIGTERM.

    Raises:
        PlanError: the plan has mistakes.
        OSError: the credential cannot be read.
    """
    plan = load(plan_path)
    client = HallClient(load_credential(credential_path))
    leave = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: leave.set())
    states: dict[str, DeviceHealth] = {}
    telling = threading.Lock()

    def changed(health: DeviceHealth) -> None:
        with telling:
            states[health.device] = health
            client.report_health(Health(client=AGENT, devices=tuple(states.values())))

    keepers = []
    for device in bound(plan):
        layout = SignLayout()
        sign = OnbonSign(Serial(device.port, baud=device.baud), layout, name=device.id)
        names = [service.name for service in plan.services_of(device.window)]
        keeper = SignKeeper(device.id, sign, names, layout.columns, changed)
        client.follow_window(device.window, keeper.show)
        keeper.start()
        keepers.append(keeper)
    client.start()
    while not leave.wait(LOOK_S):  # without a limit, a signal that comes just before the wait is never handled
        pass
    for keeper in keepers:
        keeper.close()
    client.close()


def bound(plan: Plan) -> list[Device]:
    """The devices of the plan that are this process's."""
    return [device for device in plan.device if device.terminal == AGENT]
