"""Taking the hall away again."""

from tests.booted.proof import Proof


class Leaving:
    """The last step."""

    def __init__(self, proof: Proof) -> None:
        self._proof = proof

    def uninstalling_leaves_nothing(self) -> str:
        """The hall is uninstalled with all it knew, and nothing of it is left anywhere."""
        box = self._proof.hall
        self._proof.hall_machines.take_away()  # they run on the hall's software
        taken = box.run("tinghao", "uninstall", "--purge").strip().splitlines()[-1]
        everything = [
            "find",
            "/",
            "-xdev",
            "(",
            "-path",
            "/proc",
            "-o",
            "-path",
            "/var/tmp/monitor",
            ")",
            "-prune",
            "-o",
        ]
        left = box.run(*everything, "-name", "*tinghao*", "-print").split()
        ours = [path for path in left if not path.endswith(("90-monitor.conf", ".service.d"))]
        assert ours == [], ours
        assert "tinghao" not in box.run("cat", "/etc/passwd", "/etc/group"), "its users are left"
        assert "/dev/null" not in box.run("sh", "-c", "ls -l /etc/systemd/system"), "its masks are left"
        running = box.run("sh", "-c", r"cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' ' '")
        assert "/opt/tinghao" not in running, running
        return taken
