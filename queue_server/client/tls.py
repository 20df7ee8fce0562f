"""What a terminal on a box of its own trusts at the broker, and how it proves itself there."""

import os
import ssl

from queue_server.contract.credential import TlsAccess


def context_of(access: TlsAccess) -> ssl.SSLContext:
    """Trusts the hall's authority alone, and the name or address that is connected to must be in the certificate.

    The standard library reads a certificate of one's own from a file only; this one lies in memory (memfd_create(2)),
    so that the private key is on no disk but where its credential is kept.
    """
    context = ssl.create_default_context(cadata=access.authority)
    context.verify_flags |= ssl.VERIFY_X509_STRICT  # from Python 3.13 on by itself
    with os.fdopen(os.memfd_create("tinghao"), "wb") as file:
        file.write(f"{access.certificate}\n{access.key}".encode())
        file.flush()
        context.load_cert_chain(f"/proc/self/fd/{file.fileno()}")
    return context
