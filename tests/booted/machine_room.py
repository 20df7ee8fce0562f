"""Runs in a box, by the hall's own software: its simulated machines on pseudo-terminals, worked over the cable.

`python -m tests.booted.machine_room TERMINAL …` has a machine for each device that the plan in force gives these
terminals; their ports in the plan are to lie in `FOLDER`, which must be there.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
from fastapi import FastAPI

from devices.registry import binding_of
from devices.simulator import simulators
from provisioning.places import PLAN
from provisioning.rehearsal.machine_routes import found, machine_routes
from provisioning.rehearsal.machine_state import machine_state
from queue_server.contract.plan import load

FOLDER, PORT = "/run/machines", 8090


def main(terminals: Sequence[str]) -> None:
    """Serves the machines until it is ended."""
    devices = {device.id: device for device in load(PLAN).device if device.terminal in terminals}
    machines = simulators(map(binding_of, devices.values()), Path(FOLDER))
    pages = FastAPI()
    pages.include_router(machine_routes(machines))

    @pages.get("/machines/{device}")
    def state(device: str) -> Any:
        machine = found(machines, device)
        return msgspec.to_builtins(machine_state(devices[device], machine, None, own=True))

    uvicorn.run(pages, host="0.0.0.0", port=PORT, log_level="warning")


if __name__ == "__main__":
    main(sys.argv[1:])
