"""The terminal's credential: for this hall, and its certificates still good for a while."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509

from kiosk.selftest.running import Steps
from queue_server.contract.credential import Credential
from queue_server.contract.selftest import Finding

SOON = timedelta(days=30)
REJOIN = "请在这台机器上重新加入大厅，换一张新的"


@dataclass(frozen=True)
class WayIn:
    """Looks at the credential of a terminal of the hall with the id `hall`; `now` is aware."""

    credential: Credential
    hall: str
    now: Callable[[], datetime]
    name: str = "凭据和证书"

    def look(self) -> Steps:
        if self.credential.hall != self.hall:
            yield self._broken(f"凭据是大厅 {self.credential.hall} 的，配置是大厅 {self.hall} 的", REJOIN)
            return
        if self.credential.papers is None:
            yield Finding(check=self.name, state="ok", words=f"{self.credential.client}，不收扫描的材料")
            return
        try:
            ends = x509.load_pem_x509_certificate(self.credential.papers.certificate.encode()).not_valid_after_utc
        except ValueError:
            yield self._broken("证书读不懂", REJOIN)
            return
        left = ends - self.now()
        if left <= timedelta():
            yield self._broken(f"证书 {ends:%Y-%m-%d} 就到期了", REJOIN)
        elif left <= SOON:
            yield Finding(
                check=self.name,
                state="attention",
                words=f"证书 {ends:%Y-%m-%d} 到期，只剩 {left.days} 天",
                remedy=REJOIN,
            )
        else:
            yield Finding(check=self.name, state="ok", words=f"{self.credential.client}，证书到 {ends:%Y-%m-%d}")

    def _broken(self, words: str, remedy: str) -> Finding:
        return Finding(check=self.name, state="broken", words=words, remedy=remedy, picture="network")
