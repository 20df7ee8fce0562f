"""The table of drivers says what is true now, the plan knows the same drivers, and every one can be bound."""

import subprocess
import sys

import pytest

from devices.driver import Driver
from devices.registry import DRIVERS, Binding, BindingError
from queue_server.contract.plan.terminals_sense import DRIVERS as PLANS_DRIVERS
from tests.devices.driver_table import ROOMS, TABLE, written
from tests.running_hall import ROOT

PORTS = {"ipp": "ipp://10.0.0.8:631/ipp/print", "http": "http://127.0.0.1:9/snapshot"}


def test_the_table_is_as_the_code_is() -> None:
    assert TABLE.read_text(encoding="utf-8") == written(), "run python -m tests.devices.driver_table"


def test_the_plan_knows_the_same_drivers() -> None:
    ours: dict[str, list[str]] = {}
    for driver in DRIVERS:
        ours.setdefault(driver.kind, []).append(driver.name)
    assert {kind: sorted(names) for kind, names in PLANS_DRIVERS.items()} == {
        kind: sorted(names) for kind, names in ours.items()
    }
    assert ours.keys() == ROOMS.keys()


@pytest.mark.parametrize("driver", DRIVERS, ids=lambda driver: f"{driver.kind}-{driver.name}")
def test_every_driver_is_built_from_a_binding_and_refuses_unknown_options(driver: Driver[object]) -> None:
    port = PORTS.get(driver.wires[0], "/dev/nowhere")
    binding = Binding(id="one", kind=driver.kind, driver=driver.name, port=port)
    assert binding.build(binding.wire() if binding.has_wire else None) is not None
    wrong = Binding(id="one", kind=driver.kind, driver=driver.name, port=port, options={"no_such": 1})
    with pytest.raises(BindingError, match="no_such"):
        wrong.build(None)


def test_the_registry_loads_nothing_heavy() -> None:
    heavy = "PIL", "escpos", "zxingcpp", "pyzbar", "gpiod", "numpy"
    code = f"import sys, devices.registry; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
