"""The simulated machines of a practice hall, one for each device of its plan."""

from pathlib import Path

from devices.registry import binding_of
from devices.simulator import Simulator, simulators
from queue_server.contract.plan import Plan


def machines(plan: Plan, folder: Path) -> dict[str, Simulator]:
    """A machine per device id, their serial lines in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return simulators((binding_of(device) for device in plan.device), folder)
