"""Many followers in a process of their own: says on its output when the last of them has received what.

`raw` followers are bare links at a health topic whose payloads begin with a number; `boards` followers are whole
clients that decode the hall's board, and the number is its revision.
"""

import argparse
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from queue_server.client import HallClient
from queue_server.client.link import Link
from queue_server.contract import topics
from queue_server.contract.credential import Credential, load_credential

RAW_SUBJECT = "bench"
"""Whose health the raw payloads pretend to be: a topic that the server may write and displays may read."""
NUMBER_BYTES = 12


class Receipts:
    """Counts who has what; the last receipt of each number is printed as `number monotonic-seconds`."""

    def __init__(self, followers: int) -> None:
        self._followers = followers
        self._counts: Counter[int] = Counter()
        self._lock = threading.Lock()

    def received(self, number: int) -> None:
        """One more follower has `number`."""
        now = time.monotonic()
        with self._lock:
            self._counts[number] += 1
            last = self._counts[number] == self._followers
        if last:
            print(number, now, flush=True)


def main() -> None:
    """Follows until its input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=("raw", "boards"))
    parser.add_argument("followers", type=int)
    parser.add_argument("credential", type=Path)
    arguments = parser.parse_args()
    credential = load_credential(arguments.credential)
    receipts = Receipts(arguments.followers)
    follow = _raw if arguments.kind == "raw" else _boards
    keep = [follow(credential, receipts) for _ in range(arguments.followers)]
    sys.stdin.read()
    for one in keep:
        one.close()


def _raw(credential: Credential, receipts: Receipts) -> Link:
    link = Link(
        credential,
        receive=lambda _topic, payload, _answer_at: receipts.received(int(payload[:NUMBER_BYTES])),
        changed=lambda _up: None,
        will_topic=topics.PRESENCE.of(credential.hall, credential.client),
        will=b"",
    )
    link.subscribe(topics.HEALTH.of(credential.hall, RAW_SUBJECT))
    link.start()
    return link


def _boards(credential: Credential, receipts: Receipts) -> HallClient:
    client = HallClient(credential)
    client.follow_hall(lambda board: receipts.received(board.revision))
    client.start()
    return client


if __name__ == "__main__":
    main()
