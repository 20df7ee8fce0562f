"""From the plan to the machines of the agent and the lines they hang on."""

from collections.abc import Iterable

from devices.agent.machine import Machine, Unbound
from devices.agent.sign_at_window import SignAtWindow
from devices.bus import Bus, Member
from devices.driver import Setting
from devices.registry import BindingError, driver_of, options_of
from devices.transport import Line, open_later
from queue_server.contract.plan import Device, Plan

AGENT = "agent"


def bound(plan: Plan) -> list[Device]:
    """The devices of the plan that are this process's."""
    return [device for device in plan.device if device.terminal == AGENT]


def machine_for(device: Device, plan: Plan) -> Machine:
    """The machine for a device; one that is bound wrongly says so in its health."""
    try:
        driver = driver_of(device.kind, device.driver)
        options = options_of(driver, device.options)
        open_later(device.port)
    except (BindingError, ValueError) as error:
        return Unbound(device, str(error))
    setting = Setting(name=device.id, address=device.address, options=options)
    names = [service.name for service in plan.services_of(device.window)]
    return SignAtWindow(device, driver.build(setting, None), names)


def bus_for(port: str, machines: Iterable[Machine]) -> Bus | None:
    """The line at `port`, set as the first of its machines asks; None when none of them is on it."""
    members: list[Member] = []
    line = Line()
    for machine in machines:
        if machine.member is None:
            continue
        if not members:
            line = line_of(machine.device)
        members.append(machine.member)
    if not members:
        return None
    wire = open_later(port, line)
    byte_s = 0.0 if "://" in port or ":" in port.rpartition("/")[2] else line.bits_per_byte / line.baud
    return Bus(wire, members, name=port, byte_s=byte_s)


def line_of(device: Device) -> Line:
    """How the device's serial line is set: as the plan says, or as the driver usually has it."""
    driver = driver_of(device.kind, device.driver)
    return Line(baud=device.baud or driver.baud, data_bits=device.data_bits, parity=device.parity)
