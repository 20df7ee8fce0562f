"""Certificates of the hall's own: one that everybody in it trusts for good, and what it signs; pure, all of it PEM.

So a server whose address changes proves itself under the new one, and no terminal has to be told.
"""

import ipaddress
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ALWAYS = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC))
"""A terminal holds the very certificate that it trusts, so a date proves nothing; a wrong clock would break everything.
What must end is revoked."""


def new_key() -> bytes:
    """A private key (P-256), PEM."""
    return _pem(ec.generate_private_key(ec.SECP256R1()))


def authority(key: bytes, hall: str) -> bytes:
    """The hall's own certificate for `key`; it signs others and serves nothing itself."""
    own, name = _key(key), _name(f"tinghao {hall}")
    usage = x509.KeyUsage(
        key_cert_sign=True,
        crl_sign=True,
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
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
    """A server's certificate for the private `key` under these names and addresses."""
    signer, above = _key(authority_key), x509.load_pem_x509_certificate(authority_pem)
    names = x509.SubjectAlternativeName([_host(host) for host in hosts])
    made = (
        _signable(_name("tinghao server"), above.subject, _key(key).public_key(), signer)
        .add_extension(names, critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(signer, SHA256())
    )
    return made.public_bytes(Encoding.PEM)


def request(key: bytes, name: str) -> bytes:
    """What a terminal called `name` asks to be signed; it shows by its signature that the private `key` is there."""
    own = _key(key)
    made = x509.CertificateSigningRequestBuilder().subject_name(_name(name)).sign(own, SHA256())
    return made.public_bytes(Encoding.PEM)


def issued_for(request: bytes, client: str, authority_key: bytes, authority_pem: bytes) -> bytes:
    """A terminal's certificate for what it requests, in the name that it has on the wire.

    Raises:
        ValueError: this is no request, or not signed by the key that it names, or the key is of another kind.
    """
    signer, above = _key(authority_key), x509.load_pem_x509_certificate(authority_pem)
    made = (
        _signable(_name(client), above.subject, _requested(request), signer)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
        .sign(signer, SHA256())
    )
    return made.public_bytes(Encoding.PEM)


def public_key_of(request: bytes) -> bytes:
    """The public key of a request, 65 raw bytes (SEC 1, uncompressed point).

    Raises:
        ValueError: as `issued_for`.
    """
    return _point(_requested(request))


def is_for(certificate: bytes, key: bytes, authority_pem: bytes) -> bool:
    """Whether the certificate is for the private `key`, and by that authority."""
    try:
        found, above = x509.load_pem_x509_certificate(certificate), x509.load_pem_x509_certificate(authority_pem)
        found.verify_directly_issued_by(above)
        own = found.public_key()
        return isinstance(own, ec.EllipticCurvePublicKey) and _point(own) == _point(_key(key).public_key())
    except (ValueError, TypeError, InvalidSignature):
        return False


def serial_of(certificate: bytes) -> int:
    """The certificate's number, which no other of the same authority has."""
    return x509.load_pem_x509_certificate(certificate).serial_number


def revocation_list(serials: Sequence[int], authority_key: bytes, authority_pem: bytes) -> bytes:
    """The authority's word that these are no longer good.

    Of several lists that a broker has read the youngest holds: its date is that of the first second of the century and
    one more for each serial, so that no clock can be wrong.
    """
    signer, above = _key(authority_key), x509.load_pem_x509_certificate(authority_pem)
    began = ALWAYS[0] + timedelta(seconds=len(serials))
    made = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(above.subject)
        .last_update(began)
        .next_update(ALWAYS[1])
        .add_extension(x509.CRLNumber(len(serials)), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    for serial in serials:
        revoked = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(ALWAYS[0]).build()
        made = made.add_revoked_certificate(revoked)
    return made.sign(signer, SHA256()).public_bytes(Encoding.PEM)


def revoked_in(revoked: bytes) -> int:
    """How many a list of revocations names; a list only grows."""
    return len(x509.load_pem_x509_crl(revoked))


def covers(certificate: bytes, hosts: Sequence[str]) -> bool:
    """Whether the certificate is good for all of these names and addresses."""
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


def _signable(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, signer: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    return (
        _begun(subject, issuer, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )


def _requested(request: bytes) -> ec.EllipticCurvePublicKey:
    asked = x509.load_pem_x509_csr(request)
    key = asked.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("no key of the hall's curve")
    if not asked.is_signature_valid:
        raise ValueError("not signed by its own key")
    return key


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


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
