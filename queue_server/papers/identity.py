"""How the server proves itself to kiosks: a technician's certificate where there is one, otherwise the hall's own.

In `<state>/keys`: `papers.crt` and `papers.key` are a technician's; the hall makes `hall.*` anew whenever its addresses
have changed.
"""

from pathlib import Path

from queue_server.authority.addresses import addresses
from queue_server.authority.authority import Authority
from queue_server.contract.credential import PapersAccess
from queue_server.contract.plan import Plan
from queue_server.papers.keys import paper_keys


def papers_access(plan: Plan, state: Path, host: str) -> PapersAccess | None:
    """What kiosks that reach the server at `host` need to bring papers; None where the hall takes none.

    Raises:
        OSError: the keys cannot be read or written.
    """
    if plan.papers.port == 0:
        return None
    technicians = state / "keys/papers.crt"
    trusted = technicians.read_bytes() if technicians.exists() else Authority(state / "keys", plan.hall.id).certificate
    return PapersAccess(
        address=f"https://{host}:{plan.papers.port}", certificate=trusted.decode(), key=paper_keys(state).public
    )


def server_certificate(plan: Plan, state: Path, host: str) -> tuple[Path, Path]:
    """Certificate and private key for a server that listens at `host`, good for all that it may be reached under now.

    Raises:
        OSError: they cannot be read or written.
    """
    folder = state / "keys"
    if (folder / "papers.crt").exists():
        return folder / "papers.crt", folder / "papers.key"
    return Authority(folder, plan.hall.id).server("hall", addresses(plan, host))
