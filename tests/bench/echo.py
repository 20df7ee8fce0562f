"""The baseline's server, a process of its own: the same broker and link, but whatever is asked is simply `Done`."""

import argparse
import signal
import threading
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from queue_server.broker import Broker, Entry
from queue_server.client.link import Link
from queue_server.contract import topics
from queue_server.contract.codec import decode, encode
from queue_server.contract.messages import Ask, Presence, Reply
from queue_server.contract.plan import load
from queue_server.contract.replies import Done
from queue_server.state_dir import StateDir


def main() -> None:
    """Echoes until SIGTERM."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--plan", type=Path, required=True)
    parser.add_argument("--state", type=Path, required=True)
    arguments = parser.parse_args()
    leave = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: leave.set())
    plan, state = load(arguments.plan), StateDir(arguments.state)
    credentials = state.credentials(plan)
    hall = plan.hall.id
    entry = Entry({name: one.password for name, one in credentials.items()})
    broker = Broker(state.broker, plan.hall.broker_port, hall, entry)
    presence_topic = topics.PRESENCE.of(hall, topics.SERVER)
    here = Presence(client=topics.SERVER, session=uuid4().hex, state="here", since=datetime.now(UTC))

    def answer(_topic: str, payload: bytes, _answer_at: str) -> None:
        ask = decode(Ask, payload)
        reply = Reply(request_id=ask.request_id, revision=0, outcome=Done())
        link.publish(ask.reply_to, encode(reply), correlation=ask.request_id)

    def changed(up: bool) -> None:
        if up:
            link.publish(presence_topic, encode(here), retain=True)

    link = Link(
        credentials[topics.SERVER], receive=answer, changed=changed, will_topic=presence_topic, will=encode(here)
    )
    link.subscribe(topics.ASK.of(hall, "+"))
    broker.start()
    link.start()
    try:
        leave.wait()
    finally:
        link.close()
        broker.close()


if __name__ == "__main__":
    main()
