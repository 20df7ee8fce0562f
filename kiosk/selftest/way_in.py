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


def certificates_of(credential: Credential) -> tuple[str, ...]:
    """All certificates that the terminal trusts or proves itself by, PEM."""
    of_papers = (credential.papers.certificate,) if credential.papers else ()
    return (*of_papers, credential.tls.authority, credential.tls.certificate) if credential.tls else of_papers


@dataclass(frozen=True)
class WayIn:
    """Looks at the credential of a terminal of the hall with the id `hall`; `now` is aware."""

    credential: Credential
    hall: str
    now: Callable[[], datetime]
    name: str = "凭据和证书"

    def look(self) -> Steps:
        if self.credential.hall != self.hall:
            yield self._broken(f"凭据是大厅 {self.credential.hall} 的，配置是大厅 {self.hall} 的")
            return
        certificates = certificates_of(self.credential)
        try:
            ends = [x509.load_pem_x509_certificate(one.encode()).not_valid_after_utc for one in certificates]
        except ValueError:
            yield self._broken("证书读不懂")
            return
        yield self._dated(min(ends)) if ends else self._well("没有证书要换")

    def _dated(self, ends: datetime) -> Finding:
        """The certificate that ends first."""
        left = ends - self.now()
        if left <= timedelta():
            return self._broken(f"证书 {ends:%Y-%m-%d} 就到期了")
        if left <= SOON:
            words = f"证书 {ends:%Y-%m-%d} 到期，只剩 {left.days} 天"
            return Finding(check=self.name, state="attention", words=words, remedy=REJOIN)
        return self._well(f"证书到 {ends:%Y-%m-%d}")

    def _well(self, words: str) -> Finding:
        return Finding(check=self.name, state="ok", words=f"{self.credential.client}，{words}")

    def _broken(self, words: str) -> Finding:
        return Finding(check=self.name, state="broken", words=words, remedy=REJOIN, picture="network")
