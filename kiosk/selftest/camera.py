"""A picture from the camera over the desk: that there is one, large and light enough, and sharp where paper lies."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from devices.errors import DeviceError
from devices.registry import BindingError
from kiosk.scanning.advice import Advice
from kiosk.scanning.decoding import looked_at
from kiosk.scanning.judging import LEAST_LIGHT, judged
from kiosk.scanning.source import PaperSource
from kiosk.scanning.trouble import FOR_THE_STAFF, Trouble, trouble_of
from kiosk.selftest.plugs import plug_of
from kiosk.selftest.running import Doing, Steps
from queue_server.contract.plan import Device
from queue_server.contract.selftest import Finding

LEAST_PX = 1200
"""Longer side: of an A4 page that is 4 pixels a millimetre, just enough to read small print."""


@dataclass(frozen=True)
class Camera:
    """Takes one picture, which is overwritten as soon as it was looked at.

    Args:
        source: gives the camera, not yet opened; raises `BindingError`.
    """

    device: Device
    source: Callable[[Device], PaperSource]

    @property
    def name(self) -> str:
        return f"高拍仪 {self.device.id}"

    def look(self) -> Steps:
        yield Doing(self.name)
        try:
            source = self.source(self.device)
        except BindingError as error:
            yield self._finding(f"配置不对：{error}", "请改大厅配置 hall.toml 里这台设备")
            return
        try:
            source.open()
            file = source.take(False)
        except DeviceError as error:
            reason, remedy = FOR_THE_STAFF.get(trouble_of(error), FOR_THE_STAFF[Trouble.FAILED])
            yield self._finding(reason, remedy)
            return
        finally:
            source.close()
        picture = looked_at(file) if file else None
        if file is None or picture is None:
            yield self._finding(*FOR_THE_STAFF[Trouble.FAILED])
            return
        yield self._judged(picture, file.width_px, file.height_px)
        picture.fill(0)

    def _judged(self, picture: NDArray[np.uint8], width_px: int, height_px: int) -> Finding:
        if float(np.percentile(picture.max(axis=2)[::4, ::4], 99.5)) < LEAST_LIGHT:
            return Finding(
                check=self.name,
                state="broken",
                words="画面是黑的",
                remedy="请取下镜头盖，把灯打开",
                picture="camera",
            )
        if max(width_px, height_px) < LEAST_PX:
            return Finding(
                check=self.name,
                state="attention",
                words=f"画面只有 {width_px}×{height_px} 点，小字看不清",
                remedy="请在大厅配置里把 width_px 和 height_px 写大，或换一台高拍仪",
                picture="camera",
            )
        seen = judged(picture)
        if seen.advice is Advice.HOLD_STILL:
            return Finding(
                check=self.name,
                state="attention",
                words="画面不清楚",
                remedy="请擦干净镜头，纸别动，再检查一次",
                picture="camera",
            )
        sharp = "" if seen.corners is None else "，清楚"
        return Finding(check=self.name, state="ok", words=f"画面 {width_px}×{height_px} 点{sharp}")

    def _finding(self, words: str, remedy: str) -> Finding:
        plug = plug_of(self.device.port)
        return Finding(
            check=self.name, state="broken", words=words, remedy=remedy, picture="usb" if plug == "serial" else plug
        )
