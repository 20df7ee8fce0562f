"""From the plan to the machines of the agent and the lines they hang on."""

from collections.abc import Callable, Iterable

from devices.agent.evaluator_at_window import EvaluatorAtWindow
from devices.agent.id_card_reader import IdCardReader
from devices.agent.keypad_at_window import Ask, KeypadAtWindow
from devices.agent.lamp_at_window import LampAtWindow
from devices.agent.machine import Machine, Unbound
from devices.agent.sign_at_window import SignAtWindow
from devices.agent.speaker import Speaker
from devices.bus import Bus, Member
from devices.id_card.sam_reader import SamReader
from devices.keypad.evaluator import Evaluator
from devices.keypad.keypad import Keypad
from devices.lamp import Lamp
from devices.led.sign import Sign
from devices.registry import ON_A_BUS, BindingError, binding_of
from devices.speech.module import SpeechModule
from devices.transport import Serial
from queue_server.contract.plan import Device, Plan

AGENT = "agent"


def bound(plan: Plan, terminal: str) -> list[Device]:
    """The devices of the plan that are at the terminal: the hall's own box (`AGENT`), or a window box by its id."""
    return [device for device in plan.device if device.terminal == terminal]


def machine_for(device: Device, plan: Plan, ask: Ask, evaluate: Callable[[int], bool]) -> Machine:
    """The machine for a device; one that is bound wrongly says so in its health.

    Args:
        ask: sends a command of a keypad or evaluator to the hall.
        evaluate: makes the evaluator of a window ask the visitor; False when there is none.
    """
    binding = binding_of(device)
    try:
        wire = binding.wire() if binding.has_wire else None
        built = binding.build(None if device.kind in ON_A_BUS else wire)
    except BindingError as error:
        return Unbound(device, str(error))
    match built:
        case Sign():
            return SignAtWindow(device, built, {service.prefix: service.name for service in plan.service})
        case Keypad():
            return KeypadAtWindow(device, built, plan, ask, evaluate)
        case Lamp():
            return LampAtWindow(device, built)
        case SpeechModule():
            return Speaker(device, built)
        case SamReader():
            return IdCardReader(device, built)
        case Evaluator():
            return EvaluatorAtWindow(device, built, ask)
    return Unbound(device, f"{device.kind} 不能接在 agent 上")


def bus_for(machines: Iterable[Machine]) -> Bus | None:
    """The line of these machines, set as the first of them asks; None when none of them is on a line."""
    members: list[tuple[Device, Member]] = [
        (machine.device, machine.member) for machine in machines if machine.member is not None
    ]
    if not members:
        return None
    binding = binding_of(members[0][0])
    wire, line = binding.wire(), binding.line
    byte_s = line.bits_per_byte / line.baud if isinstance(wire, Serial) else 0.0
    return Bus(wire, [member for _, member in members], name=binding.port, byte_s=byte_s)
