"""What a technician sees behind the door: the checks, and a self-test on its way."""

from kiosk.checks import Check
from kiosk.selftest import Doing, Finding
from kiosk.selftest.conducting import View

CHECKS = (
    Check("先看这里", False, "红灯：kiosk-1 的 slip-printer-1：打印机缺纸：请装一卷新纸，合上盖子"),
    Check("总台", True, "192.168.1.5:18830 已连上"),
    Check("待上传的号", False, "3 个"),
    Check("slip-printer-1", False, "打印机缺纸：请装一卷新纸，合上盖子"),
    Check("barcode-reader-1", True, "正常"),
    Check("机器时间", True, "2026-11-23 10:42:07"),
    Check("磁盘空间", True, "剩余 23148 MB"),
    Check("本机", True, "kiosk-1，程序 2026-11-24"),
)

SELFTEST = View(
    Doing("打印再扫回来", "请拿刚打出来的纸，把方块码对准扫码的地方", 37, "reader"),
    (
        Finding(check="网络", state="ok", words="消息服务 192.168.1.5:18830 已连上"),
        Finding(check="总台", state="ok", words="一来一回 3.1 毫秒"),
        Finding(
            check="程序版本",
            state="attention",
            words="这里是 2026.11.3，总台是 2026.12.1",
            remedy="请用同一个安装包更新这台机器",
        ),
        Finding(
            check="号票打印机",
            state="broken",
            words="打印机缺纸",
            remedy="请装一卷新纸，合上盖子",
            picture="printer_paper",
        ),
        Finding(check="扫码枪 barcode-reader-1", state="ok", words="正常"),
        Finding(check="高拍仪", state="absent", words="没有这种设备"),
        Finding(check="机器时间", state="ok", words="2026-11-23 10:42:07"),
        Finding(check="磁盘空间", state="ok", words="剩余 23148 MB"),
    ),
)
