"""The sources of pictures that the house can drive."""

from pathlib import Path

from devices.capture.document_camera import DocumentCamera
from devices.capture.folder import WatchedFolder
from devices.capture.scanner import Scanner
from devices.capture.snapshot_camera import SnapshotCamera
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


class SnapshotOptions(Options, frozen=True, kw_only=True):
    """Attributes: `device` is the address, where no wire names it; `certificate` the file with the only certificate to
    trust, where an https camera made its own."""

    device: str = "http://127.0.0.1:8080/snapshot"
    certificate: str = ""
    timeout_s: float = 5.0

    def __post_init__(self) -> None:
        if not 0 < self.timeout_s <= 60:
            raise ValueError("timeout_s 大于 0，最多 60 秒")


class FolderOptions(Options, frozen=True, kw_only=True):
    """Attributes: `device` is the folder, where no wire names it; a file is complete that has not changed for
    `steady_s`."""

    device: str = "/var/spool/scans"
    steady_s: float = 1.0
    timeout_s: float = 60.0

    def __post_init__(self) -> None:
        if not 0.2 <= self.steady_s <= 60:
            raise ValueError("steady_s 是 0.2 到 60 秒")
        if not 0 < self.timeout_s <= 600:
            raise ValueError("timeout_s 大于 0，最多 600 秒")


def _camera(setting: Setting, wire: Transport | None) -> PictureSource:
    options = setting.options
    assert isinstance(options, CameraOptions)
    return DocumentCamera(
        setting.port or options.device,
        width_px=options.width_px,
        height_px=options.height_px,
        timeout_s=options.timeout_s,
    )


def _snapshot(setting: Setting, wire: Transport | None) -> PictureSource:
    options = setting.options
    assert isinstance(options, SnapshotOptions)
    certificate = Path(options.certificate) if options.certificate else None
    return SnapshotCamera(setting.port or options.device, certificate=certificate, timeout_s=options.timeout_s)


def _folder(setting: Setting, wire: Transport | None) -> PictureSource:
    options = setting.options
    assert isinstance(options, FolderOptions)
    path = Path(setting.port or options.device)
    if not path.is_absolute():
        raise ValueError("port 写文件夹的完整路径，如 /var/spool/scans")
    return WatchedFolder(path, steady_s=options.steady_s, timeout_s=options.timeout_s, clock=setting.clock)


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
        name="snapshot",
        kind="document_camera",
        machine="高拍仪（摄像头程序或网络摄像头）",
        protocol="one JPEG for each HTTP GET, as ustreamer and mjpg-streamer give it; plain only on this computer",
        wires=("http",),
        options=SnapshotOptions,
        build=_snapshot,
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
    Driver(
        name="folder",
        kind="scanner",
        machine="扫描仪（自带程序，存到文件夹）",
        protocol="JPEG, PNG, TIFF and PDF files put into a folder; each taken once and deleted",
        wires=("folder",),
        options=FolderOptions,
        build=_folder,
    ),
)
