"""How the sources are bound."""

import pytest

from devices.capture.drivers import DRIVERS, CameraOptions, ScannerOptions
from devices.capture.snapshot_camera import SnapshotCamera
from devices.capture.source import SourceStatus
from devices.driver import Setting


@pytest.mark.parametrize("driver", DRIVERS, ids=lambda driver: driver.name)
def test_default_options_build_a_source_that_touches_nothing(driver: object) -> None:
    one = next(known for known in DRIVERS if known is driver)
    source = one.build(Setting(name="source", options=one.options()), None)
    assert source.health.status is SourceStatus.UNKNOWN
    source.close()


@pytest.mark.parametrize(
    "address", ["http://10.0.0.8/snapshot", "ftp://127.0.0.1/x", "/dev/video0", "http:///snapshot", "http://camera/"]
)
def test_a_camera_sends_no_papers_through_the_network_in_plain(address: str) -> None:
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        SnapshotCamera(address)
    SnapshotCamera("https://10.0.0.8/snapshot")


def test_a_scanners_folder_is_named_in_full() -> None:
    (driver,) = (one for one in DRIVERS if one.name == "folder")
    with pytest.raises(ValueError, match="完整路径"):
        driver.build(Setting(name="scanner", port="scans", options=driver.options()), None)


@pytest.mark.parametrize("wrong", [{"width_px": 1}, {"height_px": 20_000}, {"timeout_s": 0}, {"timeout_s": 61}])
def test_a_camera_with_options_out_of_range_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        CameraOptions(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [{"resolution_dpi": 1}, {"timeout_s": 0}, {"arguments": ("-o", "file")}])
def test_a_scanner_with_options_out_of_range_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        ScannerOptions(**wrong)  # type: ignore[arg-type]
