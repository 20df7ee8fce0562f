"""The machine that a command is about: out of the plan or by words, with its wire, recorded when asked."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from devices.bench.outcome import UsageError
from devices.bench.words import KINDS
from devices.driver import Kind
from devices.printer.profile import PAPER_58_MM
from devices.registry import ON_A_BUS, Binding, binding_of, driver_of
from devices.transport import Recorder, Transport
from queue_server.contract.plan import Device, Plan

PERSONAL: frozenset[Kind] = frozenset({"id_card_reader"})
RECORDING_MODE = 0o600


class Target(msgspec.Struct, frozen=True):
    """One machine to try.

    Attributes:
        wire: the one that the driver gets, or its bus; None for what the system's own libraries open.
        say: prints a line for the technician.
    """

    binding: Binding
    wire: Transport | None
    say: Callable[[str], None]

    @property
    def kind(self) -> Kind:
        return driver_of(self.binding.kind, self.binding.driver).kind

    @property
    def product(self) -> Any:
        """Its driver, at the wire where it is none of a bus.

        Raises:
            BindingError: the driver does not take these options.
        """
        return self.binding.build(None if self.kind in ON_A_BUS else self.wire)

    def opened(self) -> Transport:
        """Its wire, open.

        Raises:
            DeviceOfflineError: it cannot be opened.
        """
        assert self.wire is not None
        self.wire.open()
        return self.wire


def built(binding: Binding) -> Any:
    """The driver of a binding that is only looked at.

    Raises:
        BindingError: it is bound wrongly.
    """
    return Target(binding, _wire_of(binding), lambda line: None).product


def _wire_of(binding: Binding) -> Transport | None:
    return binding.wire() if binding.has_wire else None


def in_plan(plan: Plan, device: str) -> Binding:
    """The device of the plan with this id.

    Raises:
        UsageError: there is none.
    """
    for one in plan.device:
        if one.id == device:
            return _with_paper(one)
    known = "、".join(one.id for one in plan.device) or "一台也没有"
    raise UsageError(f"大厅配置里没有“{device}”这台设备，有：{known}")


def _with_paper(device: Device) -> Binding:
    """Its binding; narrow paper is the plan's word where no model is named."""
    binding = binding_of(device)
    if device.kind != "slip_printer" or device.width_mm != PAPER_58_MM.width_mm or "profile" in device.options:
        return binding
    return msgspec.structs.replace(binding, options={**device.options, "profile": PAPER_58_MM.name})


def target_for(
    binding: Binding, kinds: frozenset[Kind], say: Callable[[str], None], *, record: Path | None = None
) -> Target:
    """The machine to try with a command for these kinds.

    Args:
        record: where what goes over the wire is kept, see `recording`.

    Raises:
        UsageError: the command is for other kinds; the conversation must not or cannot be recorded.
        BindingError: it is bound wrongly.
    """
    target = Target(binding, _wire_of(binding), say)
    if target.kind not in kinds:
        others = "、".join(KINDS[kind] for kind in KINDS if kind in kinds)
        raise UsageError(f"{binding.id} 是{KINDS[target.kind]}，这个命令用于：{others}")
    _ = target.product
    if record is None:
        return target
    if target.kind in PERSONAL:
        raise UsageError("身份证的内容是个人信息，不能录到文件里")
    if target.wire is None:
        raise UsageError(f"{KINDS[target.kind]}没有可以录的数据线")
    return msgspec.structs.replace(target, wire=Recorder(target.wire, record))


@contextlib.contextmanager
def recording(path: Path | None, say: Callable[[str], None]) -> Iterator[None]:
    """Makes the file for a recording, for nobody else to read; one that stays empty is taken away again.

    Raises:
        UsageError: there is such a file already, or it cannot be made.
    """
    if path is None:
        yield
        return
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, RECORDING_MODE))
    except FileExistsError as error:
        raise UsageError(f"录制文件 {path} 已经有了；请换一个名字，免得两次录在一起") from error
    except OSError as error:
        raise UsageError(f"录制文件 {path} 写不了：{error}") from error
    try:
        yield
    finally:
        if path.stat().st_size:
            say(f"来往的数据录在 {path}")
        else:
            path.unlink()
