"""The hall's authority in a folder: its key and certificate, made once, and the files that it signs for the servers."""

from collections.abc import Sequence
from pathlib import Path

from queue_server.authority import certificate
from queue_server.state_dir import made_once, write_private


class Authority:
    """Lies in `<state>/keys` as `hall-ca.*`; several processes may use it. Everything may raise OSError."""

    def __init__(self, keys: Path, hall: str) -> None:
        self._folder = keys
        self._hall = hall

    @property
    def certificate(self) -> bytes:
        """What everybody in the hall trusts, PEM."""
        return made_once(self._folder / "hall-ca.crt", lambda: certificate.authority(self._key, self._hall))

    def server(self, name: str, hosts: Sequence[str]) -> tuple[Path, Path]:
        """Certificate and private key of the server `name`, good for all of `hosts`; made anew where one is new."""
        held, key = self._folder / f"{name}.crt", self._folder / f"{name}.key"
        private = made_once(key, certificate.new_key)
        if not (held.exists() and certificate.covers(held.read_bytes(), hosts)):
            write_private(held, certificate.issued(private, hosts, self._key, self.certificate))
        return held, key

    def client(self, request: bytes, client: str) -> bytes:
        """The certificate, PEM, of a terminal that requests it so.

        Raises:
            ValueError: as `certificate.issued_for`.
        """
        return certificate.issued_for(request, client, self._key, self.certificate)

    def revoked(self, serials: Sequence[int]) -> bytes:
        """The list of these revoked certificates, PEM; the same bytes until there is another."""
        held = self._folder / "hall-ca.crl"
        if not (held.exists() and certificate.revoked_in(held.read_bytes()) == len(serials)):
            write_private(held, certificate.revocation_list(serials, self._key, self.certificate))
        return held.read_bytes()

    @property
    def _key(self) -> bytes:
        return made_once(self._folder / "hall-ca.key", certificate.new_key)
