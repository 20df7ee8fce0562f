"""The command line of the forecast: of a hall described by files, and its backtest."""

import argparse
import sys
from pathlib import Path

from queue_server.forecaster.backtest import backtest
from queue_server.forecaster.files import FileError
from queue_server.forecaster.telling import tell


def forecast(arguments: list[str]) -> int:
    """Runs `forecast …`; a mistake in a file is one clear sentence and exit code 2."""
    parser = argparse.ArgumentParser(prog="queue_server forecast", description="厅号：预计等候时间")
    parser.add_argument("what", nargs="?", choices=("tell", "backtest"), default="tell")
    parser.add_argument("--state", type=Path, required=True, help="大厅现在的样子 state.json")
    parser.add_argument("--history", type=Path, required=True, help="以往的办理记录 history.csv")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.what == "tell":
            sys.stdout.buffer.write(tell(chosen.state, chosen.history))
        else:
            print(backtest(chosen.state, chosen.history))
    except FileError as error:
        print(error, file=sys.stderr)
        return 2
    return 0
