"""A broker in a process of its own, which tells the broker's process id: `python -m tests.broker.standing_broker`."""

import signal
import sys
from pathlib import Path

from queue_server.broker import Broker, Entry

if __name__ == "__main__":
    broker = Broker(Path(sys.argv[1]), int(sys.argv[2]), "puyang", Entry({"server": "for-tests-only"}))
    broker.start()
    print(broker.pid, flush=True)
    signal.pause()
