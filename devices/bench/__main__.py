"""`python -m devices.bench`: finds, binds and tries machines; for a technician alone at a terminal."""

import contextlib
import logging
import os
import sys
from collections.abc import Sequence

import structlog

from devices.bench.commands import bench_parser
from devices.bench.outcome import UsageError, outcome_of
from devices.bench.places import Places
from devices.bench.run import run
from devices.errors import DeviceError
from devices.registry import BindingError
from queue_server.contract.plan import PlanError

WORKED, NOT_DONE, WRONG_USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None, places: Places = Places()) -> int:  # noqa: B008 (a frozen value)
    """The exit code, as the help describes it."""
    asked = bench_parser().parse_args(arguments)
    try:
        return WORKED if run(asked, places, _say) else NOT_DONE
    except (UsageError, PlanError, BindingError) as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    except DeviceError as error:
        for line in outcome_of(error).lines:
            _say(line)
        return NOT_DONE
    except KeyboardInterrupt:
        _say("停下了，没有做完。")
        return NOT_DONE


def _say(line: str) -> None:
    print(line, flush=True)


def _alone() -> int:
    """As a program of its own: no log lines between the sentences, and a closed pipe is no error."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    try:
        return main()
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WORKED


if __name__ == "__main__":
    sys.exit(_alone())
