"""The device agent's command line: `python -m devices --plan hall.toml --credential agent.json`."""

import argparse
import logging
import sys
from pathlib import Path

from devices.agent.running import run
from queue_server.contract.plan import PlanError


def main() -> int:
    """Runs the agent; a mistake of the person at the keyboard is one clear sentence and exit code 2."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    parser = argparse.ArgumentParser(prog="devices", description="厅号：设备代理")
    parser.add_argument("--plan", type=Path, required=True, help="大厅配置 hall.toml")
    parser.add_argument(
        "--credential", type=Path, required=True, help="总台发给 agent 的凭证文件，或窗口盒子加入时得到的"
    )
    arguments = parser.parse_args()
    try:
        run(arguments.plan, arguments.credential)
    except (PlanError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
