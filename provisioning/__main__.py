"""The technician's command line: plans, keys, calendars and bundles; updates, backups, and how a box is."""

import sys
from collections.abc import Callable

NAMES = "check|key|calendar|bundle|update|status|backup|restore"


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
        case "update":
            from provisioning.update.command import update

            return update
        case "status":
            from provisioning.status.command import status

            return status
        case "backup" | "restore":
            from provisioning.backup import command

            return command.backup_command if name == "backup" else command.restore_command
    return None


def main() -> int:
    """Runs the named command."""
    command = _command(sys.argv[1] if len(sys.argv) > 1 else "")
    if command is None:
        print(f"用法：python -m provisioning {NAMES} …，每个命令加 --help 有说明", file=sys.stderr)
        return 2
    return command(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
