"""The technician's command line: plan, keys, bundles; a box installed, joined, tested, updated, and how it is."""

import pkgutil
import sys

COMMANDS = {
    "check": "provisioning.checking.command:check",
    "plan": "provisioning.plan_command:plan",
    "key": "provisioning.key_command:key",
    "calendar": "provisioning.calendar_command:calendar",
    "bundle": "provisioning.bundle.command:bundle",
    "deb": "provisioning.bundle.command:deb",
    "install": "provisioning.installing.command:install_command",
    "settle": "provisioning.installing.command:settle_command",
    "uninstall": "provisioning.installing.command:uninstall_command",
    "apply": "provisioning.applying.command:apply_command",
    "first-start": "provisioning.first_start.command:first_start",
    "join": "provisioning.join_command:join",
    "follow": "provisioning.follow_command:follow",
    "selftest": "provisioning.selftest.command:selftest",
    "status": "provisioning.status.command:status",
    "update": "provisioning.update.command:update",
    "backup": "provisioning.backup.command:backup_command",
    "restore": "provisioning.backup.command:restore_command",
    "support": "provisioning.support_command:support",
    "fleet": "provisioning.fleet.starting:fleet",
}
"""Where each command is; it takes the arguments after its name and gives the exit code. Loaded only when wanted."""


def main() -> int:
    """Runs the named command."""
    place = COMMANDS.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if place is None:
        print(f"用法：python -m provisioning {'|'.join(COMMANDS)} …，每个命令加 --help 有说明", file=sys.stderr)
        return 2
    code: int = pkgutil.resolve_name(place)(sys.argv[2:])
    return code


if __name__ == "__main__":
    sys.exit(main())
