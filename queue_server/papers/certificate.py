"""Certificates for taking papers in: one of the hall's own that kiosks trust for good, and what it signs for addresses.

So a server whose address changes proves itself under the new one, and no kiosk has to be told.
"""

import ipaddress
from collections.abc import Sequence
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ALWAYS = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC))
"""A kiosk holds the very certificate that it trusts, so a date proves nothing; a wrong clock would break everything."""


def new_key() -> bytes:
    """A private key (P-256), PEM."""
    return _pem(ec.generate_private_key(ec.SECP256R1()))


def authority(key: bytes, hall: str) -> bytes:
    """The hall's own certificate for `key`, PEM; it signs others and serves nothing itself."""
    own, name = _key(key), _name(f"tinghao {hall}")
    usage = x509.KeyUsage(
        key_cert_sign=True,
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        _begun(name, name, own.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(own, SHA256())
    )
    return made.public_bytes(Encoding.PEM)


def issued(key: bytes, hosts: Sequence[str], authority_key: bytes, authority_pem: bytes) -> bytes:
    """A server's certificate for `key` under these names and addresses, PEM."""
    signer, above = _key(authority_key), x509.load_pem_x509_certificate(authority_pem)
    made = (
        _begun(_name("tinghao papers"), above.subject, _key(key).public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([_host(host) for host in hosts]), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, SHA256())
    )
    return made.public_bytes(Encoding.PEM)


def covers(certificate: bytes, hosts: Sequence[str]) -> bool:
    """Whether the certificate (PEM) is good for all of these names and addresses."""
    found = x509.load_pem_x509_certificate(certificate).extensions.get_extension_for_class(x509.SubjectAlternativeName)
    return {_host(host) for host in hosts} <= set(found.value)


def _begun(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(ALWAYS[0])
        .not_valid_after(ALWAYS[1])
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _key(pem: bytes) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(pem, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("no key of an elliptic curve")
    return key


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
