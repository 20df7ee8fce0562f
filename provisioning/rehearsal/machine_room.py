"""The plan of a hall with every machine that the library can drive and simulate, beside those it has; pure."""

from collections.abc import Collection, Iterator
from itertools import cycle

from msgspec.structs import replace

from queue_server.contract.plan import Device, Plan

KEYPAD_LINE = "keypads"
"""One line for the keypads and evaluators of all windows, as halls are wired."""
AT_A_KIOSK = ("slip_printer", "barcode_reader", "document_camera", "scanner")
EVALUATORS_FROM = 100
"""Addresses of the evaluators, by window, above those of the keypads."""


OPTIONS: dict[tuple[str, str], dict[str, str | int | float | bool]] = {
    ("led_board", "alpha"): {"width_px": 96, "height_px": 16},
}
"""How the simulated machines are set up where the driver's usual options would show less."""


def with_every_machine(plan: Plan, simulated: Collection[tuple[str, str]]) -> Plan:
    """`plan` with a keypad and an evaluator at every window, and one machine of each driver it lacks.

    `simulated` are kind and name of the drivers that have a simulated machine.
    """
    windows = cycle(window.number for window in plan.window)
    lacking = sorted(set(simulated) - {(device.kind, device.driver) for device in plan.device})
    added = list(_keypads(plan, simulated))
    known = {(device.kind, device.driver) for device in added}
    for kind, driver in lacking:
        if (kind, driver) not in known:
            name = driver.replace("_", "-")
            device = Device(
                id=name,
                kind=kind,  # type: ignore[arg-type]
                driver=driver,
                terminal="agent",
                port=name,
                window=next(windows),
                options=OPTIONS.get((kind, driver), {}),
            )
            added.append(replace(device, terminal=plan.kiosk[0].id, window=0) if kind in AT_A_KIOSK else device)
    return replace(plan, device=(*plan.device, *added))


def _keypads(plan: Plan, simulated: Collection[tuple[str, str]]) -> Iterator[Device]:
    for kind, first in (("keypad", 0), ("evaluator", EVALUATORS_FROM)):
        if (kind, "ff68") in simulated:
            for window in plan.window:
                yield Device(
                    id=f"{kind}-{window.number}",
                    kind=kind,  # type: ignore[arg-type]
                    driver="ff68",
                    terminal="agent",
                    port=KEYPAD_LINE,
                    address=first + window.number,
                    window=window.number,
                )
