"""The technician's command line: plan, keys, bundles; a box installed, joined, tested, updated, and how it is."""

import sys
from collections.abc import Callable

COMMANDS = "check|plan|key|calendar|bundle|install|settle|uninstall|apply|update|status|join|selftest|support"


def _command(name: str) -> Callable[[list[str]], int] | None:
    """The command of that name; loaded only when it is wanted."""
    match name:
        case "check":
            from queue_server.forecaster.command import check

            return check
        case "plan":
            from provisioning.plan_command import plan

            return plan
        case "key":
            from provisioning.key_command import key

            return key
        case "calendar":
            from provisioning.calendar_command import calendar

            return calendar
        case "bundle":
            from provisioning.bundle.command import bundle

            return bundle
        case "apply":
            from provisioning.applying.command import apply_command

            return apply_command
        case "install" | "settle" | "uninstall":
            from provisioning.installing import command

            return {
                "install": command.install_command,
                "settle": command.settle_command,
                "uninstall": command.uninstall_command,
            }[name]
        case "update":
            from provisioning.update.command import update

            return update
        case "status":
            from provisioning.status.command import status

            return status
        case "join":
            from provisioning.join_command import join

            return join
        case "selftest":
            from provisioning.selftest.command import selftest

            return selftest
        case "support":
            from provisioning.support_command import support

            return support
    return None


def main() -> int:
    """Runs the named command."""
    command = _command(sys.argv[1] if len(sys.argv) > 1 else "")
    if command is None:
        print(f"用法：python -m provisioning {COMMANDS} …，每个命令加 --help 有说明", file=sys.stderr)
        return 2
    return command(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
