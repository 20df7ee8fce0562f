"""The command behind `make run`: opens the practice hall and its start page until Ctrl-C."""

import argparse
import logging
import signal
import sys
import threading
import time
from pathlib import Path

import uvicorn

from provisioning.rehearsal.hall import PracticeHall, RehearsalError
from provisioning.rehearsal.page import start_page
from provisioning.rehearsal.ports import PortError, free_from, listen
from provisioning.rehearsal.screen import ScreenError
from queue_server.contract.plan import PlanError

ROOT = Path(__file__).parents[2]
START_PAGE_PORT = 8000
LOOK_S = 0.1


def main() -> int:
    """Runs the practice hall; what a person can mend is one clear sentence and exit code 2."""
    logging.basicConfig(level=logging.WARNING, format="· %(message)s")
    options = _options()
    told_to_leave: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: told_to_leave.append(number))
    began = time.monotonic()
    try:
        door = listen(options.port or free_from(START_PAGE_PORT))
        port = door.getsockname()[1]
        hall = PracticeHall(options.plan, options.state, options.kiosk_size, options.display_size, port)
    except (RehearsalError, PlanError, PortError) as error:
        print(f"✗ {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"✗ 数据目录 {options.state} 不能用：{error.strerror}（{error.filename}）", file=sys.stderr)
        return 2
    page = uvicorn.Server(uvicorn.Config(start_page(hall, port), log_level="warning", timeout_graceful_shutdown=1))
    try:
        hall.open()
        serving = threading.Thread(target=page.run, args=([door],), name="start page", daemon=True)
        serving.start()
        while serving.is_alive() and not page.started:
            time.sleep(0.02)
        print(f"✓ {hall.plan.hall.name}已开，用了 {time.monotonic() - began:.1f} 秒（演练：全天开放）")
        print(f"  起始页 start page: http://127.0.0.1:{port}/    Ctrl-C 全部退出", flush=True)
        while not told_to_leave:  # waiting for a lock would miss a signal that comes just before
            time.sleep(LOOK_S)
        print("\n正在关闭……", flush=True)
    except (RehearsalError, ScreenError) as error:
        print(f"✗ {error}", file=sys.stderr)
        return 3
    finally:
        page.should_exit = True
        hall.close()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="rehearsal", description="演练：一张桌子上的整个大厅")
    parser.add_argument("--plan", type=Path, default=ROOT / "assets/halls/puyang.toml", help="样板大厅配置")
    parser.add_argument("--state", type=Path, default=ROOT / ".run", help="数据目录")
    parser.add_argument("--port", type=int, help=f"起始页端口，默认 {START_PAGE_PORT} 或其后第一个空闲的")
    parser.add_argument("--kiosk-size", type=_size, default=(1080, 1920), help="自助机屏幕，如 1080x1920")
    parser.add_argument("--display-size", type=_size, default=(1920, 1080), help="综合显示屏，如 1920x1080")
    return parser.parse_args()


def _size(text: str) -> tuple[int, int]:
    width, height = (int(part) for part in text.lower().split("x"))
    return width, height


if __name__ == "__main__":
    sys.exit(main())
