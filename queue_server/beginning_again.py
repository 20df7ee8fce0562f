"""A process that begins again from its own command line: the simplest way to take up a plan with everything in it."""

import os
import sys
from typing import NoReturn

ENVIRONMENT = dict(os.environ)
"""As it was at the start: whom to tell that we are alive is in it, and is taken out for the children."""


def begin_again() -> NoReturn:
    """This process becomes a new one with the same number, arguments and environment; close everything before."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], ENVIRONMENT)
