"""The way into the fleet's commands: waiting is made cooperative before anything of the network is loaded."""

import sys

MISSING = "管全县大厅的组件没有装：pip install --require-hashes -r requirements-fleet.lock"


def fleet(arguments: list[str]) -> int:
    """Runs `fleet status|update …`; exit code 2 where the county's components are not installed."""
    try:
        from gevent import monkey
    except ModuleNotFoundError:
        print(MISSING, file=sys.stderr)
        return 2
    monkey.patch_all()  # many halls are waited for at once in one thread
    from provisioning.fleet.command import fleet

    return fleet(arguments)
