"""The way into the fleet's commands: many halls are waited for in one thread, which gevent has to know first."""

import sys


def fleet(arguments: list[str]) -> int:
    """Runs `fleet status|update`, see `command`; exit code 2 where what it needs is not installed."""
    try:
        from gevent import monkey
    except ModuleNotFoundError:
        print("管全县大厅的组件没有装：pip install --require-hashes -r requirements-fleet.lock", file=sys.stderr)
        return 2
    monkey.patch_all()
    from provisioning.fleet import command

    return command.fleet(arguments)
