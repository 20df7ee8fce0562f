"""A program that was started through a link goes on by its own name, for the link will lead elsewhere meanwhile."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path


def go_on_by_own_name(arguments: Sequence[str]) -> None:
    """Starts this interpreter again by its release's own folder; nothing where it was started so.

    Imports that are still to come would else be of whatever release the link leads to by then. An interpreter finds
    its environment by the name that it is started with.
    """
    own = Path(sys.prefix).resolve()
    if own != Path(sys.prefix):
        python = str(own / "bin" / "python")
        os.chdir(own.parent)
        os.execv(python, [python, *arguments])
