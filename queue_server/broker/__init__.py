"""The broker: mosquitto as a child process under a generated configuration, which follows who may come in."""

from queue_server.broker.child import Broker, BrokerError
from queue_server.broker.entry import Entry, TlsEntry
from queue_server.broker.keeping import LOOK_S, Keeping, entry_of

__all__ = ["LOOK_S", "Broker", "BrokerError", "Entry", "Keeping", "TlsEntry", "entry_of"]
