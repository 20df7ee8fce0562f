"""The installer says in one sentence what is in its way, and touches nothing that is there."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.running_hall import ROOT

ITS_PROGRAMS = ("cut", "dirname", "env", "grep", "mkdir", "sed", "sh", "sha256sum")
MAKES_VENV = """case "$1" in -m)
    mkdir -p .venv/bin
    printf '#!/bin/sh\\n%s\\n' '{python}' >.venv/bin/python
    /bin/chmod 755 .venv/bin/python ;;
esac"""
EVERYTHING_IS_THERE = 'shift 3; for package; do echo "installed $package"; done'


class Machine:
    """A checkout on a machine that has only the programs which a test gives it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "checkout"
        shutil.copytree(ROOT / "provisioning", self.home / "provisioning", ignore=shutil.ignore_patterns("rehearsal"))
        (self.home / "requirements.lock").write_text("")
        self._programs = folder / "bin"
        self._programs.mkdir()
        for program in ITS_PROGRAMS:
            (self._programs / program).symlink_to(str(shutil.which(program)))

    def has(self, program: str, script: str) -> None:
        """A program that does what the shell script says."""
        file = self._programs / program
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def installs(self) -> subprocess.CompletedProcess[str]:
        """Runs the installer."""
        return subprocess.run(
            [self.home / "provisioning/install.sh", "requirements.lock"],
            env={"PATH": str(self._programs), "LANG": os.environ.get("LANG", "C.UTF-8")},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def complains(self) -> str:
        """What it says in Chinese when it gives up, its English words being the line after."""
        ended = self.installs()
        assert ended.returncode == 1
        sentence, english = ended.stderr.splitlines()
        assert english.startswith("  ")
        return sentence


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_another_system_than_debian_is_told_so(machine: Machine) -> None:
    assert "不是 Debian" in machine.complains()


def test_without_root_or_sudo_the_missing_packages_are_named(machine: Machine) -> None:
    machine.has("dpkg-query", EVERYTHING_IS_THERE + " | grep -v -e mosquitto -e xvfb")
    machine.has("id", "echo 1000")
    sentence = machine.complains()
    assert "请用 root 运行" in sentence
    assert sentence.endswith(" mosquitto xvfb")


def test_without_a_network_the_log_is_named(machine: Machine) -> None:
    machine.has("dpkg-query", "exit 1")
    machine.has("id", "echo 0")
    machine.has("apt-get", 'case "$*" in *update*) echo "no route to host" >&2; exit 100 ;; esac')
    assert "请检查网络" in machine.complains()
    assert "no route to host" in (machine.home / ".run/install.log").read_text()


def test_a_package_that_does_not_install_is_named(machine: Machine) -> None:
    machine.has("dpkg-query", EVERYTHING_IS_THERE + " | grep -v xdotool")
    machine.has("id", "echo 0")
    machine.has("apt-get", 'case "$*" in *install*) exit 100 ;; esac')
    assert "系统软件包没有装好： xdotool" in machine.complains()


def test_without_python_it_says_so(machine: Machine) -> None:
    machine.has("dpkg-query", EVERYTHING_IS_THERE)
    assert "找不到 python3" in machine.complains()


def test_an_old_python_is_told_so(machine: Machine) -> None:
    machine.has("dpkg-query", EVERYTHING_IS_THERE)
    machine.has("python3", "exit 1")
    assert "需要 3.11" in machine.complains()


def test_a_failed_environment_and_failed_components_point_to_the_log(machine: Machine) -> None:
    machine.has("dpkg-query", EVERYTHING_IS_THERE)
    machine.has("python3", 'case "$1" in -m) exit 1 ;; esac')
    assert "Python 环境没有建好" in machine.complains()
    machine.has("python3", MAKES_VENV.format(python="exit 1"))
    assert "Python 组件没有装好" in machine.complains()


def test_what_is_installed_is_not_touched_again(machine: Machine) -> None:
    calls = machine.home / "calls"
    machine.has("dpkg-query", EVERYTHING_IS_THERE)
    machine.has("python3", MAKES_VENV.format(python=f"echo $* >>{calls}"))

    def installed() -> int:
        assert machine.installs().returncode == 0
        return calls.read_text().count("--require-hashes")

    assert [installed(), installed()] == [1, 1]
    (machine.home / "requirements.lock").write_text("# another one\n")
    assert installed() == 2
