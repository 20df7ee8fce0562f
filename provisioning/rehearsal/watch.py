"""What the practice hall's own wire says of its devices' health, for the page to show beside their switches."""

import threading
from collections.abc import Mapping
from pathlib import Path

from queue_server.client import HallClient
from queue_server.contract.credential import load_credential
from queue_server.contract.messages import DeviceHealth, Health


class HealthWatch:
    """Follows the health of every client's devices, as any display may."""

    def __init__(self, credential: Path) -> None:
        self._lock = threading.Lock()
        self._devices: dict[str, DeviceHealth] = {}
        self._client = HallClient(load_credential(credential))
        self._client.follow_health(self._heard)
        self._client.start()

    @property
    def devices(self) -> Mapping[str, DeviceHealth]:
        """The newest word about each device."""
        with self._lock:
            return dict(self._devices)

    def close(self) -> None:
        self._client.close()

    def _heard(self, health: Health) -> None:
        with self._lock:
            self._devices |= {device.device: device for device in health.devices}
