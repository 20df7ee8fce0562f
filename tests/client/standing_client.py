"""A client in a process of its own, said to be here: `python -m tests.client.standing_client CREDENTIAL`."""

import signal
import sys
from pathlib import Path

from queue_server.client import HallClient
from queue_server.contract.credential import load_credential

if __name__ == "__main__":
    client = HallClient(load_credential(Path(sys.argv[1])))
    client.start()
    print(client.wait_connected(20.0), flush=True)
    signal.pause()
