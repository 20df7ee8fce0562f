"""Staging: a bundle verified, unpacked beside, made able to run, and asked whether it takes this hall's plan."""

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from provisioning.bundle.unpacking import RELEASES, drop, installed, point, stage
from provisioning.environment import PYTHON, EnvironmentMissingError, make_environment
from provisioning.update.deciding import DECIDING
from provisioning.update.record import Record, Update
from provisioning.update.steps import next_step

CHECK_TIMEOUT_S = 300.0


class UpdateError(Exception):
    """An update that is refused though its bundle is right; said in Chinese."""


def stage_update(
    bundle: Path,
    key: bytes,
    root: Path,
    record: Record,
    plan: Path,
    *,
    now: bool = False,
    again: bool = True,
    prepare: Callable[[Path], None] = make_environment,
) -> Update | None:
    """Makes the bundle the next release of the box, to be switched to; None where it is the current one already.

    Args:
        plan: the plan in force, which the new release must take.
        now: it is not to wait until nobody is served.
        again: a version that was taken back before may be tried another time.

    Raises:
        BundleError: the bundle is refused.
        EnvironmentMissingError: it cannot run here.
        UpdateError: nothing is installed yet, it was taken back before, or it does not take the plan.
        BusyError: another update is being decided.
        OSError: something cannot be read or written.
    """
    with record.held():
        before, last = installed(root), record.update()
        if before is None:
            raise UpdateError("这台机器还没有装厅号，请先运行 tinghao install")
        if last is not None and next_step(last, before.version) in ("look", "go_back"):
            raise UpdateError(f"版本 {last.version} 正在换上，请等两分钟再试")
        manifest = stage(bundle, key, root)
        if manifest == before:
            return None
        if last is not None and not again and (last.version, last.phase) == (manifest.version, "rolled_back"):
            raise UpdateError(f"版本 {manifest.version} 换上以后出过问题，已经换回来了（{last.why}）；不再自动试")
        release = root / RELEASES / manifest.version
        try:
            prepare(release)
            if plan.exists():
                _take_plan(release, plan)
        except (EnvironmentMissingError, UpdateError):
            drop(root, manifest.version)
            raise
        update = Update(version=manifest.version, before=before.version, phase="staged", at=datetime.now(UTC), now=now)
        record.forget_refusal()
        point(root, DECIDING, before.version)
        record.say(update)
        if bundle.parent == record.folder:  # it was laid there to be taken
            bundle.unlink()
        return update


def _take_plan(release: Path, plan: Path) -> None:
    software = release / "software"
    command = [str(software / PYTHON), "-m", "provisioning", "check", "--plan", str(plan)]
    try:
        ended = subprocess.run(
            command, cwd=software, capture_output=True, text=True, timeout=CHECK_TIMEOUT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UpdateError(f"新版本 {release.name} 在这台机器上跑不起来（{error}），没有安装") from error
    if ended.returncode:
        said = (ended.stderr or ended.stdout).strip()
        raise UpdateError(f"新版本 {release.name} 不认现在的大厅配置，没有安装：\n{said}")
