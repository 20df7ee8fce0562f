"""The technician's command line: check a plan, make keys, calendar and bundle, let a box join a hall."""

import sys
from collections.abc import Callable

USAGE = "用法：python -m provisioning check|key|calendar|bundle|join|follow …，每个命令加 --help 有说明"


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
        case "join":
            from provisioning.join_command import join

            return join
        case "follow":
            from provisioning.follow_command import follow

            return follow
    return None


def main() -> int:
    """Runs the named command."""
    command = _command(sys.argv[1] if len(sys.argv) > 1 else "")
    if command is None:
        print(USAGE, file=sys.stderr)
        return 2
    return command(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
