"""The terminal's half of `queue_server.pairing`: finds halls, shows a code and four words, gets its credential."""

from provisioning.joining.door import Door, DoorError, door_at
from provisioning.joining.joining import Joined, Joining, Outcome
from provisioning.joining.nearby import halls_nearby
from queue_server.pairing.messages import Expired, Locked, Refused, Waiting

__all__ = [
    "Door",
    "DoorError",
    "Expired",
    "Joined",
    "Joining",
    "Locked",
    "Outcome",
    "Refused",
    "Waiting",
    "door_at",
    "halls_nearby",
]
