"""The embedded broker: mosquitto as a child process under a generated configuration."""

from queue_server.broker.child import Broker, BrokerError

__all__ = ["Broker", "BrokerError"]
