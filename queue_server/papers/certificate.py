"""The certificate under which papers are taken in: made at the first start, and the only one that kiosks trust."""

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from queue_server.state_dir import write_private

LIFE = timedelta(days=3650)


def certificate(state: Path, hosts: tuple[str, ...]) -> tuple[Path, Path]:
    """Certificate and private key in `<state>/keys`; what a technician put there stays, what is missing is made.

    Args:
        hosts: names and addresses that the certificate made here is good for.

    Raises:
        OSError: they cannot be written.
    """
    held, key_file = state / "keys/papers.crt", state / "keys/papers.key"
    if held.exists() and key_file.exists():
        return held, key_file
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tinghao papers")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LIFE)
        .add_extension(x509.SubjectAlternativeName([_name(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    write_private(key_file, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    write_private(held, made.public_bytes(Encoding.PEM))
    return held, key_file


def _name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
