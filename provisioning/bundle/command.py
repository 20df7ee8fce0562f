"""The commands that build (and gather for it), verify and unpack a bundle."""

import argparse
import sys
from pathlib import Path

from provisioning.bundle.building import build
from provisioning.bundle.collecting import CollectError, debs, plan_with_its_files, software, wheels
from provisioning.bundle.manifest import Manifest, refuse_unfit
from provisioning.bundle.package import build_package
from provisioning.bundle.reading import verify
from provisioning.bundle.refusals import BundleError
from provisioning.bundle.stick import write_stick
from provisioning.bundle.unpacking import installed, unpack
from provisioning.debian.folder import NoPackagesError, download
from provisioning.debian.packages import FIELD, field_packages
from provisioning.keys import load_private_key, load_public_key
from queue_server.contract.plan import PlanError, load
from queue_server.signing import KeyTextError
from queue_server.workdays.signed import CalendarError

REPOSITORY = Path(__file__).parents[2]
ROOT = Path("/opt/tinghao")


def bundle(arguments: list[str]) -> int:
    """Runs `bundle build|debs|stick|verify|unpack …`; what is refused or missing is one sentence and exit code 2."""
    chosen = _parser().parse_args(arguments)
    try:
        match chosen.what:
            case "build":
                print(f"安装包做好了：{chosen.file}，{_told(_build(chosen), chosen.file)}")
            case "debs":
                count = download(field_packages(FIELD.read_text()), chosen.folder)
                print(f"{chosen.folder} 里有 {count} 个 Debian 软件包，做安装包时写 --debs {chosen.folder}")
            case "stick":
                manifest = write_stick(chosen.file, load_public_key(chosen.key), chosen.folder)
                print(f"U盘好了：{_told(manifest, chosen.file)}；在新机器上运行 sudo sh install.sh")
            case "verify":
                manifest = verify(chosen.file, load_public_key(chosen.key))
                refuse_unfit(manifest, installed(chosen.root))
                print(f"安装包可以用：{_told(manifest, chosen.file)}")
            case "unpack":
                manifest = unpack(chosen.file, load_public_key(chosen.key), chosen.root)
                print(f"装好了：{chosen.root / 'current'} 现在是 {manifest.version}")
    except (BundleError, CollectError, CalendarError, KeyTextError, NoPackagesError, PlanError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"读写不了文件（{error}）", file=sys.stderr)
        return 3
    return 0


def deb(arguments: list[str]) -> int:
    """Runs `deb BUNDLE OUT.deb --key KEY`; what is refused is one sentence and exit code 2."""
    parser = argparse.ArgumentParser(prog="provisioning deb", description="厅号：把安装包做成 Debian 软件包")
    parser.add_argument("bundle", type=Path, help="安装包")
    parser.add_argument("out", type=Path, help="写到哪个文件，如 tinghao_2026.12.1_amd64.deb")
    parser.add_argument("--key", type=Path, required=True, help="验签用的公钥（.pub），装好的机器以后就认它")
    chosen = parser.parse_args(arguments)
    packages = field_packages(FIELD.read_text())
    try:
        manifest = build_package(chosen.bundle, load_public_key(chosen.key), packages, chosen.out.resolve())
    except (BundleError, KeyTextError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"读写不了文件（{error}）", file=sys.stderr)
        return 3
    print(f"软件包做好了：{chosen.out}，{_told(manifest, chosen.out)}")
    return 0


def _build(chosen: argparse.Namespace) -> Manifest:
    plan, lock = load(chosen.plan), (REPOSITORY / "requirements.lock").read_text()
    sources = [
        *software(REPOSITORY),
        *plan_with_its_files(plan, chosen.plan),
        *wheels(chosen.wheels, lock),
        *(debs(chosen.debs) if chosen.debs else ()),
    ]
    return build(sources, chosen.version, plan.hall.id, load_private_key(chosen.key), chosen.file)


def _told(manifest: Manifest, file: Path) -> str:
    size = file.stat().st_size / 1e6
    return f"{manifest.hall} {manifest.version}，{len(manifest.files)} 个文件，{size:.1f} MB"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="provisioning bundle", description="厅号：U盘上的安装包")
    parts = parser.add_subparsers(dest="what", required=True)
    building = parts.add_parser("build", help="做一个安装包")
    building.add_argument("file", type=Path, help="写到哪个文件，如 hall-2026.12.1.bundle")
    building.add_argument("--plan", type=Path, required=True, help="大厅配置；日历和录音包在它旁边")
    building.add_argument("--wheels", type=Path, required=True, help="放着全部 Python 组件（.whl）的文件夹")
    building.add_argument("--debs", type=Path, help="放着 Debian 软件包的文件夹（bundle debs 下载的）；不写就要有网络")
    building.add_argument("--version", required=True, help="版本，如 2026.12.1；以后的要更大")
    building.add_argument("--key", type=Path, required=True, help="签名用的私钥")
    downloading = parts.add_parser("debs", help="下载大厅要的全部 Debian 软件包，离线安装用；要在同样的 Debian 上做")
    downloading.add_argument("folder", type=Path, help="放到哪个文件夹")
    writing = parts.add_parser("stick", help="把安装包、公钥和安装脚本写到 U 盘")
    writing.add_argument("file", type=Path, help="安装包")
    writing.add_argument("folder", type=Path, help="U 盘，如 /media/usb")
    writing.add_argument("--key", type=Path, required=True, help="公钥（.pub）")
    for name, does in (("verify", "检查一个安装包能不能用"), ("unpack", "检查并装到新旧并排的文件夹里")):
        part = parts.add_parser(name, help=does)
        part.add_argument("file", type=Path, help="安装包")
        part.add_argument("--key", type=Path, required=True, help="验签用的公钥（.pub）")
        part.add_argument("--root", type=Path, default=ROOT, help=f"装在哪里，默认 {ROOT}")
    return parser
