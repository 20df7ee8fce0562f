"""The way to the hall and back: the message service is reached, the server answers, and soon enough."""

import statistics
import time
from dataclasses import dataclass

from kiosk.selftest.running import Doing, Steps
from queue_server.client import HallClient, NoReplyError
from queue_server.contract.commands import GetBoard
from queue_server.contract.selftest import Finding

CONNECT_S = 6.0
ANSWER_S = 3.0
ROUNDS = 5
SLOW_MS = 200.0
"""From here on a touch at the kiosk is felt to be late; on a wire of its own a round takes less than ten."""
NETWORK, SERVER = "网络", "总台"


@dataclass(frozen=True)
class WayToHall:
    """Asks the server something harmless a few times; `address` is host and port of the message service."""

    client: HallClient
    address: str
    connect_s: float = CONNECT_S
    answer_s: float = ANSWER_S
    slow_ms: float = SLOW_MS
    name: str = NETWORK

    def look(self) -> Steps:
        if not self.client.wait_connected(self.connect_s):
            yield Finding(
                check=NETWORK,
                state="broken",
                words=f"连不上消息服务 {self.address}",
                remedy="请看总台那台机器开着没有、网线插好没有；换过机器，要重新加入大厅",
                picture="network",
            )
            return
        yield Finding(check=NETWORK, state="ok", words=f"消息服务 {self.address} 已连上")
        yield Doing(SERVER)
        try:
            took_ms = statistics.median(self._round_ms() for _ in range(ROUNDS))
        except NoReplyError:
            yield Finding(
                check=SERVER,
                state="broken",
                words="消息服务在，总台没有应答",
                remedy="请到总台那台机器看自检；没有坏的，请重新开机",
                picture="network",
            )
            return
        if took_ms > self.slow_ms:
            yield Finding(
                check=SERVER,
                state="attention",
                words=f"一来一回要 {took_ms:.0f} 毫秒，太慢了",
                remedy="请换一根网线，或换交换机上的另一个口，再检查一次",
                picture="network",
            )
        else:
            yield Finding(check=SERVER, state="ok", words=f"一来一回 {took_ms:.1f} 毫秒")

    def _round_ms(self) -> float:
        began = time.perf_counter()
        self.client.ask(GetBoard(), timeout_s=self.answer_s)
        return (time.perf_counter() - began) * 1000
