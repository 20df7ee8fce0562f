"""The technician's command line: check a plan, put it in force, make keys, the calendar, the bundle for a stick."""

import sys
from collections.abc import Callable


def _command(name: str) -> Callable[[list[str]], int] | None:
    """The command of that name; loaded only when it is wanted."""
    match name:
        case "check":
            from provisioning.checking.command import check

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
    return None


def main() -> int:
    """Runs the named command."""
    command = _command(sys.argv[1] if len(sys.argv) > 1 else "")
    if command is None:
        print(
            "用法：python -m provisioning check|plan|key|calendar|bundle …，每个命令加 --help 有说明", file=sys.stderr
        )
        return 2
    return command(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
