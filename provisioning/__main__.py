"""The technician's command line: plan, keys, calendar, the bundle for a USB stick, and installing it."""

import sys
from collections.abc import Callable

COMMANDS = "check|key|calendar|bundle|deb|install|settle|uninstall|apply"


def _command(name: str) -> Callable[[list[str]], int] | None:
    """The command of that name; loaded only when it is wanted."""
    match name:
        case "check":
            from queue_server.forecaster.command import check

            return check
        case "key":
            from provisioning.key_command import key

            return key
        case "calendar":
            from provisioning.calendar_command import calendar

            return calendar
        case "bundle":
            from provisioning.bundle.command import bundle

            return bundle
        case "deb":
            from provisioning.bundle.command import deb

            return deb
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
