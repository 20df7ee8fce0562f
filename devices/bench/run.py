"""From the arguments to the command: what each needs is looked up, what comes of it is lines and whether it worked."""

from argparse import Namespace
from collections.abc import Callable
from datetime import datetime

from devices.bench.bind import bind, typed_options
from devices.bench.card import card
from devices.bench.codes import read
from devices.bench.commands import KINDS_OF
from devices.bench.keys import keys
from devices.bench.lamp import light
from devices.bench.listing import driver_list, listing
from devices.bench.outcome import Outcome, UsageError
from devices.bench.places import Places
from devices.bench.plan_text import IdTakenError, free_id
from devices.bench.print_page import print_page
from devices.bench.probe import probe
from devices.bench.show import show
from devices.bench.speak import USUAL, speak
from devices.bench.target import Target, in_plan, recording, target_for
from devices.driver import Kind
from devices.registry import DRIVERS, Binding
from queue_server.contract.plan import Device, load

Say = Callable[[str], None]
UNNAMED = "bench"


def run(asked: Namespace, places: Places, say: Say) -> bool:
    """Do the command; False when the machine did not do its part.

    Raises:
        UsageError, PlanError, BindingError: asked wrongly.
        DeviceError: the machine cannot be reached or refuses.
    """
    match asked.command:
        case "list":
            lines = listing(places, load(asked.plan) if asked.plan is not None else None)
        case "drivers":
            lines = driver_list()
        case "bind":
            lines = _bind(asked)
        case _:
            return _try_out(asked, say)
    for line in lines:
        say(line)
    return True


def _bind(asked: Namespace) -> list[str]:
    binding = _named(asked, asked.kind, "")
    taken = {device.id: device for device in load(asked.plan).device}
    device = Device(
        id=asked.id or free_id(asked.kind, asked.window, taken),
        kind=asked.kind,
        driver=binding.driver,
        terminal=asked.terminal,
        port=binding.port,
        baud=binding.baud,
        data_bits=binding.data_bits,
        parity=binding.parity,
        address=binding.address,
        window=asked.window,
        width_mm=asked.width_mm,
        options=dict(binding.options),
    )
    try:
        bind(asked.plan, device, replace=asked.replace)
    except IdTakenError:
        raise UsageError(f"配置里已经有 {device.id}；要换掉它就加 --replace，要再加一台就换一个 --id") from None
    return [
        f"已写进 {asked.plan}：{device.id}。",
        f"现在试一试：python -m devices.bench probe --plan {asked.plan} {device.id}",
    ]


def _try_out(asked: Namespace, say: Say) -> bool:
    kinds = KINDS_OF[asked.command]
    text = getattr(asked, "text", "")
    if asked.plan is not None:
        if asked.driver or asked.port:
            raise UsageError("--plan 和 --driver、--port 只能写一种")
        if not asked.device:
            raise UsageError("还要写是哪台机器（大厅配置里的 id）")
        binding = in_plan(load(asked.plan), asked.device)
    else:
        if not asked.driver or not asked.port:
            raise UsageError("要写 --plan 和机器的 id，或者写 --driver 和 --port")
        text = text or asked.device
        binding = _named(asked, asked.kind or _only(asked, kinds), UNNAMED)
    with recording(asked.record, say):
        outcome = _tried(asked, target_for(binding, frozenset(kinds), say, record=asked.record), text)
        for line in outcome.lines:
            say(line)
    return outcome.worked


def _tried(asked: Namespace, target: Target, text: str) -> Outcome:
    match asked.command:
        case "probe":
            return probe(target)
        case "print":
            return print_page(target, datetime.now())
        case "show":
            return show(target, text, asked.pause)
        case "read":
            return read(target, asked.seconds, asked.count)
        case "keys":
            return keys(target, asked.seconds, asked.count)
        case "card":
            return card(target, asked.seconds)
        case "speak":
            return speak(target, text or USUAL)
        case "lamp":
            return light(target.product, target.say, asked.pause)
        case _:
            raise AssertionError(asked.command)


def _named(asked: Namespace, kind: str, device: str) -> Binding:
    """The machine that the arguments describe."""
    return Binding(
        id=device,
        kind=kind,
        driver=asked.driver,
        port=asked.port,
        baud=asked.baud,
        data_bits=asked.data_bits,
        parity=asked.parity,
        address=asked.address,
        options=typed_options(kind, asked.driver, asked.option),
    )


def _only(asked: Namespace, kinds: tuple[Kind, ...]) -> Kind:
    """The kind that is meant where none was written: the one that has a driver of this name."""
    meant = [driver.kind for driver in DRIVERS if driver.name == asked.driver and driver.kind in kinds]
    if len(meant) > 1:
        raise UsageError(f"“{asked.driver}”有几类，要写 --kind，可以是：{'、'.join(meant)}")
    return meant[0] if meant else kinds[0]
