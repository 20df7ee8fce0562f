"""The hall as systemd units: right by systemd's own judgement, shut in well, and starting what is really there."""

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.running_hall import ROOT

UNITS = ROOT / "provisioning" / "units"
SERVICES = sorted(file.name.replace("@", "@kiosk-1") for file in UNITS.glob("*.service"))
OTHERS = sorted(file.name for kind in ("target", "path", "timer") for file in UNITS.glob(f"*.{kind}"))
WITH_A_PLAN = [file.name for file in sorted(UNITS.glob("*.service")) if "--plan" in file.read_text()]
INSTALLED, DECIDING = "/opt/tinghao/current/software", "/opt/tinghao/deciding/software"


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The units as if the hall were installed where it lies now; of those with an instance one for `kiosk-1`."""
    folder = tmp_path_factory.mktemp("units")
    for file in (file for file in UNITS.rglob("*") if file.is_file()):
        name = str(file.relative_to(UNITS))
        place = folder / (name if name.endswith(".conf") else name.replace("@", "@kiosk-1"))
        place.parent.mkdir(exist_ok=True)
        place.write_text(file.read_text().replace(INSTALLED, str(ROOT)).replace(DECIDING, str(ROOT)))
    return folder


def analyzed(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What systemd-analyze says."""
    command = ["systemd-analyze", "--no-pager", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_systemd_finds_nothing_to_complain_of(units: Path) -> None:
    said = analyzed("verify", *(units / name for name in (*SERVICES, *OTHERS)))
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_exposes_no_more_than_two_of_ten(units: Path, name: str) -> None:
    said = analyzed("security", "--offline=true", "--threshold=20", units / name)
    assert said.returncode == 0, said.stdout[-200:]
    (units / "tinghao-.service.d" / "10-sandbox.conf").rename(units / "sandbox.off")
    try:
        assert analyzed("security", "--offline=true", "--threshold=20", units / name).returncode != 0
    finally:
        (units / "sandbox.off").rename(units / "tinghao-.service.d" / "10-sandbox.conf")


def test_the_sandbox_leaves_the_agent_its_machines(units: Path) -> None:
    told = json.loads(analyzed("security", "--offline=true", "--json=short", units / "tinghao-agent.service").stdout)
    walls = {one["name"]: one["set"] for one in told}
    assert (walls["PrivateDevices="], walls["ProtectHome="]) == (False, True)


def test_every_service_starts_a_command_that_takes_its_options(tmp_path: Path) -> None:
    started = {}
    for name in WITH_A_PLAN:
        (line,) = re.findall(r"^ExecStart=(.*)$", (UNITS / name).read_text(), re.MULTILINE)
        away = line.removeprefix("/usr/bin/cage -d -- ").replace(INSTALLED, str(ROOT))
        away = away.replace("/var/lib/tinghao", str(tmp_path)).replace("%d", str(tmp_path))
        started[name] = subprocess.Popen(shlex.split(away), cwd=ROOT, stderr=subprocess.PIPE, text=True)
    for name, process in started.items():
        assert f"{tmp_path}/plan/hall.toml：读不了大厅配置" in process.communicate(timeout=60)[1], name
        assert process.returncode == 2, name


def test_udev_reads_every_rule(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "70-tinghao.rules").write_text((UNITS / "tinghao.rules").read_text())
    (rules / "71-bad.rules").write_text('SUBSYSTEM=="tty", NONSENSE=="x"\n')
    own_mounts = f"mount --bind {rules} /etc/udev/rules.d && exec udevadm test --action=add /sys/class/tty/tty"
    said = subprocess.run(
        ["unshare", "-rm", "sh", "-c", own_mounts], capture_output=True, text=True, check=False, timeout=60
    )
    about = [line for line in said.stderr.splitlines() if line.startswith("/etc/udev/rules.d/7")]
    assert about.pop().endswith("Invalid key 'NONSENSE'"), said.stderr
    assert [line for line in about if "Unknown group 'tinghao'" not in line] == []


def test_who_is_not_the_hall_is_not_given_its_folder() -> None:
    """systemd gives all in a unit's `StateDirectory` to its user, and a drop-in only adds to that list."""
    for settings in sorted(UNITS.glob("*.d/20-*.conf")):
        text = settings.read_text()
        if re.search(r"^User=(?!tinghao$)", text, re.MULTILINE):
            assert re.findall(r"^StateDirectory=.*$", text, re.MULTILINE)[0] == "StateDirectory=", settings
