"""The sources of pictures that the house can drive."""

from devices.capture.document_camera import DocumentCamera
from devices.capture.scanner import Scanner
from devices.capture.source import PictureSource
from devices.driver import Driver, Options, Setting
from devices.transport import Transport

LARGEST_PX = 10_000
RESOLUTIONS_DPI = (75, 1200)


class CameraOptions(Options, frozen=True, kw_only=True):
    """Attributes: `device` is the node, where no wire names it; the camera takes its nearest size."""

    device: str = ""
    width_px: int = 2592
    height_px: int = 1944
    timeout_s: float = 5.0

    def __post_init__(self) -> None:
        if not (160 <= self.width_px <= LARGEST_PX and 120 <= self.height_px <= LARGEST_PX):
            raise ValueError("图像至少 160×120 点，最多 10000×10000 点")
        if not 0 < self.timeout_s <= 60:
            raise ValueError("timeout_s 大于 0，最多 60 秒")


class ScannerOptions(Options, frozen=True, kw_only=True):
    """Attributes: `device` is SANE's name, the first scanner found where it is empty and no wire names it;
    `arguments` go to `scanimage` as they are, such as `--source=ADF`."""

    device: str = ""
    resolution_dpi: int = 200
    timeout_s: float = 60.0
    arguments: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not RESOLUTIONS_DPI[0] <= self.resolution_dpi <= RESOLUTIONS_DPI[1]:
            raise ValueError("resolution_dpi 是 75 到 1200")
        if not 0 < self.timeout_s <= 600:
            raise ValueError("timeout_s 大于 0，最多 600 秒")
        if any(not argument.startswith("--") for argument in self.arguments):
            raise ValueError("arguments 里每一项都以“--”开头，如 --source=ADF")


def _camera(setting: Setting, wire: Transport | None) -> PictureSource:
    options = setting.options
    assert isinstance(options, CameraOptions)
    return DocumentCamera(
        setting.port or options.device,
        width_px=options.width_px,
        height_px=options.height_px,
        timeout_s=options.timeout_s,
    )


def _scanner(setting: Setting, wire: Transport | None) -> PictureSource:
    options = setting.options
    assert isinstance(options, ScannerOptions)
    return Scanner(
        setting.port or options.device,
        resolution_dpi=options.resolution_dpi,
        timeout_s=options.timeout_s,
        arguments=options.arguments,
    )


DRIVERS: tuple[Driver[PictureSource], ...] = (
    Driver(
        name="uvc",
        kind="document_camera",
        machine="高拍仪（UVC 摄像头）",
        protocol="UVC through Video4Linux 2 (linux/videodev2.h), MJPG",
        wires=("video",),
        options=CameraOptions,
        build=_camera,
    ),
    Driver(
        name="sane",
        kind="scanner",
        machine="扫描仪",
        protocol="SANE through scanimage(1)",
        wires=("sane",),
        options=ScannerOptions,
        build=_scanner,
    ),
)
